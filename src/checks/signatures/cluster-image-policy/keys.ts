import type { Field } from "../../../kubernetes/field.ts";
import { isMapping } from "../../../kubernetes/yaml/mapping.ts";
import type { PolicyReading } from "../../../policy/reading.ts";
import { refuse, type Key, type Shape } from "../../../policy/shape.ts";
import { nameOf } from "../../../policy/words.ts";

/** A key that the mapping may lack; the words are those of policy-controller's own reference. */
export function optional<T>(shape: Shape<T>): Key<T, false> {
  return { shape, required: false, about: "", fallback: "", example: "" };
}

/** A key that the mapping must have. */
export function required<T>(shape: Shape<T>): Key<T, true> {
  return { shape, required: true, about: "", fallback: "", example: "" };
}

/** A mapping that says something which nothing here can follow; only that it is there counts. */
export const opaqueMapping: Shape<true> = {
  what: "a mapping",
  schema: { type: "object" },
  read: (field, reading) => (isMapping(field.value) ? true : refuse(field, reading, "a mapping")),
};

/** A list that has at least one item. */
export function filled<T>(list: Shape<readonly T[]>): Shape<readonly T[]> {
  return {
    ...list,
    read(field, reading) {
      const isEmpty = Array.isArray(field.value) && field.value.length === 0;
      return isEmpty
        ? refuse(field, reading, list.what, ", not an empty one")
        : list.read(field, reading);
    },
  };
}

/** Notes where a mapping has none or several of keys that exclude each other; says whether it has one. */
export function hasOneOf(field: Field, keys: readonly string[], reading: PolicyReading): boolean {
  const present = field.entries().filter(({ key, exists }) => exists && keys.includes(String(key)));
  const [, second] = present;
  if (second !== undefined) {
    const all = present.map(({ key }) => key).join(" and ");
    reading.reportKey(second, `${nameOf(field.path)} has ${all}; keep one of them`);
    return false;
  }
  if (present.length === 1) return true;
  reading.report(field, `${nameOf(field.path)} has none of ${keys.join(", ")}; add one of them`);
  return false;
}
