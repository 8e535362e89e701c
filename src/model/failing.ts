import type { ReportedFinding } from "./finding.ts";
import type { Report } from "./report.ts";
import { reaches } from "./severity.ts";

/** What of a report decides whether a finding fails it. */
export type Line = Pick<Report, "failOn" | "comparison">;

/**
 * Whether a finding fails the run: it is not waived, it is new where only new ones count, and its check
 * says so or, where its check leaves that open, its severity reaches the line.
 */
export function failsRun(finding: ReportedFinding, { failOn, comparison }: Line): boolean {
  const { status, severity, gate } = finding;
  if (status === "waived") return false;
  if (status === "baseline" && comparison?.gate !== "all") return false;
  return gate === undefined ? reaches(severity, failOn) : gate.fails;
}
