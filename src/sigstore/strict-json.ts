import { Rejection } from "./rejection.ts";

export type JsonScalar = null | boolean | number | string;
export type Json = JsonScalar | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [name: string]: Json;
}

const deepest = 100;

/**
 * Reads JSON that has one meaning: UTF-8 without a byte order mark, no name twice in an object, nested
 * no deeper than 100. Throws a Rejection that says what `what` is instead.
 */
export function readJson(bytes: Uint8Array, what: string): Json {
  const text = decodeUtf8(bytes);
  if (text === undefined) throw new Rejection(`${what} is not UTF-8`);
  if (text.startsWith("\uFEFF")) throw new Rejection(`${what} begins with a byte order mark`);
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch {
    throw new Rejection(`${what} is not JSON`);
  }
  const ambiguity = ambiguityIn(text);
  if (ambiguity !== undefined) throw new Rejection(`${what} ${ambiguity}`);
  return value;
}

/** The text that the bytes are in UTF-8, marks and all; nothing where they are not UTF-8. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** The value at a path of names; nothing where an object on the way has no such member of its own. */
export function memberOf(value: Json | undefined, ...path: readonly string[]): Json | undefined {
  let current = value;
  for (const name of path) {
    if (!isObject(current) || !Object.hasOwn(current, name)) return undefined;
    current = current[name];
  }
  return current;
}

/** The text at a path of names; nothing where something else or nothing is there. */
export function textOf(value: Json | undefined, ...path: readonly string[]): string | undefined {
  const found = memberOf(value, ...path);
  return typeof found === "string" ? found : undefined;
}

/** Whether the value is an object, neither an array nor null. */
export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What makes valid JSON ambiguous: parsers differ in which of two members of one name they take. */
function ambiguityIn(text: string): string | undefined {
  const open: (Set<string> | undefined)[] = [];
  for (let index = 0; index < text.length; index++) {
    const character = text[index];
    if (character === "{") open.push(new Set());
    else if (character === "[") open.push(undefined);
    else if (character === "}" || character === "]") open.pop();
    else if (character === '"') {
      const end = endOfString(text, index);
      const name = nameEndingAt(text, index, end);
      const names = open.at(-1);
      if (name !== undefined && names?.has(name) === true) {
        return `has the name ${JSON.stringify(name.slice(0, 60))} twice in one object`;
      }
      if (name !== undefined) names?.add(name);
      index = end;
    }
    if (open.length > deepest) return `is nested deeper than ${deepest} levels`;
  }
  return undefined;
}

/** The offset of the quotation mark that ends the string; the text is known to be JSON. */
function endOfString(text: string, start: number): number {
  let index = start + 1;
  while (text[index] !== '"') index += text[index] === "\\" ? 2 : 1;
  return index;
}

function nameEndingAt(text: string, start: number, end: number): string | undefined {
  const colon = /[ \t\r\n]*:/y;
  colon.lastIndex = end + 1;
  return colon.test(text) ? (JSON.parse(text.slice(start, end + 1)) as string) : undefined;
}
