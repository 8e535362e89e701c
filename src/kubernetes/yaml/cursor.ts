import type { Anchored } from "./anchors.ts";
import * as char from "./characters.ts";
import { YamlError } from "./error.ts";
import type { DuplicateKey } from "./read.ts";
import type { Place } from "./place.ts";

/** Deeper nesting is refused: no Kubernetes object comes near, and recursion stays bounded. */
export const MAX_DEPTH = 200;

/**
 * The state of reading one document: where the reader stands, what the text before it permits, and
 * the scalar that was scanned last. Offsets count UTF-16 units in the whole file's text.
 */
export class Cursor {
  readonly text: string;
  readonly end: number;
  /** Whether places are wanted; then `place` is that of the node read last. */
  readonly recording: boolean;
  pos: number;
  lineStart: number;
  /** The column of the token at `pos`, from 0; -1 where the document ends. */
  column = 0;
  /** Whether a block collection or the key of one may begin here. */
  keysAllowed = true;
  /** The column of the innermost block collection that is open; -1 at the root. */
  indent = -1;
  /** How many flow collections are open. */
  flow = 0;
  depth = 0;
  /** The deepest level so far; lets an anchor know the height of its node. */
  deepest = 0;
  /** The end of the content read last. */
  contentEnd: number;
  scalarText = "";
  scalarPlain = false;
  scalarStart = 0;
  scalarEnd = 0;
  /** The place of the node read last, while recording. */
  place: Place | undefined;
  /** Whether the node read last was an alias. */
  aliased = false;
  /** Nodes decoded so far, aliases counted as if written out, as go-yaml counts them. */
  nodes = 1;
  aliasNodes = 0;
  readonly anchors = new Map<string, Anchored>();
  readonly duplicates: DuplicateKey[] = [];

  constructor(text: string, start: number, end: number, recording: boolean) {
    this.text = text;
    this.pos = start;
    this.lineStart = start;
    this.end = end;
    this.contentEnd = start;
    this.recording = recording;
  }

  /** The code at an offset; `END` behind the document. */
  at(offset: number): number {
    return offset < this.end ? this.text.charCodeAt(offset) : char.END;
  }
}

/** Ends the reading with a YamlError at `offset`. */
export function fail(message: string, offset: number): never {
  throw new YamlError(message, offset);
}

/** The same for text that Kubernetes may read all the same. */
export function refuse(message: string, offset: number): never {
  throw new YamlError(message, offset, true);
}

/** Enters a collection; every `enter` is paired with a `leave`. */
export function enter(cursor: Cursor): void {
  cursor.depth++;
  if (cursor.depth > cursor.deepest) cursor.deepest = cursor.depth;
  if (cursor.depth > MAX_DEPTH) {
    refuse(`collections are nested more than ${MAX_DEPTH} levels deep`, cursor.pos);
  }
}

/** Leaves the collection entered last. */
export function leave(cursor: Cursor): void {
  cursor.depth--;
}

/** Moves over blanks, comments and line breaks to the next token, and sets `column`. */
export function toToken(cursor: Cursor): void {
  const { text, end } = cursor;
  let { pos } = cursor;
  for (; pos < end;) {
    const code = text.charCodeAt(pos);
    if (code === char.SPACE) pos++;
    // Where a block collection may begin, its column counts, so a tab is no blank.
    else if (code === char.TAB && (cursor.flow > 0 || !cursor.keysAllowed)) pos++;
    else if (code === char.HASH) pos = endOfLine(text, pos, end);
    else if (char.isBreak(code)) {
      pos = char.afterBreak(text, pos);
      cursor.lineStart = pos;
      if (cursor.flow === 0) cursor.keysAllowed = true;
    } else break;
  }
  cursor.pos = pos;
  if (pos >= end) cursor.column = -1;
  else if (pos !== cursor.lineStart) cursor.column = pos - cursor.lineStart;
  else cursor.column = endsDocument(text, pos, end) ? -1 : 0;
}

/** Whether a line begins with a document marker or a directive. */
function endsDocument(text: string, pos: number, end: number): boolean {
  return text.charCodeAt(pos) === char.PERCENT || char.isDocumentMarker(text, pos, end);
}

function endOfLine(text: string, from: number, end: number): number {
  let pos = from;
  while (pos < end && !char.isBreak(text.charCodeAt(pos))) pos++;
  return pos;
}
