import type { JsonPlace } from "./json-place.ts";
import {
  textOf,
  vexStatuses,
  type VexComponent,
  type VexProduct,
  type VexStatement,
} from "./statement.ts";

const namespace = "https://openvex.dev/ns";
/** The specification's own version 0.2.0 first gave documents a version in their context. */
const contexts: readonly string[] = [`${namespace}/v0.2.0`, namespace];

/** Of the specification, section "Status Justifications". */
const justifications = [
  "component_not_present",
  "vulnerable_code_not_present",
  "vulnerable_code_not_in_execute_path",
  "vulnerable_code_cannot_be_controlled_by_adversary",
  "inline_mitigations_already_exist",
] as const;

/** Whether the document says that it is one of OpenVEX, of whatever version. */
export function isOpenVex(root: JsonPlace): boolean {
  const { value } = root.at("@context");
  return typeof value === "string" && value.startsWith(namespace);
}

/**
 * The statements of an OpenVEX document: https://github.com/openvex/spec, version 0.2.0. One that names
 * no product is about `inherited`, the subject of an attestation; elsewhere it is a mistake.
 */
export function readOpenVex(root: JsonPlace, inherited?: VexProduct): readonly VexStatement[] {
  root.at("@context").oneOf(contexts);
  const issued = root.at("timestamp").time();
  if (!root.at("statements").exists) root.at("statements").refuse("is missing; it must be a list");
  return root
    .at("statements")
    .items()
    .map((place) => statementAt(place, issued, inherited));
}

function statementAt(
  place: JsonPlace,
  issued: number | undefined,
  inherited: VexProduct | undefined,
): VexStatement {
  place.spelled(["products", "status", "timestamp", "vulnerability"]);
  const status = place.at("status").oneOf(vexStatuses);
  const label = place.at("justification");
  const justification = label.exists ? label.oneOf(justifications) : undefined;
  const impact = place.at("impact_statement").optionalText();
  if (status === "not_affected" && justification === undefined && impact === undefined) {
    place.refuse("is not_affected without a reason; add a justification or an impact_statement");
  }
  const products = productsAt(place.at("products"), inherited);
  const time = place.at("timestamp").time() ?? issued;
  if (time === undefined) {
    place.at("timestamp").refuse("is missing, and the document has none; say when this was true");
  }
  const others = ["status_notes", "action_statement"].map((name) => place.at(name).optionalText());
  return {
    ids: idsAt(place.at("vulnerability")),
    products,
    status,
    ...(justification === undefined ? {} : { justification }),
    ...textOf([impact, ...others]),
    time,
  };
}

function idsAt(vulnerability: JsonPlace): readonly string[] {
  vulnerability.object();
  const name = vulnerability.at("name").text();
  const aliases = vulnerability.at("aliases").items();
  return [...new Set([name, ...aliases.map((alias) => alias.text())])];
}

function productsAt(place: JsonPlace, inherited: VexProduct | undefined): readonly VexProduct[] {
  const products = place.items().map(productAt);
  if (products.length > 0) return products;
  // A document that stands in no other has nothing to inherit its products from.
  return inherited === undefined ? place.refuse("is empty; name the products") : [inherited];
}

function productAt(place: JsonPlace): VexProduct {
  place.spelled(["subcomponents"]);
  const list = place.at("subcomponents");
  if (!list.exists) return { ...componentAt(place), parts: undefined };
  const parts = list.items().map(componentAt);
  if (parts.length === 0)
    list.refuse("is empty; name the packages, or leave it out for all of them");
  return { ...componentAt(place), parts };
}

/** Identifiers of other kinds, such as a CPE or the address of a page, name nothing that is known here. */
function componentAt(place: JsonPlace): VexComponent {
  place.object();
  const id = place.at("@id");
  const purl = place.at("identifiers").at("purl");
  const hash = place.at("hashes").at("sha-256");
  return {
    purls: [
      ...(id.optionalText()?.startsWith("pkg:") === true ? [id.packageUrl()] : []),
      ...(purl.exists ? [purl.packageUrl()] : []),
    ],
    digests: hash.exists ? [`sha256:${hash.text().toLowerCase()}`] : [],
  };
}
