import type { Field } from "../field.ts";
import type { ReadingProblem } from "../problem.ts";

/** More entries in one list of a kustomization are not read; the longest real ones have some hundred. */
export const maxItems = 20_000;

/** The items of a list of a kustomization, as many as are read. */
export function itemsOf(list: Field): Field[] {
  const items = list.items();
  return items.length > maxItems ? items.slice(0, maxItems) : items;
}

/** A problem for each list of a kustomization that has more items than are read, at the first of the others. */
export function tooManyItems(root: Field): ReadingProblem[] {
  return root.entries().flatMap((list) => {
    if (!Array.isArray(list.value) || list.value.length <= maxItems) return [];
    const { length } = list.value;
    const key = String(list.key);
    return {
      kind: "unreadable",
      message: `${key} has ${length} entries; from the ${maxItems + 1}st on they were not read: divide it among several kustomizations.`,
      location: list.at(maxItems).location,
      offender: `${key}: ${length} entries`,
    };
  });
}
