import type { JsonPlace } from "./json-place.ts";
import type { VexComponent, VexProduct } from "./statement.ts";

/** The products that a CSAF document defines. */
export interface CsafProducts {
  readonly byId: ReadonlyMap<string, VexProduct>;
  /** Whether a flag or a threat is about the product: it names it, or a group that has it. */
  readonly names: (place: JsonPlace, id: string) => boolean;
}

/** The relationships in which the one product is inside of the other (CSAF 2.0, 3.2.2.4.1). */
const inside: readonly string[] = ["default_component_of", "installed_on"];

/** Reads a `product_tree`; the reader of JSON bounds how deep its branches nest. */
export function productsOf(tree: JsonPlace): CsafProducts {
  const single = new Map<string, VexComponent>();
  const add = (place: JsonPlace): void => {
    const id = place.at("product_id");
    if (single.has(id.text())) id.refuse("names a second product of one id");
    single.set(id.text(), componentAt(place.at("product_identification_helper")));
  };
  for (const place of tree.at("full_product_names").items()) add(place);
  addBranches(tree.at("branches"), add);
  const byId = new Map<string, VexProduct>(
    [...single].map(([id, component]) => [id, { ...component, parts: undefined }]),
  );
  for (const place of tree.at("relationships").items()) {
    const id = place.at("full_product_name").at("product_id");
    if (byId.has(id.text())) id.refuse("names a second product of one id");
    byId.set(id.text(), relatedAt(place, single));
  }
  return { byId, names: namesIn(tree) };
}

function addBranches(branches: JsonPlace, add: (place: JsonPlace) => void): void {
  for (const branch of branches.items()) {
    if (branch.at("product").exists) add(branch.at("product"));
    addBranches(branch.at("branches"), add);
  }
}

/** A relationship of another kind, or to a product that is itself a relationship, names nothing. */
function relatedAt(place: JsonPlace, single: ReadonlyMap<string, VexComponent>): VexProduct {
  const category = place.at("category").text();
  const whole = single.get(place.at("relates_to_product_reference").text());
  const part = single.get(place.at("product_reference").text());
  if (!inside.includes(category) || whole === undefined || part === undefined) {
    return { purls: [], digests: [], parts: [] };
  }
  return { ...whole, parts: [part] };
}

function componentAt(helper: JsonPlace): VexComponent {
  const purl = helper.at("purl");
  return {
    purls: purl.exists ? [purl.packageUrl()] : [],
    digests: helper
      .at("hashes")
      .items()
      // Of a product with several files none is the product.
      .flatMap((file, _, all) => (all.length === 1 ? file.at("file_hashes").items() : []))
      .filter((hash) => hash.at("algorithm").value === "sha256")
      .map((hash) => `sha256:${hash.at("value").text().toLowerCase()}`),
  };
}

function namesIn(tree: JsonPlace): CsafProducts["names"] {
  const members = new Map(
    tree
      .at("product_groups")
      .items()
      .map((group) => [
        group.at("group_id").text(),
        new Set(
          group
            .at("product_ids")
            .items()
            .map((id) => id.text()),
        ),
      ]),
  );
  return (place, id) => {
    const named = place.at("product_ids").items();
    const grouped = place.at("group_ids").items();
    if (named.some((each) => each.value === id)) return true;
    return grouped.some((group) => members.get(group.text())?.has(id) === true);
  };
}
