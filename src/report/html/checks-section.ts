import type { CheckSummary } from "../../model/check.ts";
import type { Report } from "../../model/report.ts";
import type { Severity } from "../../model/severity.ts";
import {
  checkRows,
  type CountColumn,
  countColumnsOf,
  countIn,
  hasCounts,
  isOfSeverity,
} from "../check-table.ts";
import { durationLabel } from "../labels.ts";
import { stateLabel } from "./images-section.ts";
import { type Markup, markup, nothing } from "./markup.ts";
import { severityBar } from "./severity-bar.ts";

/** The checks with their states, counts and reasons, under a bar of the open findings. */
export function checksSection(report: Report): Markup {
  const rows = checkRows(report);
  if (rows.length === 0) return nothing;
  const columns = countColumnsOf(report);
  const heads = columns.map((column) => markup`<th scope="col" class="number">${column}</th>`);
  const body = rows.map(({ name, summary }) => checkRow(name, summary, columns));
  return markup`<section id="checks" aria-labelledby="checks-title">
<h2 id="checks-title">Checks</h2>
${severityBar(openCounts(report), knownThatCount(report))}
<table class="checks">
<caption class="unseen">The checks, their states and their findings by severity</caption>
<thead><tr><th scope="col">Check</th><th scope="col">State</th>${heads}<th scope="col" class="number">Time</th></tr></thead>
<tbody>
${body}</tbody></table>
${reasons(report)}</section>
`;
}

function checkRow(name: string, summary: CheckSummary, columns: readonly CountColumn[]): Markup {
  const counted = hasCounts(summary);
  const cells = columns.map((column) => {
    const count = countIn(summary, column);
    const kind = count > 0 && isOfSeverity(column) ? column : "zero";
    return counted
      ? markup`<td class="number ${count === 0 ? "none" : "some"}" data-label="${column}"><span class="count ${kind}">${count}</span></td>`
      : markup`<td class="number none" data-label="${column}"><span class="count zero">–</span></td>`;
  });
  return markup`<tr><th scope="row">${name}</th><td class="outcome">${stateLabel(summary.state)}</td>${cells}<td class="number quiet time">${durationLabel(summary.durationMs)}</td></tr>
`;
}

function reasons(report: Report): Markup {
  const said = checkRows(report).flatMap(({ name, summary: { state, reason } }) =>
    reason === undefined ? [] : [markup`<li><b>${name}</b> ${stateLabel(state)}: ${reason}</li>\n`],
  );
  return said.length === 0 ? nothing : markup`<ul class="reasons">${said}</ul>\n`;
}

/** Where what is known can fail the run as well, it is no less there than what is new. */
function knownThatCount({ findings, comparison }: Report): number {
  if (comparison?.gate !== "all") return 0;
  return findings.filter(({ status }) => status === "baseline").length;
}

function openCounts({ findings }: Report): Readonly<Record<Severity, number>> {
  const counts = { critical: 0, high: 0, medium: 0, low: 0, info: 0 };
  for (const { status, severity } of findings) if (status === "open") counts[severity]++;
  return counts;
}
