import type { ReportedFinding } from "../model/finding.ts";
import { compareLocation, comparePlainly } from "../model/location.ts";
import { compareSeverity } from "../model/severity.ts";

/** The order of a report: worst first, then by location and rule. */
export function compareFindings(a: ReportedFinding, b: ReportedFinding): number {
  return (
    compareSeverity(a.severity, b.severity) ||
    compareLocation(a.location, b.location) ||
    comparePlainly(a.rule, b.rule) ||
    comparePlainly(a.fingerprint, b.fingerprint)
  );
}
