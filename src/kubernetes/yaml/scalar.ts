import type { Value } from "./mapping.ts";
import { floatKey, isUnsigned, parseNumber } from "./number.ts";

const truths = ["y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON"];
const falsehoods = ["n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF"];

type Typed =
  | { readonly kind: "null" }
  | { readonly kind: "bool"; readonly value: boolean }
  | { readonly kind: "int"; readonly value: number | bigint }
  | { readonly kind: "float"; readonly value: number }
  | { readonly kind: "text"; readonly value: string };

/** The words that are not text; the table of go.yaml.in/yaml/v2, resolve.go. */
const words: ReadonlyMap<string, Typed> = new Map<string, Typed>([
  ...truths.map((word) => [word, { kind: "bool", value: true }] as const),
  ...falsehoods.map((word) => [word, { kind: "bool", value: false }] as const),
  ...["", "~", "null", "Null", "NULL"].map((word) => [word, { kind: "null" }] as const),
  ...[".nan", ".NaN", ".NAN"].map((word) => [word, { kind: "float", value: NaN }] as const),
  ...[".inf", ".Inf", ".INF"].flatMap((word) => [
    [word, { kind: "float", value: Infinity }] as const,
    [`+${word}`, { kind: "float", value: Infinity }] as const,
    [`-${word}`, { kind: "float", value: -Infinity }] as const,
  ]),
]);
const LONGEST_WORD = 5;

/** 1: may begin a word of the table; 2: may begin a number. */
const hints = new Uint8Array(128);
for (const character of "yYnNtTfFoO~") hints[character.charCodeAt(0)] = 1;
for (const character of "+-.0123456789") hints[character.charCodeAt(0)] = 2;

/** A scalar as it was scanned: its text, whether it was plain, and its resolved tag. */
export interface Scalar {
  readonly text: string;
  readonly plain: boolean;
  readonly tag: string | undefined;
}

const TAG = "tag:yaml.org,2002:";

/** The value of a scalar as sigs.k8s.io/yaml decodes it; `problem` hears why there is none. */
export function scalarValue(scalar: Scalar, problem: (message: string) => never): Value {
  if (scalar.tag === undefined) {
    return scalar.plain ? plainValue(scalar.text, problem) : scalar.text;
  }
  return valueOf(tagged(scalar, scalar.tag, problem), problem);
}

/** The value of a plain scalar without a tag. */
export function plainValue(text: string, problem: (message: string) => never): Value {
  if (isText(text)) return text;
  return valueOf(typed(text), problem);
}

/**
 * The JSON key that a scalar becomes: `1`, `true` and `1.5` are written as text; null and integers
 * beyond int64 are refused, as sigs.k8s.io/yaml does.
 */
export function scalarKey(scalar: Scalar, problem: (message: string) => never): string {
  if (scalar.tag === undefined && (!scalar.plain || isText(scalar.text))) return scalar.text;
  const key = scalar.tag === undefined ? typed(scalar.text) : tagged(scalar, scalar.tag, problem);
  if (key.kind === "null") return problem("null cannot be a key");
  if (key.kind === "int" && isUnsigned(key.value)) {
    return problem("an integer beyond 64 bits with sign cannot be a key");
  }
  return key.kind === "float" ? floatKey(key.value) : String(key.value);
}

/** Whether a plain scalar without a tag can be nothing but the text that it is. */
export function isText(text: string): boolean {
  if (text.length === 0) return false;
  const first = text.charCodeAt(0);
  const hint = first < 128 ? hints[first] : 0;
  return hint === 0 || (hint === 1 && text.length > LONGEST_WORD);
}

function typed(text: string): Typed {
  if (text.length <= LONGEST_WORD) {
    const word = words.get(text);
    if (word !== undefined) return word;
  }
  if (hints[text.charCodeAt(0)] !== 2) return { kind: "text", value: text };
  return parseNumber(text) ?? { kind: "text", value: text };
}

function tagged(scalar: Scalar, tag: string, problem: (message: string) => never): Typed {
  const { text } = scalar;
  switch (tag) {
    case `${TAG}null`:
    case `${TAG}bool`:
    case `${TAG}int`: {
      const value = typedOrText(text);
      return `${TAG}${value.kind}` === tag ? value : mismatch(text, tag, problem);
    }
    case `${TAG}float`:
      return taggedFloat(text, problem);
    case `${TAG}binary`:
      return { kind: "text", value: decodeBase64(text, problem) };
    case `${TAG}timestamp`:
      return problem("the tag !!timestamp is not supported");
    default:
      return { kind: "text", value: text };
  }
}

function typedOrText(text: string): Typed {
  return isText(text) ? { kind: "text", value: text } : typed(text);
}

function taggedFloat(text: string, problem: (message: string) => never): Typed {
  const value = typedOrText(text);
  if (value.kind === "float") return value;
  if (value.kind !== "int" || isUnsigned(value.value)) {
    return mismatch(text, `${TAG}float`, problem);
  }
  return { kind: "float", value: Number(value.value) };
}

function mismatch(text: string, tag: string, problem: (message: string) => never): never {
  return problem(`${JSON.stringify(text)} does not fit the tag !!${tag.slice(TAG.length)}`);
}

function valueOf(value: Typed, problem: (message: string) => never): Value {
  if (value.kind === "null") return null;
  if (value.kind === "float" && !Number.isFinite(value.value)) {
    return problem("JSON has no infinity and no NaN, so Kubernetes cannot read them");
  }
  return value.value;
}

function decodeBase64(text: string, problem: (message: string) => never): string {
  const digits = text.replace(/[\r\n]/g, "");
  if (digits.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(digits)) {
    return problem("a !!binary scalar is not base64");
  }
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(
      Buffer.from(digits, "base64"),
    );
  } catch {
    return problem("a !!binary scalar does not hold UTF-8 text");
  }
}
