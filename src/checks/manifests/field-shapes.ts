/** What Kubernetes' decoder takes at a field; null is taken everywhere. */
export type Shape =
  | { readonly type: "text" | "flag" | "quantity" }
  | { readonly type: "number"; readonly bits: 32 | 64 }
  | { readonly type: "list"; readonly item: Shape }
  | { readonly type: "dictionary"; readonly value: Shape }
  | { readonly type: "mapping"; readonly fields: Readonly<Record<string, Shape>> };

export const text: Shape = { type: "text" };
export const flag: Shape = { type: "flag" };
/** An amount such as 100m: text or a number. */
export const quantity: Shape = { type: "quantity" };
export const int32: Shape = { type: "number", bits: 32 };
export const int64: Shape = { type: "number", bits: 64 };

/** A list of one shape. */
export function listOf(item: Shape): Shape {
  return { type: "list", item };
}

/** A mapping with keys of the author's choice. */
export function dictionaryOf(value: Shape): Shape {
  return { type: "dictionary", value };
}

/** A mapping of which the named fields are looked at, and no others. */
export function mappingOf(fields: Readonly<Record<string, Shape>>): Shape {
  return { type: "mapping", fields };
}
