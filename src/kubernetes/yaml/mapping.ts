/**
 * A YAML mapping as the judge of values sees it: keys are own properties, nothing is inherited. A
 * constructor with an empty prototype keeps property access as fast as on a plain object, whereas
 * `Object.create(null)` would be a slow dictionary; a key named `__proto__` is a key like any other.
 */
export interface Mapping {
  [key: string]: Value | undefined;
}
export type Value = string | number | bigint | boolean | null | Value[] | Mapping;

interface MappingConstructor {
  new (): Mapping;
  (): void;
}

const Empty = function () {} as MappingConstructor;
Empty.prototype = Object.create(null) as object;

export function emptyMapping(): Mapping {
  return new Empty();
}

/** Whether a value is a mapping (not a list, a scalar or nothing). */
export function isMapping(value: unknown): value is Mapping {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
