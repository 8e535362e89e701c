import type { Field } from "./field.ts";

/** The fields that a dotted path reaches: `name[]` visits the items of a list, `*` the entries of a mapping. */
export function fieldsAt(root: Field, path: string): Field[] {
  let fields = [root];
  for (const step of path.split(".")) {
    fields = fields.flatMap((field) => {
      if (step === "*") return field.entries();
      return step.endsWith("[]") ? field.at(step.slice(0, -2)).items() : [field.at(step)];
    });
  }
  return fields;
}
