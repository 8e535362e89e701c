import { jsonEscaped, needsEscape } from "./visible-text.ts";

/** Puts the keys of an object into the order in which they are to be shown. */
export type KeyOrder = (keys: string[]) => string[];

/**
 * A value as JSON with two spaces and a final line break. Nothing in it reaches a terminal or a
 * workflow runner as a command, and reading it gives the value back; a bigint becomes its digits.
 */
export function jsonText(value: unknown, order: KeyOrder = (keys) => keys): string {
  const copy = new PlainCopy(order);
  const json = JSON.stringify(copy.of(value), undefined, 2);
  return copy.needsEscape ? `${jsonEscaped(json).replaceAll("##", "#\\u0023")}\n` : `${json}\n`;
}

/** A copy that holds nothing but what JSON has, with its keys in order. */
class PlainCopy {
  /** Whether a text in it has something to be escaped; most reports have none, and are long. */
  needsEscape = false;
  readonly #order: KeyOrder;

  constructor(order: KeyOrder) {
    this.#order = order;
  }

  of(value: unknown): unknown {
    if (typeof value === "string") return this.#text(value);
    if (typeof value === "bigint") return value.toString();
    if (typeof value !== "object" || value === null) return value;
    if (Array.isArray(value)) return value.map((item) => this.of(item));
    const copy: Record<string, unknown> = {};
    for (const key of this.#order(Object.keys(value))) {
      if (needsEscape(key)) this.needsEscape = true;
      copy[key] = this.of((value as Record<string, unknown>)[key]);
    }
    return copy;
  }

  /** Lone surrogates are replaced, because strict readers refuse a whole document for one of them. */
  #text(text: string): string {
    if (!needsEscape(text)) return text;
    this.needsEscape = true;
    return text.replace(/\p{Cs}/gu, "\ufffd");
  }
}
