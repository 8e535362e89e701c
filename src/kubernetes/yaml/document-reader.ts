import { readBlockNode } from "./block.ts";
import * as char from "./characters.ts";
import { Cursor, fail, refuse, toToken } from "./cursor.ts";
import type { Value } from "./mapping.ts";

/** A document that has been read; with recording on, the cursor holds the root's place. */
export interface Read {
  readonly value: Value;
  readonly cursor: Cursor;
}

// All but what go-yaml's reader allows (readerc.go); the byte order mark it treats by chance.
const forbidden = /[^\t\n\r -~\u0085\u00a0-\ufefe\uff00-\ufffd]/;

/**
 * Reads the document between two offsets as sigs.k8s.io/yaml v1.6.0 decodes it. What stands before
 * `start` in its line counts: behind `---` no block collection can begin. Throws YamlError.
 */
export function readText(text: string, start: number, end: number, recording: boolean): Read {
  const at = text.slice(start, end).search(forbidden);
  if (at >= 0) refuse(`the character ${nameOf(text, start + at)} is not allowed`, start + at);
  const cursor = new Cursor(text, start, end, recording);
  const marked = skipProlog(cursor);
  toToken(cursor);
  if (cursor.at(cursor.pos) === char.DOT && cursor.column === -1 && !marked) {
    fail("a document is missing before its end marker", cursor.pos);
  }
  const value = readBlockNode(cursor, false, cursor.pos);
  toToken(cursor);
  checkEnd(cursor);
  return { value, cursor };
}

function nameOf(text: string, offset: number): string {
  return `U+${text.charCodeAt(offset).toString(16).toUpperCase().padStart(4, "0")}`;
}

/** Moves over directives and the document's marker; says whether there was one. */
function skipProlog(cursor: Cursor): boolean {
  const { text, pos } = cursor;
  if (pos >= 3 && char.isDocumentMarker(text, pos - 3, cursor.end) && beginsLine(text, pos - 3)) {
    cursor.lineStart = pos - 3;
    cursor.keysAllowed = false;
    return true;
  }
  toToken(cursor);
  let directive: number | undefined;
  while (cursor.column === -1 && cursor.at(cursor.pos) === char.PERCENT) {
    if (directive !== undefined) refuse("a second directive is not supported", cursor.pos);
    directive = cursor.pos;
    readDirective(cursor);
    toToken(cursor);
  }
  if (cursor.column !== -1 || cursor.at(cursor.pos) !== char.DASH) {
    if (directive !== undefined) refuse("--- is missing behind a directive", directive);
    return false;
  }
  cursor.pos += 3;
  cursor.keysAllowed = false;
  return true;
}

function beginsLine(text: string, offset: number): boolean {
  return offset === 0 || char.isBreak(text.charCodeAt(offset - 1));
}

/** Kubernetes reads YAML 1.1 and refuses documents that say another version. */
function readDirective(cursor: Cursor): void {
  const start = cursor.pos;
  let pos = start;
  while (pos < cursor.end && !char.isBreak(cursor.at(pos))) pos++;
  const directive = cursor.text.slice(start, pos);
  if (!/^%YAML[ \t]+0?1\.0?1[ \t]*(?:#.*)?$/.test(directive)) {
    refuse("of all directives only %YAML 1.1 is supported", start);
  }
  cursor.pos = pos;
}

/** Behind the content only comments can follow, and the end marker `...`. */
function checkEnd(cursor: Cursor): void {
  while (cursor.column === -1 && cursor.at(cursor.pos) === char.DOT) {
    cursor.pos += 3;
    toToken(cursor);
  }
  if (cursor.pos < cursor.end) refuse("text follows the document's content", cursor.pos);
}
