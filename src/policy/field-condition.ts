import type { Field } from "../kubernetes/field.ts";
import { mapping } from "./mapping.ts";
import { refuse, text, type Shape } from "./shape.ts";
import type { FieldCondition } from "./signatures.ts";

const scalar: Shape<string | number | boolean> = {
  what: "text, a number, true or false",
  schema: { anyOf: [{ type: "string" }, { type: "number" }, { type: "boolean" }] },
  read(field, reading) {
    const { value } = field;
    if (typeof value === "string" || typeof value === "boolean") return value;
    if (typeof value === "number" && Number.isFinite(value)) return value;
    return refuse(field, reading, scalar.what);
  },
};

const condition = mapping(
  {
    path: {
      shape: text({
        what: "a path of keys",
        mistake: (path, context) => context.mistakeInStatementPath(path),
      }),
      required: true,
      about:
        'A field of the signed statement, such as `predicate.runDetails.builder.id` or `predicate.items[0]["a.b"]`.',
      fallback: "none; required",
      example: "path: predicate.runDetails.builder.id",
    },
    equals: {
      shape: scalar,
      required: true,
      about: "What must stand there, exactly; a number is not its text.",
      fallback: "none; required",
      example: "equals: https://github.com/actions/runner/github-hosted",
    },
  },
  "a mapping with path and equals",
);

/** A condition on a field of an attestation's statement. */
export const fieldCondition: Shape<FieldCondition> = {
  ...condition,
  read(field: Field, reading) {
    const values = condition.read(field, reading);
    if (values === undefined) return undefined;
    const { path, equals } = values;
    return { path, equals, location: field.location };
  },
};
