import type { Field } from "../kubernetes/field.ts";
import { isMapping } from "../kubernetes/yaml/mapping.ts";
import { nearest } from "../nearest.ts";
import type { PolicyReading } from "./reading.ts";
import { refuse, type JsonSchema, type Key, type Keys, type Shape } from "./shape.ts";
import { nameOf, quote } from "./words.ts";

/** The values of a mapping: those of required keys are always there. */
export type ValuesOf<K extends Keys> = {
  readonly [P in keyof K]: K[P] extends Key<infer T, infer Required>
    ? Required extends true
      ? T
      : T | undefined
    : never;
};

export interface MappingOptions {
  /** Names that are refused in words of their own. */
  readonly refused?: Readonly<Record<string, string>>;
  /** Other spellings under which YAML hands over a key. */
  readonly spellings?: Readonly<Record<string, string>>;
}

/** A mapping with known keys; any other key is a mistake. */
export function mapping<const K extends Keys>(
  keys: K,
  what: string,
  options: MappingOptions = {},
): Shape<ValuesOf<K>> {
  return {
    what,
    schema: schemaOf(keys),
    below: { join: ".", keys },
    read(field, reading) {
      if (!isMapping(field.value)) return refuse(field, reading, what);
      const present = knownFields(field, reading, keys, options);
      const values: Record<string, unknown> = {};
      let complete = true;
      for (const [name, key] of Object.entries(keys)) {
        const at = present.get(name);
        values[name] = at === undefined ? undefined : key.shape.read(at, reading);
        if (!key.required || values[name] !== undefined) continue;
        complete = false;
        if (at === undefined) reportMissing(field, reading, name, key);
      }
      // Each value was read by the shape that its key names.
      return complete ? (values as ValuesOf<K>) : undefined;
    },
  };
}

/** A mapping whose keys are data, such as names of events or of rules. */
export function mapOf<T>(options: {
  readonly what: string;
  readonly schema: JsonSchema;
  /** Stands for the key in the reference, e.g. `EVENT`. */
  readonly placeholder: string;
  readonly value: Shape<T>;
  /** What is wrong with a key, as a clause. */
  readonly mistakeInKey: (key: string, entry: Field, reading: PolicyReading) => string | undefined;
}): Shape<readonly { readonly key: string; readonly value: T; readonly entry: Field }[]> {
  const { what, schema, placeholder, value: shape, mistakeInKey } = options;
  return {
    what,
    schema: { type: "object", ...schema },
    ...(shape.below === undefined
      ? {}
      : { below: { join: `.${placeholder}${shape.below.join}`, keys: shape.below.keys } }),
    read(field, reading) {
      if (!isMapping(field.value)) return refuse(field, reading, what);
      const values: { key: string; value: T; entry: Field }[] = [];
      for (const entry of field.entries()) {
        if (reading.isFull) break;
        const key = String(entry.key);
        const mistake = mistakeInKey(key, entry, reading);
        if (mistake !== undefined) {
          reading.reportKey(entry, `${nameOf(field.path)} names ${quote(key)}; ${mistake}`);
        }
        const value = shape.read(entry, reading);
        if (mistake === undefined && value !== undefined) values.push({ key, value, entry });
      }
      return values;
    },
  };
}

/** The fields of the known keys that the mapping has, by name; notes the others. */
function knownFields(
  field: Field,
  reading: PolicyReading,
  keys: Keys,
  { refused = {}, spellings = {} }: MappingOptions,
): Map<string, Field> {
  const present = new Map<string, Field>();
  for (const entry of field.entries()) {
    if (reading.isFull) break;
    const written = String(entry.key);
    const name = Object.hasOwn(spellings, written) ? (spellings[written] ?? written) : written;
    if (!Object.hasOwn(keys, name)) {
      const own = Object.hasOwn(refused, name) ? refused[name] : undefined;
      reading.reportKey(entry, own ?? unknownKey(name, nameOf(field.path), Object.keys(keys)));
    } else if (present.has(name)) {
      reading.reportKey(entry, `the key "${name}" stands here a second time`);
    } else {
      present.set(name, entry);
    }
  }
  return present;
}

function unknownKey(name: string, parent: string, known: readonly string[]): string {
  const near = nearest(name, known);
  const valid = near === undefined ? `valid here: ${known.join(", ")}` : `did you mean "${near}"?`;
  return `unknown key ${quote(name)} in ${parent}; ${valid}`;
}

function reportMissing(
  field: Field,
  reading: PolicyReading,
  name: string,
  key: Key<unknown>,
): void {
  const owner = nameOf(field.path);
  reading.report(field, `${owner} lacks the key "${name}"; it must be ${key.shape.what}`);
}

function schemaOf(keys: Keys): JsonSchema {
  const properties = Object.entries(keys).map(([name, key]) => [
    name,
    { description: key.about, ...key.shape.schema },
  ]);
  const required = Object.keys(keys).filter((name) => keys[name]?.required === true);
  return {
    type: "object",
    properties: Object.fromEntries(properties),
    ...(required.length === 0 ? {} : { required }),
    additionalProperties: false,
  };
}
