import type { Finding, ReportedFinding } from "../model/finding.ts";
import type { Comparison } from "../model/report.ts";
import type { Policy } from "../policy/policy.ts";
import { identify, type IsKnown } from "./identify.ts";
import { compareFindings } from "./order.ts";
import { applySettings, type Settings } from "./rule-settings.ts";
import { waive } from "./waive.ts";
import { waiverNotices } from "./waiver-notices.ts";

/** What the policy made of the findings. */
export interface Settled {
  /** Worst first, then by location and rule; waived ones among them. */
  readonly findings: readonly ReportedFinding[];
  /** Sentences about waivers that have expired, soon will, or cover nothing. */
  readonly notices: readonly string[];
  /** Present where the findings were compared with those of a base. */
  readonly comparison?: Comparison;
}

/**
 * Applies the policy to what the checks found, on that day (YYYY-MM-DD): settings of rules, then
 * fingerprints, then waivers. The same findings in any order give the same result. With
 * `appliedRules`, no waiver of other rules is called unused. With `isKnown`, findings that the base has
 * are marked, unless they are waived.
 */
export function settle(
  findings: readonly Finding[],
  policy: Policy,
  today: string,
  appliedRules?: readonly string[],
  isKnown?: IsKnown,
): Settled {
  const identified = identify(applySettings(findings, settingsOf(policy)), isKnown);
  const { findings: settled, uses } = waive(identified, policy.waivers, today);
  return {
    findings: [...settled].sort(compareFindings),
    notices: waiverNotices(uses, today, appliedRules),
  };
}

/** What the policy sets rules to. */
export function settingsOf({ manifests, vulnerabilities }: Policy): Settings {
  return { manifests: manifests.rules, vulnerabilities: vulnerabilities?.rules ?? [] };
}
