import { failsRun, type Line } from "../../model/failing.ts";
import type { ReportedFinding } from "../../model/finding.ts";
import type { Severity } from "../../model/severity.ts";
import { type Markup, markup, nothing } from "./markup.ts";

/** By what a finding can be filtered; the words stand in the attributes of its row. */
export const standings = {
  fails: "Fails this run",
  open: "Does not fail",
  remark: "Remark",
  waived: "Waived",
  new: "New",
  known: "Known",
} as const;
export type Standing = keyof typeof standings;

/**
 * How a finding stands in this run: first what it is counted as, then, where findings were compared,
 * whether it is new. What is known is counted as that only where it cannot fail the run.
 */
export function standingsOf(finding: ReportedFinding, line: Line): readonly Standing[] {
  const { status, severity } = finding;
  const { comparison } = line;
  if (status === "waived") return ["waived"];
  if (status === "baseline" && comparison?.gate !== "all") return ["known"];
  const first = failsRun(finding, line) ? "fails" : severity === "info" ? "remark" : "open";
  if (comparison === undefined) return [first];
  return [first, status === "baseline" ? "known" : "new"];
}

/** The severity as a label, filled where the finding fails the run. */
export function severityLabel(severity: Severity, fails: boolean): Markup {
  return fails
    ? markup`<b class="severity ${severity} fails">${severity}<span class="unseen">, fails</span></b>`
    : markup`<b class="severity ${severity}">${severity}</b>`;
}

/** Whether the base has the finding already; nothing where nobody compared, or where it is waived. */
export function noveltyLabel(standings: readonly Standing[]): Markup {
  const novelty = standings.find((name) => name === "new" || name === "known");
  return novelty === undefined
    ? nothing
    : markup` <span class="novelty ${novelty}">${novelty}</span> `;
}
