import type { JsonPlace } from "./json-place.ts";
import { productsOf, type CsafProducts } from "./csaf-products.ts";
import { textOf, type VexProduct, type VexStatement, type VexStatus } from "./statement.ts";

/**
 * The groups of `product_status` by what they say (CSAF 2.0, 6.1.6). They bear one date, and of two
 * statements of one time the later one counts: a product in several groups is taken for affected.
 */
const groups: readonly (readonly [string, VexStatus])[] = [
  ["fixed", "fixed"],
  ["first_fixed", "fixed"],
  ["known_not_affected", "not_affected"],
  ["under_investigation", "under_investigation"],
  ["known_affected", "affected"],
  ["first_affected", "affected"],
  ["last_affected", "affected"],
];

/** Whether the document says that it is one of CSAF, of whatever version. */
export function isCsaf(root: JsonPlace): boolean {
  return root.at("document").at("csaf_version").exists;
}

/**
 * The statements of a document of CSAF's VEX profile:
 * https://docs.oasis-open.org/csaf/csaf/v2.0/os/csaf-v2.0-os.html, 4.5.
 */
export function readCsaf(root: JsonPlace): readonly VexStatement[] {
  const document = root.at("document");
  document.at("csaf_version").oneOf(["2.0"]);
  document.at("category").oneOf(["csaf_vex"]);
  const released = document.at("tracking").at("current_release_date");
  const time = released.time() ?? released.refuse("is missing; say when this was true");
  const products = productsOf(root.at("product_tree"));
  return root
    .at("vulnerabilities")
    .items()
    .flatMap((place) => statementsAt(place, products, time));
}

function statementsAt(place: JsonPlace, products: CsafProducts, time: number): VexStatement[] {
  place.object();
  const ids = idsAt(place);
  return groups.flatMap(([group, status]) =>
    place
      .at("product_status")
      .at(group)
      .items()
      .map((entry) => {
        const id = entry.text();
        const known = products.byId.get(id) ?? entry.refuse("names no product of the product_tree");
        return statementOf(place, { ids, product: known, status, time, id }, products);
      }),
  );
}

function idsAt(place: JsonPlace): readonly string[] {
  const cve = place.at("cve").optionalText();
  const others = place.at("ids").items();
  const ids = [
    ...(cve === undefined ? [] : [cve]),
    ...others.map((each) => each.at("text").text()),
  ];
  if (ids.length === 0) place.refuse("has neither cve nor ids; name the vulnerability");
  return [...new Set(ids)];
}

interface Group {
  readonly ids: readonly string[];
  readonly product: VexProduct;
  readonly status: VexStatus;
  readonly time: number;
  readonly id: string;
}

function statementOf(place: JsonPlace, group: Group, products: CsafProducts): VexStatement {
  const { ids, product, status, time, id } = group;
  const about = (each: JsonPlace): boolean => products.names(each, id);
  const flags = place.at("flags").items().filter(about);
  const impacts = place
    .at("threats")
    .items()
    .filter((each) => each.at("category").value === "impact" && about(each));
  const labels = new Set(flags.map((flag) => flag.at("label").text()));
  const justification = labels.size === 0 ? undefined : [...labels].join(", ");
  const details = impacts.map((impact) => impact.at("details").text());
  if (status === "not_affected" && justification === undefined && details.length === 0) {
    place.refuse(
      `says that ${JSON.stringify(id.slice(0, 100))} is not affected without a reason; add a flag or a threat of the category impact`,
    );
  }
  return {
    ids,
    products: [product],
    status,
    ...(justification === undefined || status !== "not_affected" ? {} : { justification }),
    ...textOf(details),
    time,
  };
}
