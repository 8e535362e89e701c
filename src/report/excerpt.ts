import type { Location } from "../model/location.ts";
import { displayWidth } from "./display-width.ts";
import { visibleText } from "./visible-text.ts";

const tabStop = 4;

/** A source line as a terminal shows it, and where in it the offending part stands. */
export interface Excerpt {
  readonly source: string;
  /** Columns of the terminal, counted from 0. */
  readonly markStart: number;
  readonly markWidth: number;
}

/** One character of the line as it is shown. */
interface Cell {
  readonly shown: string;
  readonly columns: number;
  readonly marked: boolean;
}

type Region = Pick<Location, "column" | "endColumn">;

/** The part of a line that can be shown at all, and whether the line goes on before and after it. */
interface Stretch {
  readonly cells: readonly Cell[];
  readonly cutBefore: boolean;
  readonly cutAfter: boolean;
}

/**
 * The line with tabs as spaces and nothing invisible in it; of a long line, the `width` columns around
 * the mark.
 */
export function excerptOf(line: string, region: Region, width: number): Excerpt {
  const { cells, cutBefore, cutAfter } = stretchOf(line, region, width);
  const total = columnsIn(cells);
  const from = total <= width ? 0 : windowStart(cells, width, total);
  const head = cutBefore || from > 0 ? "…" : "";
  const room = width - head.length;
  let to = from;
  let used = 0;
  while (to < cells.length && used <= room) used += cells[to++]?.columns ?? 0;
  if (used <= room) return assembled(cells.slice(from), head, cutAfter ? "…" : "");
  // One column is the ellipsis's; a wide character may have to give way to it.
  while (to > from && used > room - 1) used -= cells[--to]?.columns ?? 0;
  return assembled(cells.slice(from, to), head, "…");
}

/** A line may be a megabyte long: only what is near the mark becomes cells. */
function stretchOf(line: string, { column, endColumn }: Region, width: number): Stretch {
  const start = Math.max(0, Math.min(column - 1, line.length) - width);
  const end = Math.min(line.length, column + width);
  const cells: Cell[] = [];
  let offset = start;
  let used = 0;
  for (const character of line.slice(start, end)) {
    const shown = shownAs(character, used);
    const columns = displayWidth(shown);
    const marked = offset + character.length > column - 1 && offset < endColumn - 1;
    cells.push({ shown, columns, marked });
    offset += character.length;
    used += columns;
  }
  return { cells, cutBefore: start > 0, cutAfter: end < line.length };
}

function shownAs(character: string, used: number): string {
  return character === "\t" ? " ".repeat(tabStop - (used % tabStop)) : visibleText(character);
}

function columnsIn(cells: readonly Cell[]): number {
  return cells.reduce((sum, cell) => sum + cell.columns, 0);
}

/**
 * A third of the window before the mark, or as much less as lets the whole mark fit, and no less of the
 * line's end than fits.
 */
function windowStart(cells: readonly Cell[], width: number, total: number): number {
  const first = cells.findIndex(({ marked }) => marked);
  const before = first === -1 ? total : columnsIn(cells.slice(0, first));
  // An ellipsis may have to stand on both sides.
  const spare = width - columnsIn(cells.filter(({ marked }) => marked)) - 2;
  const third = Math.floor(width / 3);
  let skip = Math.min(before - (spare < 0 ? third : Math.min(third, spare)), total - width + 1);
  let from = 0;
  for (; skip > 0 && from < cells.length; from++) skip -= cells[from]?.columns ?? 0;
  return from;
}

function assembled(cells: readonly Cell[], head: string, tail: string): Excerpt {
  const first = cells.findIndex(({ marked }) => marked);
  const before = first === -1 ? cells : cells.slice(0, first);
  return {
    source: head + cells.map(({ shown }) => shown).join("") + tail,
    markStart: head.length + columnsIn(before),
    markWidth: Math.max(1, columnsIn(cells.filter(({ marked }) => marked))),
  };
}
