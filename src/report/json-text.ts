import { jsonEscaped, needsEscape } from "./visible-text.ts";

/** Puts the keys of an object into the order in which they are to be shown. */
export type KeyOrder = (keys: string[]) => string[];

const inKeptOrder: KeyOrder = (keys) => keys;

/**
 * A value as JSON with two spaces and a final line break. Nothing in it reaches a terminal or a
 * workflow runner as a command, and reading it gives the value back; a bigint becomes its digits.
 */
export function jsonText(value: unknown, order: KeyOrder = inKeptOrder): string {
  return [...jsonPieces(value, order)].join("");
}

/**
 * The same text a piece at a time, with one entry of a long list in each: a report has hundreds of
 * megabytes where images have many vulnerabilities, and need not be in memory as a whole.
 */
export function* jsonPieces(value: unknown, order: KeyOrder = inKeptOrder): Generator<string> {
  yield* piecesOf(value, { order, indent: "", levels: longListLevels });
  yield "\n";
}

/** A list with more entries than this is long. */
const longList = 50;
/** So deep in a document long lists are looked for: `runs[0].results` of a SARIF log. */
const longListLevels = 3;

interface Place {
  readonly order: KeyOrder;
  /** Of the line on which the value begins. */
  readonly indent: string;
  readonly levels: number;
}

function* piecesOf(value: unknown, place: Place): Generator<string> {
  const { order, indent, levels } = place;
  if (!isCollection(value) || !holdsLongList(value, levels)) {
    yield textOf(value, place);
    return;
  }
  const inner = { order, indent: `${indent}  `, levels: levels - 1 };
  const isList = Array.isArray(value);
  const start = `\n${inner.indent}`;
  let before = isList ? "[" : "{";
  if (isList) {
    for (const item of value) {
      yield before + start;
      before = ",";
      if (value.length > longList) yield textOf(item, inner);
      else yield* piecesOf(item, inner);
    }
  } else {
    const fields = value as Readonly<Record<string, unknown>>;
    for (const key of order(Object.keys(fields)).filter((name) => fields[name] !== undefined)) {
      yield `${before}${start}${textOf(key, inner)}: `;
      before = ",";
      yield* piecesOf(fields[key], inner);
    }
  }
  yield `\n${indent}${isList ? "]" : "}"}`;
}

function holdsLongList(value: object, levels: number): boolean {
  if (Array.isArray(value) && value.length > longList) return true;
  return (
    levels > 0 &&
    Object.values(value).some(
      (item: unknown) => isCollection(item) && holdsLongList(item, levels - 1),
    )
  );
}

function isCollection(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

/** Texts in JSON have no line breaks, so that every one of them begins a line. */
function textOf(value: unknown, { order, indent }: Place): string {
  const copy = new PlainCopy(order);
  const json = JSON.stringify(copy.of(value), undefined, 2) ?? "null";
  const text = copy.needsEscape ? jsonEscaped(json).replaceAll("##", "#\\u0023") : json;
  return indent === "" ? text : text.replaceAll("\n", `\n${indent}`);
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
