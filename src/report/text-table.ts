import type { CheckName, CheckState, CheckSummary } from "../model/check.ts";
import type { Report } from "../model/report.ts";
import {
  checkRows,
  type CountColumn,
  countColumnsOf,
  countIn,
  hasCounts,
  isOfSeverity,
} from "./check-table.ts";
import { padded, wrapped } from "./display-width.ts";
import { durationLabel } from "./labels.ts";
import { type Colour, severityColours } from "./paint.ts";
import { terminalText } from "./terminal-text.ts";
import { labelled, roomIn, type TextStyle } from "./text-layout.ts";

const stateColours: Readonly<Record<CheckState, Colour>> = {
  passed: "boldGreen",
  failed: "boldRed",
  error: "boldRed",
  skipped: "dim",
};

const nameWidth = 17;
const stateWidth = 9;

/** The checks, one a line, with their counts; then the reasons of those that did not decide. */
export function checkTable(report: Report, style: TextStyle): string[] {
  const rows = checkRows(report);
  if (rows.length === 0) return [];
  const columns = countColumnsOf(report);
  const heads = columns.map((column) => column.padStart(column.length + 2)).join("");
  const head = `${padded("check", nameWidth)}${padded("state", stateWidth)}${heads}      time`;
  return [
    style.paint("dim", head),
    ...rows.map(({ name, summary }) => row(name, summary, columns, style)),
    ...rows.flatMap(({ name, summary }) => reasonLines(name, summary, style)),
  ];
}

function row(
  name: CheckName,
  summary: CheckSummary,
  columns: readonly CountColumn[],
  { paint }: TextStyle,
): string {
  const { state, durationMs } = summary;
  const cells = columns.map((column) => {
    const count = countIn(summary, column);
    const cell = hasCounts(summary) ? String(count) : "-";
    const gap = " ".repeat(Math.max(1, column.length + 2 - cell.length));
    return gap + (count > 0 && isOfSeverity(column) ? paint(severityColours[column], cell) : cell);
  });
  const time = durationLabel(durationMs).padStart(10);
  return `${padded(name, nameWidth)}${paint(stateColours[state], padded(state, stateWidth))}${cells.join("")}${time}`;
}

function reasonLines(name: CheckName, { state, reason }: CheckSummary, style: TextStyle): string[] {
  if (reason === undefined) return [];
  const said = wrapped(`${name}: ${terminalText(reason)}`, roomIn(style));
  // What a check says of what it did is no reason for its state.
  const isDecided = state === "passed" || state === "failed";
  return isDecided
    ? labelled("checked", "dim", said, style)
    : labelled(state, stateColours[state], said, style);
}
