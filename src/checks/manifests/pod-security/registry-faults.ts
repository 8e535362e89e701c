import { metadataFaults } from "../rule-faults.ts";
import { newestMinor, type PodSecurityRule } from "./rule.ts";

/** The same rules; throws where they contradict each other or say too little about themselves. */
export function validated(rules: readonly PodSecurityRule[]): readonly PodSecurityRule[] {
  const faults = registryFaults(rules);
  if (faults.length > 0) throw new Error(`Pod Security rules: ${faults.join("; ")}`);
  return rules;
}

/** What is wrong with a list of rules, in words for its author; runs at every start, so it stays cheap. */
export function registryFaults(rules: readonly PodSecurityRule[]): string[] {
  const baselineChecks = new Set(
    rules.filter(isBaseline).map(({ podSecurity: { check } }) => check),
  );
  const seen = new Set<string>();
  return rules.flatMap((rule) => {
    const faults = [...ruleFaults(rule), ...overrideFaults(rule, baselineChecks)];
    if (seen.has(rule.id)) faults.push("stands twice");
    seen.add(rule.id);
    return faults.map((fault) => `${rule.id}: ${fault}`);
  });
}

function ruleFaults(rule: PodSecurityRule): string[] {
  const { check, level, versions } = rule.podSecurity;
  const faults = metadataFaults(rule);
  if (rule.id !== idOf(check)) faults.push(`should be called ${idOf(check)}`);
  if (rule.severity !== (level === "baseline" ? "high" : "medium")) {
    faults.push(`severity ${rule.severity} at level ${level}`);
  }
  if (versions.length === 0) faults.push("has no version");
  let last = -1;
  for (const { since } of versions) {
    if (!Number.isInteger(since) || since <= last || since > newestMinor) {
      faults.push(`version v1.${since} is out of order`);
    }
    last = since;
  }
  return faults;
}

function overrideFaults(rule: PodSecurityRule, baselineChecks: ReadonlySet<string>): string[] {
  const { overrides } = rule.podSecurity;
  const unknown = overrides
    .filter((check) => !baselineChecks.has(check))
    .map((check) => `overrides ${check}, which is not a baseline check`);
  return overrides.length > 0 && isBaseline(rule)
    ? [...unknown, "only restricted checks override others"]
    : unknown;
}

function isBaseline(rule: PodSecurityRule): boolean {
  return rule.podSecurity.level === "baseline";
}

/** `capabilities_baseline` becomes `pod-security/capabilities-baseline`. */
function idOf(check: string): string {
  const words = check.replace(/[A-Z]+/g, (capitals) => `-${capitals.toLowerCase()}`);
  return `pod-security/${words.replaceAll("_", "-")}`;
}
