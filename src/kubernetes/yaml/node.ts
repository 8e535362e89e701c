import { type Anchored, closeAnchor, openAnchor, repeat } from "./anchors.ts";
import { scanBlockScalar } from "./block-scalar.ts";
import * as char from "./characters.ts";
import { type Cursor, fail, refuse } from "./cursor.ts";
import { interned } from "./interned.ts";
import type { Value } from "./mapping.ts";
import { scanPlain } from "./plain.ts";
import { type Properties, readName } from "./properties.ts";
import { scanQuoted } from "./quoted.ts";
import { isText, plainValue, scalarKey, scalarValue } from "./scalar.ts";

/** The characters that cannot begin a plain scalar, whatever follows them. */
const indicators = ",[]{}#&*!|>'\"%@`";

/** An implicit key ends within this many characters (YAML 1.1 section 9.2.1; libyaml counts so). */
const MAX_KEY_LENGTH = 1024;

/** Scans the scalar or alias at the cursor; an alias is returned, a scalar stands in the cursor's fields. */
export function scanScalar(cursor: Cursor): Anchored | undefined {
  const start = cursor.pos;
  const code = cursor.at(start);
  const keysAllowed = cursor.keysAllowed;
  cursor.keysAllowed = false;
  if (code === char.DOUBLE_QUOTE || code === char.SINGLE_QUOTE) scanQuoted(cursor);
  else if (code === char.ASTERISK) {
    const name = readName(cursor);
    cursor.scalarStart = start;
    cursor.scalarEnd = cursor.pos;
    return repeat(cursor, name, start);
  } else if ((code === char.PIPE || code === char.GREATER) && cursor.flow === 0) {
    scanBlockScalar(cursor);
  } else {
    checkPlainStart(cursor, code, keysAllowed);
    scanPlain(cursor);
  }
  return undefined;
}

function checkPlainStart(cursor: Cursor, code: number, keysAllowed: boolean): void {
  const { pos } = cursor;
  if (code === char.TAB) fail("a tab stands where only spaces can indent", pos);
  const gapFollows = char.isGap(cursor.at(pos + 1));
  if (code === char.DASH && gapFollows) fail("a list cannot begin here", pos);
  if (code === char.COLON && (gapFollows || cursor.flow > 0)) {
    if (keysAllowed) refuse("null cannot be a key", pos);
    fail("a mapping cannot begin here", pos);
  }
  if (code === char.QUESTION && (gapFollows || cursor.flow > 0)) {
    fail("a key with ? cannot begin here", pos);
  }
  if (code < 128 && indicators.includes(String.fromCharCode(code))) {
    fail(`a value cannot begin with ${String.fromCharCode(code)}`, pos);
  }
}

/**
 * Whether the scalar or alias just scanned, which began in the line `line`, is a key: `:` follows in
 * the same line. Then the cursor stands at the colon. `mark` is where the key's properties begin.
 */
export function isKey(cursor: Cursor, mark: number, line: number): boolean {
  if (cursor.lineStart !== line) return false;
  let { pos } = cursor;
  while (char.isBlank(cursor.at(pos))) pos++;
  if (cursor.at(pos) !== char.COLON) return false;
  if (cursor.flow === 0 && !char.isGap(cursor.at(pos + 1))) return false;
  if (pos - mark > MAX_KEY_LENGTH && pointsBetween(cursor.text, mark, pos) > MAX_KEY_LENGTH) {
    fail(`a key is longer than ${MAX_KEY_LENGTH} characters; write ? before it`, mark);
  }
  cursor.pos = pos;
  return true;
}

/** Counts characters, not UTF-16 units, and no further than needed. */
function pointsBetween(text: string, from: number, to: number): number {
  let count = 0;
  for (let pos = from; pos < to && count <= MAX_KEY_LENGTH; count++) {
    pos += (text.codePointAt(pos) ?? 0) > 0xffff ? 2 : 1;
  }
  return count;
}

/** The value of the scalar just scanned, or of the alias that stands in its place. */
export function finishScalar(
  cursor: Cursor,
  alias: Anchored | undefined,
  properties: Properties | undefined,
): Value {
  const start = cursor.scalarStart;
  cursor.contentEnd = cursor.scalarEnd;
  if (alias !== undefined) {
    if (properties !== undefined) fail("an alias can have neither anchor nor tag", start);
    cursor.aliased = true;
    if (cursor.recording) {
      cursor.place = { ...alias.place, value: { start, end: cursor.scalarEnd } };
    }
    return alias.value;
  }
  cursor.aliased = false;
  cursor.nodes++;
  if (cursor.recording) cursor.place = { value: { start, end: cursor.scalarEnd } };
  if (properties === undefined) {
    if (!cursor.scalarPlain) return cursor.scalarText;
    return plainValue(cursor.scalarText, (message) => refuse(message, start));
  }
  return finishWithProperties(cursor, properties, start);
}

function finishWithProperties(cursor: Cursor, properties: Properties, start: number): Value {
  const scalar = { text: cursor.scalarText, plain: cursor.scalarPlain, tag: properties.tag };
  const value = scalarValue(scalar, (message) => refuse(message, start));
  anchorScalar(cursor, properties, value, scalar);
  return value;
}

function anchorScalar(
  cursor: Cursor,
  properties: Properties,
  value: Value,
  scalar: { text: string; plain: boolean; tag: string | undefined },
): void {
  if (properties.anchor === undefined) return;
  cursor.nodes--;
  const anchored = openAnchor(cursor, properties.anchor);
  cursor.nodes++;
  closeAnchor(cursor, anchored, value, scalar);
}

/** Puts an empty scalar at `offset` where the one scanned last would be. */
export function placeEmptyScalar(cursor: Cursor, offset: number): void {
  cursor.scalarText = "";
  cursor.scalarPlain = true;
  cursor.scalarStart = offset;
  cursor.scalarEnd = offset;
}

/** The value of a node without content at `offset`: null, unless a tag says otherwise. */
export function finishEmpty(
  cursor: Cursor,
  properties: Properties | undefined,
  offset: number,
): Value {
  placeEmptyScalar(cursor, properties?.end ?? offset);
  return finishScalar(cursor, undefined, properties);
}

/** The key that the scalar just scanned stands for, or `undefined` for the merge key `<<`. */
export function finishKey(
  cursor: Cursor,
  alias: Anchored | undefined,
  properties: Properties | undefined,
): string | undefined {
  const { scalarText: text, scalarPlain: plain, scalarStart: start } = cursor;
  cursor.contentEnd = cursor.scalarEnd;
  if (alias === undefined && properties === undefined) {
    if (!plain || (text !== "<<" && isText(text))) {
      cursor.nodes++;
      return interned(text);
    }
  }
  const problem = (message: string): never => refuse(message, start);
  if (alias !== undefined) {
    if (properties !== undefined) fail("an alias can have neither anchor nor tag", start);
    if (alias.scalar === undefined) return fail("a key must be a scalar", start);
    return scalarKey(alias.scalar, problem);
  }
  const tag = properties?.tag;
  if (text === "<<" && isMergeKey(plain, tag)) {
    // go-yaml never decodes this key, so it does not count as a node.
    if (properties !== undefined) finishWithProperties(cursor, properties, start);
    return undefined;
  }
  cursor.nodes++;
  const scalar = { text, plain, tag };
  const key = scalarKey(scalar, problem);
  if (properties?.anchor !== undefined) {
    anchorScalar(cursor, properties, scalarValue(scalar, problem), scalar);
  }
  return key;
}

function isMergeKey(plain: boolean, tag: string | undefined): boolean {
  return tag === undefined ? plain : tag === "!" || tag === "tag:yaml.org,2002:merge";
}
