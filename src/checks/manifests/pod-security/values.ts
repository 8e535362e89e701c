import type { Field } from "../../../kubernetes/field.ts";
import { isMapping } from "../../../kubernetes/yaml/mapping.ts";

/** The boolean at a field; `undefined` where there is none, as behind a pointer in Kubernetes' types. */
export function flagAt(field: Field): boolean | undefined {
  return typeof field.value === "boolean" ? field.value : undefined;
}

/** The text at a field; empty where there is none, as Kubernetes decodes it. */
export function textAt(field: Field): string {
  return typeof field.value === "string" ? field.value : "";
}

/** The whole number at a field; `undefined` where there is none. */
export function numberAt(field: Field): number | undefined {
  const { value } = field;
  if (typeof value === "bigint") return Number(value);
  return typeof value === "number" && Number.isInteger(value) ? value : undefined;
}

/** Whether a mapping stands at a field, were it an empty one. */
export function isSet(field: Field): boolean {
  return isMapping(field.value);
}

/** The items of a list of texts; Kubernetes reads a null among them as an empty text. */
export function textItems(list: Field): Field[] {
  return list.items().filter(({ value }) => value === null || typeof value === "string");
}

/** The items of a list of mappings; Kubernetes reads a null among them as an empty mapping. */
export function mappingItems(list: Field): Field[] {
  return list.items().filter(({ value }) => value === null || isMapping(value));
}
