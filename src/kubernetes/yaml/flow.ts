import { type Anchored, closeAnchor, openAnchor } from "./anchors.ts";
import * as char from "./characters.ts";
import { type Cursor, enter, fail, leave, refuse, toToken } from "./cursor.ts";
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
import type { Place, Span } from "./place.ts";
import { beginsProperty, joinProperties, type Properties, readProperties } from "./properties.ts";

/** Whether a flow collection begins with this code. */
export function beginsFlow(code: number): boolean {
  return code === char.OPEN_LIST || code === char.OPEN_MAP;
}

/** Reads the flow collection at the cursor, which ends behind its bracket. */
export function readFlow(cursor: Cursor, properties: Properties | undefined): Value {
  const start = cursor.pos;
  const anchored = open(cursor, properties);
  enter(cursor);
  cursor.nodes++;
  cursor.flow++;
  const isList = cursor.at(start) === char.OPEN_LIST;
  const value = isList ? readList(cursor, start) : readMap(cursor, start);
  cursor.flow--;
  cursor.keysAllowed = false;
  leave(cursor);
  cursor.contentEnd = cursor.pos;
  cursor.aliased = false;
  if (anchored !== undefined) closeAnchor(cursor, anchored, value);
  return value;
}

function open(cursor: Cursor, properties: Properties | undefined): Anchored | undefined {
  return properties?.anchor === undefined ? undefined : openAnchor(cursor, properties.anchor);
}

function readList(cursor: Cursor, start: number): Value[] {
  const value: Value[] = [];
  const items: Place[] | undefined = cursor.recording ? [] : undefined;
  toEntry(cursor, start);
  while (cursor.at(cursor.pos) !== char.CLOSE_LIST) {
    value.push(readListEntry(cursor, start));
    if (items !== undefined && cursor.place !== undefined) items.push(cursor.place);
    afterEntry(cursor, start, char.CLOSE_LIST);
  }
  cursor.pos++;
  if (items !== undefined) cursor.place = { value: { start, end: cursor.pos }, items };
  return value;
}

/** An entry of a list is a node, or one pair of a mapping: `[a: b]`, `[? a : b]`. */
function readListEntry(cursor: Cursor, start: number): Value {
  const entryStart = cursor.pos;
  if (cursor.at(entryStart) === char.QUESTION) {
    return readPair(cursor, start, entryStart, readExplicitKey(cursor, start));
  }
  const properties = readOwnProperties(cursor);
  const line = cursor.lineStart;
  if (beginsFlow(cursor.at(cursor.pos))) {
    const value = readFlow(cursor, properties?.value);
    if (cursor.at(cursor.pos) === char.COLON) fail("a key must be a scalar", entryStart);
    return value;
  }
  const alias = scanNode(cursor, properties?.value);
  const keyLine = properties === undefined ? line : properties.line;
  if (isKey(cursor, entryStart, keyLine)) {
    return readPair(cursor, start, entryStart, finishFlowKey(cursor, alias, properties?.value));
  }
  return finishScalar(cursor, alias, properties?.value);
}

/** What is known of a key once it is read; `key` is undefined for `<<`. */
interface FlowKey {
  readonly key: string | undefined;
  readonly span: Span;
}

function readPair(cursor: Cursor, start: number, entryStart: number, key: FlowKey): Mapping {
  enter(cursor);
  cursor.nodes++;
  const builder = new MappingBuilder(cursor.recording);
  readEntryValue(cursor, start, builder, key);
  leave(cursor);
  cursor.aliased = false;
  if (builder.entries !== undefined) {
    const value = { start: entryStart, end: cursor.contentEnd };
    cursor.place = { value, entries: builder.entries };
  }
  return builder.value;
}

function readMap(cursor: Cursor, start: number): Mapping {
  const builder = new MappingBuilder(cursor.recording);
  toEntry(cursor, start);
  while (cursor.at(cursor.pos) !== char.CLOSE_MAP) {
    readEntryValue(cursor, start, builder, readMapKey(cursor, start));
    afterEntry(cursor, start, char.CLOSE_MAP);
  }
  cursor.pos++;
  if (builder.entries !== undefined) {
    cursor.place = { value: { start, end: cursor.pos }, entries: builder.entries };
  }
  return builder.value;
}

function readMapKey(cursor: Cursor, start: number): FlowKey {
  const entryStart = cursor.pos;
  if (cursor.at(entryStart) === char.QUESTION) return readExplicitKey(cursor, start);
  const properties = readOwnProperties(cursor);
  const line = properties === undefined ? cursor.lineStart : properties.line;
  if (beginsFlow(cursor.at(cursor.pos))) fail("a key must be a scalar", cursor.pos);
  const alias = scanNode(cursor, properties?.value);
  if (!isKey(cursor, entryStart, line)) checkNoColon(cursor);
  return finishFlowKey(cursor, alias, properties?.value);
}

/** A key whose colon stands in another line is none (YAML 1.1 section 7.4.2 wants `?` there). */
function checkNoColon(cursor: Cursor): void {
  toToken(cursor);
  if (cursor.at(cursor.pos) === char.COLON) {
    fail("the colon must stand in the line of its key", cursor.pos);
  }
}

function readExplicitKey(cursor: Cursor, start: number): FlowKey {
  cursor.pos++;
  cursor.keysAllowed = false;
  toFlowToken(cursor, start);
  const properties = readOwnProperties(cursor);
  const code = cursor.at(cursor.pos);
  if (beginsFlow(code)) fail("a key must be a scalar", cursor.pos);
  if (properties === undefined && (endsEntry(code) || code === char.COLON)) {
    refuse("null cannot be a key", cursor.pos);
  }
  const alias = scanNode(cursor, properties?.value);
  const key = finishFlowKey(cursor, alias, properties?.value);
  toFlowToken(cursor, start);
  return key;
}

function finishFlowKey(
  cursor: Cursor,
  alias: Anchored | undefined,
  properties: Properties | undefined,
): FlowKey {
  const { scalarStart, scalarEnd } = cursor;
  const key = finishKey(cursor, alias, properties);
  return { key, span: { start: scalarStart, end: scalarEnd } };
}

/** Reads what follows a key, `: value` or nothing, and adds the entry. */
function readEntryValue(
  cursor: Cursor,
  start: number,
  builder: MappingBuilder,
  { key, span }: FlowKey,
): void {
  let value: Value;
  if (cursor.at(cursor.pos) === char.COLON) {
    cursor.pos++;
    cursor.keysAllowed = false;
    const colonEnd = cursor.pos;
    toFlowToken(cursor, start);
    value = endsEntry(cursor.at(cursor.pos))
      ? finishEmpty(cursor, undefined, colonEnd)
      : readFlowNode(cursor);
  } else value = finishEmpty(cursor, undefined, span.end);
  if (key === undefined) builder.merge(cursor, span.start, value);
  else builder.add(cursor, key, span, span.start, value);
}

function readFlowNode(cursor: Cursor): Value {
  const properties = readOwnProperties(cursor);
  if (beginsFlow(cursor.at(cursor.pos))) return readFlow(cursor, properties?.value);
  return finishScalar(cursor, scanNode(cursor, properties?.value), properties?.value);
}

function readOwnProperties(cursor: Cursor): { value: Properties; line: number } | undefined {
  if (!beginsProperty(cursor.at(cursor.pos))) return undefined;
  const line = cursor.lineStart;
  let value = readProperties(cursor);
  // In flow style the second property may stand in another line.
  while (beginsProperty(cursor.at(cursor.pos))) {
    value = joinProperties(value, readProperties(cursor)) ?? value;
  }
  return { value, line };
}

/** Scans a scalar or alias; behind properties there may be none. */
function scanNode(cursor: Cursor, properties: Properties | undefined): Anchored | undefined {
  const code = cursor.at(cursor.pos);
  if (properties !== undefined && (endsEntry(code) || code === char.COLON)) {
    placeEmptyScalar(cursor, properties.end);
    return undefined;
  }
  return scanScalar(cursor);
}

function endsEntry(code: number): boolean {
  return code === char.COMMA || code === char.CLOSE_LIST || code === char.CLOSE_MAP;
}

/** To the next token, which has to come before the document ends. */
function toFlowToken(cursor: Cursor, start: number): void {
  toToken(cursor);
  if (cursor.column === -1) fail("a bracket is not closed", start);
}

/** Past `[`, `{` or `,`, behind which a key may begin. */
function toEntry(cursor: Cursor, start: number): void {
  cursor.pos++;
  cursor.keysAllowed = true;
  toFlowToken(cursor, start);
}

/** Behind an entry: a comma, or the bracket that closes the collection. */
function afterEntry(cursor: Cursor, start: number, close: number): void {
  toFlowToken(cursor, start);
  const code = cursor.at(cursor.pos);
  if (code === char.COMMA) toEntry(cursor, start);
  else if (code !== close) fail("a comma or a closing bracket is missing", cursor.pos);
}
