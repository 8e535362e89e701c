import type { CheckState } from "../model/check.ts";
import type { Report, Verdict } from "../model/report.ts";
import { checkRows, countColumnsOf, countIn, hasCounts } from "./check-table.ts";
import { durationLabel } from "./labels.ts";
import { markdownText } from "./markdown-text.ts";
import { verdictGrounds, verdictWords } from "./verdict-line.ts";

const signs: Readonly<Record<Verdict, string>> = { pass: "✅", fail: "❌", error: "⚠️" };

/** The verdict as a heading, and what it rests on. */
export function markdownVerdict(report: Report): string {
  const { verdict } = report;
  const grounds = verdictGrounds(report).map(markdownText).join(" · ");
  return `## ${signs[verdict]} Portcullis: ${verdictWords[verdict]}\n\n${grounds}\n\n`;
}

const states: Readonly<Record<CheckState, string>> = {
  passed: "passed",
  failed: "**failed**",
  error: "**error**",
  skipped: "skipped",
};

/** The table of the checks with their counts, and the reasons of those that did not decide. */
export function markdownChecks(report: Report): string {
  const rows = checkRows(report);
  if (rows.length === 0) return "";
  const columns = countColumnsOf(report);
  const head = ["check", "state", ...columns, "time"];
  const rule = head.map((_, index) => (index < 2 ? "---" : "--:"));
  const cells = rows.map(({ name, summary }) => [
    name,
    states[summary.state],
    ...columns.map((column) => (hasCounts(summary) ? String(countIn(summary, column)) : "–")),
    durationLabel(summary.durationMs),
  ]);
  const table = [head, rule, ...cells].map((row) => `| ${row.join(" | ")} |\n`).join("");
  const reasons = rows.flatMap(({ name, summary: { state, reason } }) =>
    reason === undefined ? [] : [`- **${name}** (${state}): ${markdownText(reason)}\n`],
  );
  return `${table}\n${reasons.length === 0 ? "" : `${reasons.join("")}\n`}`;
}
