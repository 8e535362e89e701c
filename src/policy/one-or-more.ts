import { refuse, type Shape } from "./shape.ts";

/** One thing, or a list of at least one of them. */
export function oneOrMore<T>(item: Shape<T>, what: string): Shape<readonly T[]> {
  return {
    what,
    schema: { anyOf: [item.schema, { type: "array", items: item.schema, minItems: 1 }] },
    ...(item.below === undefined ? {} : { below: item.below }),
    read(field, reading) {
      if (!Array.isArray(field.value)) {
        const value = item.read(field, reading);
        return value === undefined ? undefined : [value];
      }
      if (field.value.length === 0) return refuse(field, reading, what, ", not an empty list");
      const values: T[] = [];
      for (const each of field.items()) {
        if (reading.isFull) break;
        const value = item.read(each, reading);
        if (value !== undefined) values.push(value);
      }
      return values;
    },
  };
}
