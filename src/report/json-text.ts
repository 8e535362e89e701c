import { jsonEscaped, needsEscape } from "./visible-text.ts";

/** Puts the keys of an object into the order in which they are to be shown. */
export type KeyOrder = (keys: string[]) => string[];

/**
 * A value as JSON with two spaces and a final line break. Nothing in it reaches a terminal or a
 * workflow runner as a command, and reading it gives the value back; a bigint becomes its digits.
 */
export function jsonText(value: unknown, order: KeyOrder = (keys) => keys): string {
  return `${serialised(value, "\n", order)}\n`;
}

/** `JSON.stringify` with two spaces, in one walk: a report has tens of thousands of findings. */
function serialised(value: unknown, lineBreak: string, order: KeyOrder): string {
  if (typeof value === "string") return quoted(value);
  if (typeof value === "bigint") return `"${value}"`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  const inner = `${lineBreak}  `;
  let text = "";
  if (Array.isArray(value)) {
    for (const item of value) {
      text += `${text === "" ? inner : `,${inner}`}${serialised(item, inner, order)}`;
    }
    return text === "" ? "[]" : `[${text}${lineBreak}]`;
  }
  const fields = value as Record<string, unknown>;
  for (const key of order(Object.keys(value))) {
    const field = fields[key];
    if (field === undefined) continue;
    text += `${text === "" ? inner : `,${inner}`}${quoted(key)}: ${serialised(field, inner, order)}`;
  }
  return text === "" ? "{}" : `{${text}${lineBreak}}`;
}

/** Lone surrogates are replaced, because strict readers refuse a whole document for one of them. */
function quoted(text: string): string {
  if (!needsEscape(text)) return `"${text}"`;
  return jsonEscaped(JSON.stringify(text.replace(/\p{Cs}/gu, "\ufffd"))).replaceAll(
    "##",
    "#\\u0023",
  );
}
