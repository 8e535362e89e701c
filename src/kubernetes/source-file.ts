import type { Location } from "../model/location.ts";

/** A decoded text file, and the way from an offset in it to a line and a column. */
export class SourceFile {
  /** Relative to the judged root, with `/`. */
  readonly path: string;
  readonly text: string;
  #lineStarts: readonly number[] | undefined;

  constructor(path: string, text: string) {
    this.path = path;
    this.text = text;
  }

  /** The region from `start` to `end` (offsets into `text`), cut at the end of its first line, never empty. */
  location(start: number, end: number): Location {
    const line = this.#lineOf(start);
    const lineStart = this.#starts[line - 1] ?? 0;
    const lineEnd = lineStart + this.line(line).length;
    const column = Math.min(start, lineEnd) - lineStart + 1;
    const endColumn = Math.max(Math.min(end, lineEnd) - lineStart + 1, column + 1);
    return { path: this.path, line, column, endLine: line, endColumn };
  }

  /** The text of a line, counted from 1, without its line break; empty past the end. */
  line(line: number): string {
    const start = this.#starts[line - 1];
    if (start === undefined) return "";
    const next = this.#starts[line] ?? this.text.length;
    let end = next;
    while (end > start && isLineBreak(this.text.charCodeAt(end - 1))) end--;
    return this.text.slice(start, end);
  }

  get #starts(): readonly number[] {
    this.#lineStarts ??= lineStartsOf(this.text);
    return this.#lineStarts;
  }

  #lineOf(offset: number): number {
    const starts = this.#starts;
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  }
}

function isLineBreak(code: number): boolean {
  return code === 0x0a || code === 0x0d;
}

/** Lines end with LF, CRLF or a lone CR, as YAML and editors count them. */
function lineStartsOf(text: string): number[] {
  const starts = [0];
  if (!text.includes("\r")) {
    for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
    return starts;
  }
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x0a || (code === 0x0d && text.charCodeAt(at + 1) !== 0x0a)) starts.push(at + 1);
  }
  return starts;
}
