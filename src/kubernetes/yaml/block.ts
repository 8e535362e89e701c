import { type Anchored, closeAnchor, openAnchor } from "./anchors.ts";
import * as char from "./characters.ts";
import { type Cursor, enter, fail, leave, refuse, toToken } from "./cursor.ts";
import { beginsFlow, readFlow } from "./flow.ts";
import { MappingBuilder } from "./mapping-builder.ts";
import type { Mapping, Value } from "./mapping.ts";
import {
  finishEmpty,
  finishKey,
  finishScalar,
  isKey,
  placeEmptyScalar,
  scanScalar,
} from "./node.ts";
import type { Place } from "./place.ts";
import { beginsProperty, joinProperties, type Properties, readProperties } from "./properties.ts";

/**
 * Reads the node behind an indicator or at the root, if one begins at the token the cursor stands at;
 * else it is empty and stands at `offset`. `listMayAlign`: a list may begin in the column of the
 * mapping it is a value of.
 */
export function readBlockNode(cursor: Cursor, listMayAlign: boolean, offset: number): Value {
  if (!hasContent(cursor, listMayAlign)) return finishEmpty(cursor, undefined, offset);
  let outer: Properties | undefined;
  while (beginsProperty(cursor.at(cursor.pos))) {
    const mark = cursor.pos;
    const { column, keysAllowed, lineStart } = cursor;
    const own = readProperties(cursor);
    if (cursor.lineStart === lineStart && cursor.column !== -1) {
      return readContent(cursor, { mark, column, keysAllowed, outer, own });
    }
    outer = joinProperties(outer, own);
    // A key's properties stand in its line, and in the column of a key there must be one.
    if (column === cursor.indent) fail("a key with its colon is missing here", mark);
    if (!hasContent(cursor, listMayAlign)) return finishEmpty(cursor, outer, offset);
  }
  const { pos: mark, column, keysAllowed } = cursor;
  return readContent(cursor, { mark, column, keysAllowed, outer, own: undefined });
}

/** Where content begins, and the properties before it: those of its line may belong to its first key. */
interface Beginning {
  readonly mark: number;
  readonly column: number;
  readonly keysAllowed: boolean;
  readonly outer: Properties | undefined;
  readonly own: Properties | undefined;
}

/** Content is indented deeper than the block around it; lists and block scalars may be level with it. */
function hasContent(cursor: Cursor, listMayAlign: boolean): boolean {
  if (cursor.column !== cursor.indent) return cursor.column > cursor.indent;
  if (cursor.column === -1) return false;
  const code = cursor.at(cursor.pos);
  return (
    code === char.PIPE || code === char.GREATER || (listMayAlign && beginsListItem(cursor, code))
  );
}

function beginsListItem(cursor: Cursor, code: number): boolean {
  return code === char.DASH && char.isGap(cursor.at(cursor.pos + 1));
}

function readContent(cursor: Cursor, from: Beginning): Value {
  const code = cursor.at(cursor.pos);
  const line = cursor.lineStart;
  if (cursor.keysAllowed && beginsListItem(cursor, code)) {
    return readAnchored(cursor, from.outer, () => readList(cursor, cursor.column));
  }
  if (cursor.keysAllowed && code === char.QUESTION && char.isGap(cursor.at(cursor.pos + 1))) {
    return readAnchored(cursor, from.outer, () => readMapping(cursor, cursor.column, undefined));
  }
  if (beginsFlow(code)) {
    return readFlow(cursor, joinProperties(from.outer, from.own));
  }
  if (from.own === undefined && from.outer !== undefined && isStray(code)) {
    return finishEmpty(cursor, from.outer, from.mark);
  }
  const alias = scanOrEmpty(cursor, from.own, code);
  if (from.keysAllowed && isKey(cursor, from.mark, line)) {
    const first = { alias, properties: from.own };
    return from.outer === undefined
      ? readMapping(cursor, from.column, first)
      : readAnchored(cursor, from.outer, () => readMapping(cursor, from.column, first));
  }
  return finishScalar(cursor, alias, joinProperties(from.outer, from.own));
}

/** Scans a scalar or alias; behind properties there may be none. */
function scanOrEmpty(
  cursor: Cursor,
  properties: Properties | undefined,
  code: number,
): Anchored | undefined {
  if (properties !== undefined && beginsNoScalar(cursor, code)) {
    placeEmptyScalar(cursor, properties.end);
    return undefined;
  }
  return scanScalar(cursor);
}

/** What, behind properties, leaves their node empty: a colon, another property, a stray bracket. */
function beginsNoScalar(cursor: Cursor, code: number): boolean {
  if (code === char.COLON) return char.isGap(cursor.at(cursor.pos + 1));
  return code === char.ASTERISK || beginsProperty(code) || isStray(code);
}

/** What can stand only in a flow collection, and before it nothing. */
function isStray(code: number): boolean {
  return code === char.COMMA || code === char.CLOSE_LIST || code === char.CLOSE_MAP;
}

function readAnchored<Type extends Value>(
  cursor: Cursor,
  properties: Properties | undefined,
  read: () => Type,
): Type {
  if (properties?.anchor === undefined) return read();
  const anchored = openAnchor(cursor, properties.anchor);
  const value = read();
  closeAnchor(cursor, anchored, value);
  return value;
}

/** Reads the list whose items begin with `-` in the given column; the cursor ends at the next token. */
function readList(cursor: Cursor, column: number): Value[] {
  const outerIndent = cursor.indent;
  const start = cursor.pos;
  const value: Value[] = [];
  const items: Place[] | undefined = cursor.recording ? [] : undefined;
  enter(cursor);
  cursor.nodes++;
  cursor.indent = column;
  for (;;) {
    cursor.pos++;
    cursor.keysAllowed = true;
    const dashEnd = cursor.pos;
    toToken(cursor);
    value.push(readBlockNode(cursor, false, dashEnd));
    if (items !== undefined && cursor.place !== undefined) items.push(cursor.place);
    toToken(cursor);
    if (cursor.column !== column || !cursor.keysAllowed) break;
    if (!beginsListItem(cursor, cursor.at(cursor.pos))) {
      if (endsLevel(cursor, column, outerIndent)) break;
      fail("the next item of the list, with its -, is missing here", cursor.pos);
    }
  }
  if (cursor.column >= column && !endsLevel(cursor, column, outerIndent)) {
    fail("text stands where the list should go on", cursor.pos);
  }
  cursor.indent = outerIndent;
  leave(cursor);
  cursor.aliased = false;
  if (items !== undefined) cursor.place = { value: { start, end: cursor.contentEnd }, items };
  return value;
}

/** Level with a mapping's keys, a list ends where a new line brings the next key. */
function endsLevel(cursor: Cursor, column: number, outerIndent: number): boolean {
  return cursor.column === column && column === outerIndent && cursor.keysAllowed;
}

/** A key that was scanned before it was known to be one; the cursor stands at its colon. */
interface ScannedKey {
  readonly alias: Anchored | undefined;
  readonly properties: Properties | undefined;
}

/** Reads the mapping whose keys begin in the given column; the cursor ends at the next token. */
function readMapping(cursor: Cursor, column: number, first: ScannedKey | undefined): Mapping {
  const outerIndent = cursor.indent;
  const builder = new MappingBuilder(cursor.recording);
  const start = first === undefined ? cursor.pos : cursor.scalarStart;
  enter(cursor);
  cursor.nodes++;
  cursor.indent = column;
  if (first === undefined) readEntry(cursor, builder);
  else readKeyAndValue(cursor, builder, first.alias, first.properties);
  for (;;) {
    toToken(cursor);
    if (cursor.column !== column || !cursor.keysAllowed) break;
    readEntry(cursor, builder);
  }
  if (cursor.column >= column) fail("text stands where the next key should", cursor.pos);
  cursor.indent = outerIndent;
  leave(cursor);
  cursor.aliased = false;
  if (builder.entries !== undefined) {
    cursor.place = { value: { start, end: cursor.contentEnd }, entries: builder.entries };
  }
  return builder.value;
}

function readEntry(cursor: Cursor, builder: MappingBuilder): void {
  const mark = cursor.pos;
  const line = cursor.lineStart;
  const code = cursor.at(mark);
  if (code === char.QUESTION && char.isGap(cursor.at(mark + 1))) {
    readExplicitEntry(cursor, builder);
    return;
  }
  if (beginsFlow(code)) fail("a key must be a scalar", mark);
  const properties = beginsProperty(code) ? readProperties(cursor) : undefined;
  if (cursor.lineStart !== line) fail("a key with its colon is missing here", mark);
  const alias = scanOrEmpty(cursor, properties, cursor.at(cursor.pos));
  if (!isKey(cursor, mark, line)) fail("a key's colon is missing in its line", mark);
  readKeyAndValue(cursor, builder, alias, properties);
}

function readKeyAndValue(
  cursor: Cursor,
  builder: MappingBuilder,
  alias: Anchored | undefined,
  properties: Properties | undefined,
): void {
  const { scalarStart, scalarEnd } = cursor;
  const key = finishKey(cursor, alias, properties);
  cursor.pos++;
  cursor.keysAllowed = false;
  readValue(cursor, builder, key, scalarStart, scalarEnd);
}

/** Reads the value behind a colon and adds the entry; `key` is undefined for `<<`. */
function readValue(
  cursor: Cursor,
  builder: MappingBuilder,
  key: string | undefined,
  start: number,
  end: number,
): void {
  const colonEnd = cursor.pos;
  toToken(cursor);
  const value = readBlockNode(cursor, true, colonEnd);
  if (key === undefined) builder.merge(cursor, start, value);
  else builder.add(cursor, key, cursor.recording ? { start, end } : undefined, start, value);
}

/** `? key` and in the same column of another line `: value`, which may be missing. */
function readExplicitEntry(cursor: Cursor, builder: MappingBuilder): void {
  const column = cursor.indent;
  cursor.pos++;
  cursor.keysAllowed = true;
  const markEnd = cursor.pos;
  toToken(cursor);
  const key = readExplicitKey(cursor, markEnd);
  const { scalarStart, scalarEnd } = cursor;
  toToken(cursor);
  if (cursor.column === column && cursor.keysAllowed && isColon(cursor)) {
    cursor.pos++;
    cursor.keysAllowed = true;
    readValue(cursor, builder, key, scalarStart, scalarEnd);
    return;
  }
  const value = finishEmpty(cursor, undefined, scalarEnd);
  if (key === undefined) builder.merge(cursor, scalarStart, value);
  else builder.add(cursor, key, { start: scalarStart, end: scalarEnd }, scalarStart, value);
}

/** The key behind `?`: any scalar, over several lines too, but no collection. */
function readExplicitKey(cursor: Cursor, offset: number): string | undefined {
  if (!hasContent(cursor, false)) return refuse("null cannot be a key", offset);
  let properties: Properties | undefined;
  let { pos: mark, lineStart: line } = cursor;
  while (beginsProperty(cursor.at(cursor.pos))) {
    ({ pos: mark, lineStart: line } = cursor);
    properties = joinProperties(properties, readProperties(cursor));
    if (!hasContent(cursor, false)) {
      placeEmptyScalar(cursor, properties?.end ?? offset);
      return finishKey(cursor, undefined, properties);
    }
    if (cursor.lineStart !== line) ({ pos: mark, lineStart: line } = cursor);
  }
  const code = cursor.at(cursor.pos);
  if (beginsListItem(cursor, code) || beginsFlow(code)) fail("a key must be a scalar", mark);
  const alias = scanOrEmpty(cursor, properties, code);
  const { pos } = cursor;
  if (isKey(cursor, mark, line)) fail("a key must be a scalar", mark);
  cursor.pos = pos;
  return finishKey(cursor, alias, properties);
}

function isColon(cursor: Cursor): boolean {
  return cursor.at(cursor.pos) === char.COLON && char.isGap(cursor.at(cursor.pos + 1));
}
