import { formatPath, type Key } from "../kubernetes/field.ts";
import type { Value } from "../kubernetes/yaml/mapping.ts";

/** Longer texts are shortened where a message quotes them. */
const longestQuote = 80;

/** Controls, line separators and marks that change the direction or the order of what a reader sees. */
const unseen = /[\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;

/** A text of the policy file in double quotes, on one line and not longer than a message bears. */
export function quote(text: string): string {
  const shown = text.length > longestQuote ? `${text.slice(0, longestQuote)}…` : text;
  return JSON.stringify(shown).replace(
    unseen,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** What stands at a field, to follow "is": `"hihg"`, `a list`, `true`, … */
export function describe(value: Value | undefined): string {
  if (value === undefined || value === null) return "nothing";
  if (typeof value === "string") return quote(value);
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object") return "a mapping";
  return String(value);
}

/** The name of a field for a message: `registries.allow[0]`. */
export function nameOf(path: readonly Key[]): string {
  if (path.length === 0) return "the policy";
  const [first, ...rest] = path;
  const shown = first === "true" ? ["on", ...rest] : path;
  return formatPath(
    shown.map((key) =>
      typeof key === "string" && key.length > longestQuote ? `${key.slice(0, longestQuote)}…` : key,
    ),
  ).replace(unseen, "\ufffd");
}

/** `a, b or c`. */
export function oneOfThese(words: readonly string[]): string {
  const last = words.at(-1) ?? "";
  return words.length < 2 ? last : `${words.slice(0, -1).join(", ")} or ${last}`;
}
