import type { Field } from "../kubernetes/field.ts";
import { nearest } from "../nearest.ts";
import type { PolicyContext, PolicyReading } from "./reading.ts";
import { describe, nameOf } from "./words.ts";

/** A JSON Schema; a value that can be written out as JSON. */
export interface JsonSchema {
  readonly [keyword: string]: unknown;
}

/**
 * What may stand at a place of the policy file. From the same description the reader takes values,
 * editors get a JSON Schema, and the reference page its words.
 */
export interface Shape<T> {
  /** Completes "it must be …". */
  readonly what: string;
  readonly schema: JsonSchema;
  /** The keys below it, for the reference, with what stands between its own name and theirs. */
  readonly below?: { readonly join: string; readonly keys: Keys };
  /** The value at the field; otherwise notes what is wrong there. */
  readonly read: (field: Field, reading: PolicyReading) => T | undefined;
}

/** A key of a mapping, and what there is to say about it. */
export interface Key<T, Required extends boolean = boolean> {
  readonly shape: Shape<T>;
  readonly required: Required;
  /** One sentence for editors and the reference. */
  readonly about: string;
  /** What counts where the key is missing, for the reference. */
  readonly fallback: string;
  /** The key with a value, as YAML. */
  readonly example: string;
}

export type Keys = Readonly<Record<string, Key<unknown>>>;

/** Notes that the value at a field is not what it must be. */
export function refuse(field: Field, reading: PolicyReading, what: string, hint = ""): undefined {
  const name = nameOf(field.path);
  const found = field.exists ? `${name} is ${describe(field.value)}` : `${name} has no value`;
  reading.report(field, `${found}; it must be ${what}${hint}`);
}

/** One word out of a list. YAML 1.1 reads bare `on` and `off` as true and false; they count as the words. */
export function oneOf<const Word extends string>(words: readonly Word[]): Shape<Word> {
  const what = `one of ${words.join(", ")}`;
  const isWord = (value: unknown): value is Word => words.some((word) => word === value);
  const spoken: readonly string[] = words;
  const truths = [true, false].filter((truth) => spoken.includes(truth ? "on" : "off"));
  return {
    what,
    schema: { enum: [...words, ...truths] },
    read(field, reading) {
      const { value } = field;
      const word = value === true ? "on" : value === false ? "off" : value;
      if (isWord(word)) return word;
      const near = typeof value === "string" ? nearest(value, words) : undefined;
      return refuse(field, reading, what, near === undefined ? "" : `; did you mean "${near}"?`);
    },
  };
}

/** `true` or `false`. */
export function flag(): Shape<boolean> {
  return {
    what: "true or false",
    schema: { type: "boolean" },
    read(field, reading) {
      const { value } = field;
      if (typeof value === "boolean") return value;
      const quoted = value === "true" || value === "false";
      return refuse(field, reading, "true or false", quoted ? ", without quotes" : "");
    },
  };
}

/** A text that is not empty; `mistake` says what else is wrong with it, as a clause to follow `;`. */
export function text(options: {
  readonly what: string;
  readonly schema?: JsonSchema;
  readonly mistake?: (text: string, context: PolicyContext) => string | undefined;
}): Shape<string> {
  const { what, schema, mistake } = options;
  return {
    what,
    schema: { type: "string", pattern: "\\S", ...schema },
    read(field, reading) {
      const { value } = field;
      if (typeof value !== "string") {
        const scalar = field.exists && typeof value !== "object";
        return refuse(
          field,
          reading,
          what,
          scalar ? "; text that YAML reads as something else needs quotes" : "",
        );
      }
      if (value.trim() === "") return refuse(field, reading, what);
      const found = mistake?.(value, reading.context);
      if (found === undefined) return value;
      reading.report(field, `${nameOf(field.path)} is ${describe(value)}; ${found}`);
      return undefined;
    },
  };
}

/** A list of things of one shape. */
export function listOf<T>(item: Shape<T>, what: string): Shape<readonly T[]> {
  return {
    what,
    schema: { type: "array", items: item.schema },
    ...(item.below === undefined
      ? {}
      : { below: { join: `[]${item.below.join}`, keys: item.below.keys } }),
    read(field, reading) {
      if (!Array.isArray(field.value)) return refuse(field, reading, what);
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
