import type { ReportedFinding } from "../model/finding.ts";
import { compareLocation, comparePlainly } from "../model/location.ts";
import { compareSeverity } from "../model/severity.ts";

/** Findings as every limited list is cut: the worst first, then by place. */
export function worstFirst(findings: readonly ReportedFinding[]): ReportedFinding[] {
  return findings.toSorted(
    (a, b) => compareSeverity(a.severity, b.severity) || compareInPlace(a, b),
  );
}

/** Findings from top to bottom of each file, and at one place the worst first. */
export function inReadingOrder(findings: readonly ReportedFinding[]): ReportedFinding[] {
  return findings.toSorted(
    (a, b) =>
      compareLocation(a.location, b.location) ||
      compareSeverity(a.severity, b.severity) ||
      compareInPlace(a, b),
  );
}

function compareInPlace(a: ReportedFinding, b: ReportedFinding): number {
  return (
    compareLocation(a.location, b.location) ||
    comparePlainly(a.rule, b.rule) ||
    comparePlainly(a.fingerprint, b.fingerprint) ||
    comparePlainly(a.message, b.message)
  );
}
