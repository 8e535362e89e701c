import type { Pod } from "../../../kubernetes/pod.ts";
import type { Finding, PodSecurityReference } from "../../../model/finding.ts";
import type { Severity } from "../../../model/severity.ts";
import type { PodSecurityTarget } from "../../../policy/policy.ts";
import { findingOf } from "../../violation.ts";
import { failingChecks, type FailingCheck } from "./evaluate.ts";
import type { Offence, PodSecurityRule } from "./rule.ts";

/**
 * What Pod Security says about a pod. With a target: exactly what that level and version refuses, all
 * of it high. Without one: both levels at the latest version, each with its own severity.
 */
export function podSecurityFindings(pod: Pod, target: PodSecurityTarget | undefined): Finding[] {
  const checks = target === undefined ? bothLevels(pod) : failingChecks(pod, target);
  const version =
    target === undefined || target.version === "latest" ? "latest" : `v1.${target.version}`;
  const severity = target === undefined ? undefined : "high";
  return checks.flatMap(({ rule, offences }) =>
    offences.map((offence) => finding(pod, rule, offence, version, severity)),
  );
}

/** Baseline, then what restricted adds: a field that baseline has refused is not said again. */
function bothLevels(pod: Pod): FailingCheck[] {
  const baseline = failingChecks(pod, { level: "baseline", version: "latest" });
  const restricted = failingChecks(pod, { level: "restricted", version: "latest" });
  const said = new Set(baseline.flatMap(({ offences }) => offences.map(placeOf)));
  return [
    ...baseline,
    ...restricted
      .filter(({ rule }) => rule.podSecurity.level === "restricted")
      .map(({ rule, offences }) => ({
        rule,
        offences: offences.filter((offence) => !said.has(placeOf(offence))),
      })),
  ];
}

function placeOf({ field }: Offence): string {
  return JSON.stringify(field.path);
}

function finding(
  pod: Pod,
  rule: PodSecurityRule,
  { field, container, message }: Offence,
  version: string,
  severity: Severity | undefined,
): Finding {
  const { level, check } = rule.podSecurity;
  const podSecurity: PodSecurityReference = { level, check, version };
  return findingOf({
    rule,
    field,
    resource: pod.resource,
    message,
    container: container?.name,
    ...(severity === undefined ? {} : { severity }),
    ...(pod.native ? { podSecurity } : {}),
  });
}
