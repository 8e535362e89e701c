import type { SourceFile } from "../../kubernetes/source-file.ts";
import type { Location } from "../../model/location.ts";
import { columnsOf } from "../display-width.ts";
import { type Excerpt, excerptOf } from "../excerpt.ts";
import { isInFile } from "../labels.ts";
import { type Markup, markup, nothing } from "./markup.ts";

/** Columns of a line that are shown; of a longer one, those around the mark. */
const width = 160;

/** A mark of so many characters is shown whole, and so many columns beside it: the page breaks lines. */
const mark = { whole: 300, beside: 60 } as const;

/** The texts of the judged files by path. */
export type Sources = ReadonlyMap<string, SourceFile>;

/** The line of a place with the offending part marked, between its neighbours; nothing where it is empty. */
export function sourceLines(location: Location, sources: Sources): Markup {
  const file = isInFile(location) ? sources.get(location.path) : undefined;
  const line = file?.line(location.line) ?? "";
  if (file === undefined || line.trim() === "") return nothing;
  const excerpt = excerptOf(line, location, roomFor(location));
  const before = neighbour(file, location.line - 1);
  const after = neighbour(file, location.line + 1);
  const shown = [before, excerpt.source, after].filter((text) => text !== undefined);
  const indent = Math.min(excerpt.markStart, ...shown.map((text) => text.search(/[^ ]|$/)));
  const lines = [
    context(before, location.line - 1, indent),
    markup`<span class="hit" data-line="${location.line}">${marked(excerpt, indent)}</span>`,
    context(after, location.line + 1, indent),
  ];
  return markup`<pre class="source"><code>${lines}</code></pre>`;
}

function roomFor({ column, endColumn }: Location): number {
  return Math.max(width, Math.min(endColumn - column, mark.whole) + mark.beside);
}

function context(text: string | undefined, number: number, indent: number): Markup {
  return text === undefined
    ? nothing
    : markup`<span data-line="${number}">${text.slice(indent)}</span>`;
}

/** A neighbour says where a line belongs; it is left out where it says nothing or too much. */
function neighbour(file: SourceFile, number: number): string | undefined {
  const line = number < 1 ? "" : file.line(number);
  if (line.trim() === "" || line.length > width) return undefined;
  return excerptOf(line, { column: 1, endColumn: 1 }, width).source;
}

/** The line behind the indent that its neighbours share. */
function marked({ source, markStart, markWidth }: Excerpt, indent: number): Markup {
  const start = offsetOf(source, markStart);
  const end = offsetOf(source, markStart + markWidth);
  return markup`${source.slice(indent, start)}<mark>${source.slice(start, end)}</mark>${source.slice(end)}`;
}

/** The offset in the text at which a column of a terminal begins. */
function offsetOf(text: string, column: number): number {
  let offset = 0;
  let used = 0;
  for (const character of text) {
    const columns = columnsOf(character);
    if (used + columns > column) break;
    used += columns;
    offset += character.length;
  }
  return offset;
}
