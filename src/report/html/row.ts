import { failsRun, type Line } from "../../model/failing.ts";
import type { ReportedFinding } from "../../model/finding.ts";
import type { Severity } from "../../model/severity.ts";
import { type Markup, markup } from "./markup.ts";

/** By what a finding can be filtered; the words stand in the attributes of its row. */
export const standings = {
  fails: "Fails this run",
  open: "Does not fail",
  waived: "Waived",
  baseline: "In the base as well",
} as const;
export type Standing = keyof typeof standings;

/** How a finding stands in this run; one that the base has may fail it as well. */
export function standingsOf(finding: ReportedFinding, line: Line): readonly Standing[] {
  const fails = failsRun(finding, line);
  if (finding.status === "open") return [fails ? "fails" : "open"];
  return fails ? ["fails", finding.status] : [finding.status];
}

/** The severity as a label, filled where the finding fails the run. */
export function severityLabel(severity: Severity, fails: boolean): Markup {
  return fails
    ? markup`<b class="severity ${severity} fails">${severity}<span class="unseen">, fails</span></b>`
    : markup`<b class="severity ${severity}">${severity}</b>`;
}
