import type { Finding, ReportedFinding } from "../model/finding.ts";
import { compareLocation, comparePlainly } from "../model/location.ts";
import { compareSeverity } from "../model/severity.ts";
import type { Policy } from "../policy/policy.ts";
import { identify } from "./identify.ts";
import { applySettings } from "./rule-settings.ts";
import { waive } from "./waive.ts";
import { waiverNotices } from "./waiver-notices.ts";

/** What the policy made of the findings. */
export interface Settled {
  /** Worst first, then by location and rule; waived ones among them. */
  readonly findings: readonly ReportedFinding[];
  /** Sentences about waivers that have expired, soon will, or cover nothing. */
  readonly notices: readonly string[];
}

/**
 * Applies the policy to what the checks found, on that day (YYYY-MM-DD): settings of rules, then
 * fingerprints, then waivers. The same findings in any order give the same result. With
 * `appliedRules`, no waiver of other rules is called unused.
 */
export function settle(
  findings: readonly Finding[],
  policy: Policy,
  today: string,
  appliedRules?: readonly string[],
): Settled {
  const identified = identify(applySettings(findings, policy.manifests.rules));
  const { findings: settled, uses } = waive(identified, policy.waivers, today);
  return {
    findings: [...settled].sort(compareFindings),
    notices: waiverNotices(uses, today, appliedRules),
  };
}

function compareFindings(a: ReportedFinding, b: ReportedFinding): number {
  return (
    compareSeverity(a.severity, b.severity) ||
    compareLocation(a.location, b.location) ||
    comparePlainly(a.rule, b.rule) ||
    comparePlainly(a.fingerprint, b.fingerprint)
  );
}
