import type { ReportingDescriptor, Result } from "sarif";
import type { CheckName } from "../model/check.ts";
import type { ReportedFinding } from "../model/finding.ts";
import { comparePlainly } from "../model/location.ts";
import type { Rule } from "../model/rule.ts";
import { compareSeverity, type Severity } from "../model/severity.ts";
import type { Vulnerability } from "../model/vulnerability.ts";
import type { KnownFeeds } from "../report/vulnerability-notes.ts";
import { inReadingOrder, worstFirst } from "../report/order.ts";
import { limits } from "./limits.ts";
import { resultOf } from "./result.ts";
import { ruleDescriptor } from "./rule.ts";
import { vulnerabilityDescriptor } from "./vulnerability-rule.ts";

/** What a check brings into its run. */
export interface RunContent {
  readonly rules: ReportingDescriptor[];
  readonly results: Result[];
  /** Open findings that there was no room for, the least severe ones. */
  readonly leftOut: number;
}

/** What rules are described with. */
export interface Descriptions {
  readonly rules: ReadonlyMap<string, Rule>;
  readonly feeds: KnownFeeds;
}

/**
 * The rules and results of one check. Waived findings are no results, because GitHub knows no
 * suppressions; what the base had already is one, because GitHub compares for itself; a rule of the check is described also where it found nothing.
 */
export function runContent(
  check: CheckName,
  findings: readonly ReportedFinding[],
  { rules, feeds }: Descriptions,
): RunContent {
  const numbers = numbersOf(findings);
  const open = worstFirst(findings.filter(({ status }) => status !== "waived"));
  const kept = open.slice(0, limits.resultsPerRun);
  const described = rulesOf(check, kept, { rules, feeds });
  const places = new Map(described.map(({ id }, index) => [id, index]));
  return {
    rules: described,
    results: kept.map((finding) =>
      resultOf(finding, numbers.get(finding) ?? 1, places.get(finding.rule) ?? 0),
    ),
    leftOut: open.length - kept.length,
  };
}

/**
 * The number of each finding among those of the same fingerprint, from top to bottom. Waived ones
 * count, so that waiving one does not make another a new alert.
 */
function numbersOf(findings: readonly ReportedFinding[]): Map<ReportedFinding, number> {
  const seen = new Map<string, number>();
  return new Map(
    inReadingOrder(findings).map((finding) => {
      const number = (seen.get(finding.fingerprint) ?? 0) + 1;
      seen.set(finding.fingerprint, number);
      return [finding, number];
    }),
  );
}

function rulesOf(
  check: CheckName,
  findings: readonly ReportedFinding[],
  { rules, feeds }: Descriptions,
): ReportingDescriptor[] {
  const highest = new Map<string, Severity>();
  const vulnerabilities = new Map<string, Vulnerability>();
  for (const { rule, severity, vulnerability } of findings) {
    if (vulnerability !== undefined) {
      // The same vulnerability may have a fix in one distribution only.
      const known = vulnerabilities.get(rule);
      if (known === undefined || (vulnerability.fixable && !known.fixable)) {
        vulnerabilities.set(rule, vulnerability);
      }
    }
    const known = highest.get(rule);
    if (known === undefined || compareSeverity(severity, known) < 0) highest.set(rule, severity);
  }
  const own = [...rules.values()].filter((rule) => rule.check === check).map(({ id }) => id);
  const ids = [...new Set([...highest.keys(), ...own])].slice(0, limits.rulesPerRun);
  return ids.sort(comparePlainly).map((id) => {
    const rule = rules.get(id);
    if (rule !== undefined) return ruleDescriptor(rule, highest.get(id) ?? rule.severity);
    const vulnerability = vulnerabilities.get(id);
    if (vulnerability !== undefined) {
      const severity = highest.get(id) ?? "medium";
      return vulnerabilityDescriptor(vulnerability, severity, feeds);
    }
    throw new Error(`finding of a rule that nobody describes: ${id}`);
  });
}
