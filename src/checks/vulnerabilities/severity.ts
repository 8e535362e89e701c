import { type Severity } from "../../model/severity.ts";
import type { TrivySeverity } from "../../trivy/image-scan.ts";

const bySeverity: Readonly<Record<TrivySeverity, Severity>> = {
  CRITICAL: "critical",
  HIGH: "high",
  MEDIUM: "medium",
  LOW: "low",
  // Nobody has rated it yet, which is no reason to think that it is harmless.
  UNKNOWN: "medium",
};

/** Trivy's severity as one of ours; what nobody has rated counts as medium. */
export function severityFrom(severity: TrivySeverity): Severity {
  return bySeverity[severity];
}

const worstFirst: readonly TrivySeverity[] = ["CRITICAL", "HIGH", "MEDIUM", "UNKNOWN", "LOW"];

/** Negative when `a` is worse than `b`; unrated stands behind medium, for which it counts. */
export function compareTrivySeverity(a: TrivySeverity, b: TrivySeverity): number {
  return worstFirst.indexOf(a) - worstFirst.indexOf(b);
}
