import type { CheckSummary } from "../../model/check.ts";
import type { Report } from "../../model/report.ts";
import type { Severity } from "../../model/severity.ts";
import { checkRows, countColumns, hasCounts } from "../check-table.ts";
import { durationLabel } from "../labels.ts";
import { stateLabel } from "./images-section.ts";
import { type Markup, markup, nothing } from "./markup.ts";
import { severityBar } from "./severity-bar.ts";

/** The checks with their states, counts and reasons, under a bar of the open findings. */
export function checksSection(report: Report): Markup {
  const rows = checkRows(report);
  if (rows.length === 0) return nothing;
  const heads = countColumns.map((column) => markup`<th scope="col" class="number">${column}</th>`);
  const body = rows.map(({ name, summary }) => checkRow(name, summary));
  return markup`<section id="checks" aria-labelledby="checks-title">
<h2 id="checks-title">Checks</h2>
${severityBar(openCounts(report))}<div class="scroll" role="region" aria-label="Table of the checks" tabindex="0">
<table class="checks">
<caption class="unseen">The checks, their states and their findings by severity</caption>
<thead><tr><th scope="col">Check</th><th scope="col">State</th>${heads}<th scope="col" class="number">Time</th></tr></thead>
<tbody>
${body}</tbody></table></div>
${reasons(report)}</section>
`;
}

function checkRow(name: string, summary: CheckSummary): Markup {
  const counted = hasCounts(summary);
  const cells = countColumns.map((column) => {
    const count = summary.counts[column];
    const kind = count === 0 || column === "waived" ? "zero" : column;
    return counted
      ? markup`<td class="number"><span class="count ${kind}">${count}</span></td>`
      : markup`<td class="number"><span class="count zero">–</span></td>`;
  });
  return markup`<tr><th scope="row">${name}</th><td>${stateLabel(summary.state)}</td>${cells}<td class="number quiet">${durationLabel(summary.durationMs)}</td></tr>
`;
}

function reasons(report: Report): Markup {
  const said = checkRows(report).flatMap(({ name, summary: { state, reason } }) =>
    reason === undefined ? [] : [markup`<li><b>${name}</b> ${stateLabel(state)}: ${reason}</li>\n`],
  );
  return said.length === 0 ? nothing : markup`<ul class="reasons">${said}</ul>\n`;
}

function openCounts({ findings }: Report): Readonly<Record<Severity, number>> {
  const counts = { critical: 0, high: 0, medium: 0, low: 0, info: 0 };
  for (const { status, severity } of findings) if (status === "open") counts[severity]++;
  return counts;
}
