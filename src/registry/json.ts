/** A JSON object whose values nobody has looked at yet. */
export type Mapping = Readonly<Record<string, unknown>>;

/** The value if it is a JSON object, else an empty one. */
export function mappingOf(value: unknown): Mapping {
  return isMapping(value) ? value : {};
}

/** Whether a value out of JSON.parse is an object. */
export function isMapping(value: unknown): value is Mapping {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
