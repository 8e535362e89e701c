import * as char from "./characters.ts";
import { type Cursor, fail } from "./cursor.ts";

const blockStops = stops("\t\n\r :");
const flowStops = stops("\t\n\r :,?[]{}");

function stops(characters: string): Uint8Array {
  const table = new Uint8Array(128);
  for (const character of characters) table[character.charCodeAt(0)] = 1;
  return table;
}

/**
 * Scans a plain scalar, over several lines if it goes on, into the cursor's scalar fields. A run of
 * lines ends at a line that is not indented deeper than the open block, at a comment, at `: `, at a
 * document marker, and in flow style at an indicator.
 */
export function scanPlain(cursor: Cursor): void {
  const { text } = cursor;
  const start = cursor.pos;
  let runStart = start;
  let runEnd = endOfRun(cursor, start);
  let folded = "";
  for (;;) {
    let next = runEnd;
    while (char.isBlank(cursor.at(next))) next++;
    cursor.pos = next;
    if (!char.isBreak(cursor.at(next))) break;
    const joint = skipLines(cursor, start);
    cursor.keysAllowed = true;
    const nextEnd = continues(cursor) ? endOfRun(cursor, cursor.pos) : cursor.pos;
    if (nextEnd === cursor.pos) break;
    cursor.keysAllowed = false;
    folded += text.slice(runStart, runEnd) + joint;
    runStart = cursor.pos;
    runEnd = nextEnd;
  }
  cursor.scalarText = folded + text.slice(runStart, runEnd);
  cursor.scalarPlain = true;
  cursor.scalarStart = start;
  cursor.scalarEnd = runEnd;
}

/** Whether the line that the cursor has come to may belong to the scalar before it. */
function continues(cursor: Cursor): boolean {
  const { pos } = cursor;
  const column = pos - cursor.lineStart;
  if (cursor.flow === 0 && column <= cursor.indent) return false;
  if (column === 0 && char.isDocumentMarker(cursor.text, pos, cursor.end)) return false;
  return cursor.at(pos) !== char.HASH;
}

/** Moves over line breaks and indentation; returns what they fold to. */
function skipLines(cursor: Cursor, scalarStart: number): string {
  const { text } = cursor;
  const first = text.charCodeAt(cursor.pos);
  let further = "";
  let pos = char.afterBreak(text, cursor.pos);
  cursor.lineStart = pos;
  for (;;) {
    const code = cursor.at(pos);
    if (code === char.TAB && pos - cursor.lineStart <= cursor.indent) {
      fail("a tab stands where only spaces can indent", scalarStart);
    }
    if (char.isBlank(code)) pos++;
    else if (char.isBreak(code)) {
      further += char.breakText(code);
      pos = char.afterBreak(text, pos);
      cursor.lineStart = pos;
    } else break;
  }
  cursor.pos = pos;
  const lead = char.breakText(first);
  if (lead !== "\n") return lead + further;
  return further === "" ? " " : further;
}

/** The end of the scalar's text in the line, without blanks behind it. */
function endOfRun(cursor: Cursor, from: number): number {
  const { text, end } = cursor;
  const table = cursor.flow > 0 ? flowStops : blockStops;
  let pos = from;
  for (;;) {
    let code = char.END;
    while (pos < end && !stopsAt(table, (code = text.charCodeAt(pos)))) pos++;
    if (pos >= end) return end;
    if (code === char.COLON) {
      if (char.isGap(cursor.at(pos + 1))) return pos;
      pos++;
    } else if (char.isBlank(code)) {
      const textEnd = pos;
      while (char.isBlank(cursor.at(pos))) pos++;
      if (!resumes(cursor, pos, table)) return textEnd;
    } else return pos;
  }
}

function stopsAt(table: Uint8Array, code: number): boolean {
  return code < 128 ? table[code] === 1 : char.isBreak(code);
}

/** Whether behind blanks more of the scalar's text stands at `pos`. */
function resumes(cursor: Cursor, pos: number, table: Uint8Array): boolean {
  const code = cursor.at(pos);
  if (code === char.END || code === char.HASH) return false;
  if (code === char.COLON) return !char.isGap(cursor.at(pos + 1));
  return !stopsAt(table, code);
}
