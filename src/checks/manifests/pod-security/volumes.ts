import type { Field } from "../../../kubernetes/field.ts";
import type { Pod } from "../../../kubernetes/pod.ts";
import { mappingItems, textAt } from "./values.ts";

/** The volumes of a pod; a template adds its own to those that it inherits, and hides none of them. */
export function volumesOf(pod: Pod): Field[] {
  return pod.specs.flatMap((spec) => mappingItems(spec.at("volumes")));
}

/** How messages call a volume. */
export function nameOfVolume(volume: Field): string {
  const name = textAt(volume.at("name"));
  return name === "" ? "The volume without a name" : `The volume ${JSON.stringify(name)}`;
}
