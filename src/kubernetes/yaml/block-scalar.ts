import * as char from "./characters.ts";
import { type Cursor, fail } from "./cursor.ts";

interface Header {
  readonly literal: boolean;
  readonly chomping: "clip" | "strip" | "keep";
  /** The column of the content where the header says it; 0 where the text does. */
  readonly column: number;
}

/**
 * Scans the literal (`|`) or folded (`>`) scalar at the cursor into its scalar fields. The scalar's
 * end is that of its last line with text.
 */
export function scanBlockScalar(cursor: Cursor): void {
  const start = cursor.pos;
  const header = readHeader(cursor);
  cursor.scalarEnd = cursor.pos;
  toNextLine(cursor, start);
  const text = readLines(cursor, header, start);
  cursor.scalarText = text;
  cursor.scalarPlain = false;
  cursor.scalarStart = start;
  cursor.keysAllowed = true;
}

/** Indentation and chomping indicators may stand in either order; the cursor ends behind them. */
function readHeader(cursor: Cursor): Header {
  const literal = cursor.at(cursor.pos) === char.PIPE;
  let chomping: Header["chomping"] = "clip";
  let increment = 0;
  let pos = cursor.pos + 1;
  for (let indicator = 0; indicator < 2; indicator++) {
    const code = cursor.at(pos);
    if ((code === char.PLUS || code === char.DASH) && chomping === "clip") {
      chomping = code === char.PLUS ? "keep" : "strip";
      pos++;
    } else if (code >= 0x30 && code <= 0x39 && increment === 0) {
      if (code === 0x30) fail("a block scalar cannot be indented by 0", cursor.pos);
      increment = code - 0x30;
      pos++;
    }
  }
  cursor.pos = pos;
  return {
    literal,
    chomping,
    column: increment === 0 ? 0 : Math.max(cursor.indent, 0) + increment,
  };
}

function toNextLine(cursor: Cursor, start: number): void {
  let { pos } = cursor;
  while (char.isBlank(cursor.at(pos))) pos++;
  if (cursor.at(pos) === char.HASH) {
    while (pos < cursor.end && !char.isBreak(cursor.at(pos))) pos++;
  }
  if (pos < cursor.end) {
    if (!char.isBreak(cursor.at(pos))) {
      fail("only a comment can follow the header of a block scalar", start);
    }
    pos = char.afterBreak(cursor.text, pos);
    cursor.lineStart = pos;
  }
  cursor.pos = pos;
}

function readLines(cursor: Cursor, header: Header, start: number): string {
  const { text } = cursor;
  let value = "";
  let lead = "";
  let blankBefore = false;
  let { breaks, column } = skipBreaks(cursor, header.column, start);
  while (cursor.pos - cursor.lineStart === column && cursor.pos < cursor.end) {
    const lineStart = cursor.pos;
    const blank = char.isBlank(text.charCodeAt(lineStart));
    // A folded line joins the one before it, unless one of them begins with a blank.
    const joins = !header.literal && !blankBefore && !blank && lead === "\n";
    value += joins ? (breaks === "" ? " " : "") : lead;
    value += breaks;
    blankBefore = blank;
    const lineEnd = endOfLine(cursor, lineStart);
    value += text.slice(lineStart, lineEnd);
    if (lineEnd > lineStart) cursor.scalarEnd = lineEnd;
    lead = "";
    cursor.pos = lineEnd;
    if (lineEnd < cursor.end) {
      lead = char.breakText(text.charCodeAt(lineEnd));
      cursor.pos = char.afterBreak(text, lineEnd);
      cursor.lineStart = cursor.pos;
    }
    ({ breaks, column } = skipBreaks(cursor, column, start));
  }
  if (header.chomping === "strip") return value;
  return header.chomping === "keep" ? value + lead + breaks : value + lead;
}

function endOfLine(cursor: Cursor, from: number): number {
  const { text, end } = cursor;
  let pos = from;
  while (pos < end) {
    const code = text.charCodeAt(pos);
    if ((code <= char.CR || code >= char.NEXT_LINE) && char.isBreak(code)) break;
    pos++;
  }
  return pos;
}

/**
 * Moves over empty lines and the indentation of the next line. With no column yet, the deepest of
 * these lines sets it, at least one column deeper than the block around the scalar.
 */
function skipBreaks(
  cursor: Cursor,
  known: number,
  start: number,
): { breaks: string; column: number } {
  const { text } = cursor;
  let { pos } = cursor;
  let breaks = "";
  let deepest = 0;
  for (;;) {
    const limit = known === 0 ? cursor.end : Math.min(cursor.lineStart + known, cursor.end);
    while (pos < limit && text.charCodeAt(pos) === char.SPACE) pos++;
    deepest = Math.max(deepest, pos - cursor.lineStart);
    const code = cursor.at(pos);
    if (code === char.TAB && pos < limit) {
      fail("a tab stands where only spaces can indent a block scalar", start);
    }
    if (!char.isBreak(code)) break;
    breaks += char.breakText(code);
    pos = char.afterBreak(text, pos);
    cursor.lineStart = pos;
  }
  cursor.pos = pos;
  return { breaks, column: known === 0 ? Math.max(deepest, cursor.indent + 1, 1) : known };
}
