import * as char from "./characters.ts";
import { type Cursor, fail } from "./cursor.ts";

const shortEscapes: Readonly<Record<string, string>> = {
  "0": "\0",
  a: "\x07",
  b: "\b",
  t: "\t",
  "\t": "\t",
  n: "\n",
  v: "\v",
  f: "\f",
  r: "\r",
  e: "\x1b",
  " ": " ",
  '"': '"',
  "'": "'",
  "\\": "\\",
  N: "\u0085",
  _: "\u00a0",
  L: "\u2028",
  P: "\u2029",
};
const codeLengths: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

/** Scans the quoted scalar at the cursor into its scalar fields, escapes decoded and lines folded. */
export function scanQuoted(cursor: Cursor): void {
  const start = cursor.pos;
  const quote = cursor.text.charCodeAt(start);
  let value = "";
  let pos = start + 1;
  for (;;) {
    const runEnd = endOfRun(cursor, pos, quote);
    const code = cursor.at(runEnd);
    if (code === char.END) fail("a quoted scalar is not closed", start);
    cursor.pos = runEnd;
    const folds = char.isBreak(code);
    value += cursor.text.slice(pos, folds ? withoutBlanks(cursor.text, pos, runEnd) : runEnd);
    if (folds) value += foldLines(cursor, start);
    else if (code === quote) {
      if (quote === char.DOUBLE_QUOTE || cursor.at(runEnd + 1) !== quote) break;
      value += "'";
      cursor.pos = runEnd + 2;
    } else value += readEscape(cursor, start);
    pos = cursor.pos;
  }
  cursor.pos++;
  cursor.scalarText = value;
  cursor.scalarPlain = false;
  cursor.scalarStart = start;
  cursor.scalarEnd = cursor.pos;
}

/** The offset of the next quote, line break, escape or end. */
function endOfRun(cursor: Cursor, from: number, quote: number): number {
  const { text, end } = cursor;
  let pos = from;
  for (; pos < end; pos++) {
    const code = text.charCodeAt(pos);
    if (code === quote) break;
    if (code === char.BACKSLASH && quote === char.DOUBLE_QUOTE) break;
    if ((code <= char.CR || code >= char.NEXT_LINE) && char.isBreak(code)) break;
  }
  return pos;
}

/** Where the run ends without the blanks before a line break; those that an escape wrote are before it. */
function withoutBlanks(text: string, runStart: number, runEnd: number): number {
  let end = runEnd;
  while (end > runStart && char.isBlank(text.charCodeAt(end - 1))) end--;
  return end;
}

/** Moves from a line break to the next text; returns what stands for the break in the value. */
function foldLines(cursor: Cursor, start: number): string {
  const lead = char.breakText(cursor.text.charCodeAt(cursor.pos));
  cursor.pos = char.afterBreak(cursor.text, cursor.pos);
  const further = skipLines(cursor, start);
  if (lead !== "\n") return lead + further;
  return further === "" ? " " : further;
}

/** From the start of a line to the next text; returns the line breaks in between. */
function skipLines(cursor: Cursor, start: number): string {
  const { text } = cursor;
  let { pos } = cursor;
  let breaks = "";
  cursor.lineStart = pos;
  checkMarker(cursor, pos, start);
  for (;;) {
    const code = cursor.at(pos);
    if (char.isBlank(code)) pos++;
    else if (char.isBreak(code)) {
      breaks += char.breakText(code);
      pos = char.afterBreak(text, pos);
      cursor.lineStart = pos;
      checkMarker(cursor, pos, start);
    } else break;
  }
  cursor.pos = pos;
  return breaks;
}

function checkMarker(cursor: Cursor, pos: number, start: number): void {
  if (char.isDocumentMarker(cursor.text, pos, cursor.end)) {
    fail("a quoted scalar is not closed before the end of its document", start);
  }
}

function readEscape(cursor: Cursor, start: number): string {
  const { text, pos } = cursor;
  const code = cursor.at(pos + 1);
  if (char.isBreak(code)) {
    cursor.pos = char.afterBreak(text, pos + 1);
    return skipLines(cursor, start);
  }
  const letter = code === char.END ? "" : text.charAt(pos + 1);
  const short = Object.hasOwn(shortEscapes, letter) ? shortEscapes[letter] : undefined;
  if (short !== undefined) {
    cursor.pos = pos + 2;
    return short;
  }
  const length = Object.hasOwn(codeLengths, letter) ? codeLengths[letter] : undefined;
  if (length === undefined) return fail(`the escape \\${letter} does not exist`, pos);
  const digits = text.slice(pos + 2, Math.min(pos + 2 + length, cursor.end));
  if (digits.length < length || !/^[0-9a-fA-F]+$/.test(digits)) {
    fail(`the escape \\${letter} needs ${length} hexadecimal digits`, pos);
  }
  const point = Number.parseInt(digits, 16);
  if ((point >= 0xd800 && point <= 0xdfff) || point > 0x10ffff) {
    fail(`the escape \\${letter}${digits} is not a Unicode character`, pos);
  }
  cursor.pos = pos + 2 + length;
  return String.fromCodePoint(point);
}
