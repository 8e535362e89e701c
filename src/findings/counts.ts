import type { Counts } from "../model/check.ts";
import type { ReportedFinding } from "../model/finding.ts";

/** Open findings by severity; waived ones, and those of the base, each together. */
export function countsOf(findings: readonly ReportedFinding[]): Counts {
  const counts = { critical: 0, high: 0, medium: 0, low: 0, info: 0, waived: 0 };
  let baseline = 0;
  for (const { status, severity } of findings) {
    if (status === "baseline") baseline++;
    else counts[status === "open" ? severity : "waived"]++;
  }
  return baseline === 0 ? counts : { ...counts, baseline };
}
