import type { Pod } from "../../../kubernetes/pod.ts";
import { isMapping } from "../../../kubernetes/yaml/mapping.ts";
import type { PodSecurityLevel, PodSecurityTarget } from "../../../policy/policy.ts";
import { podSecurityRules } from "./registry.ts";
import { newestMinor, type Offence, type PodSecurityRule, type VersionedJudge } from "./rule.ts";

/** A check that refuses a pod, and all that it refuses in it; at least one offence. */
export interface FailingCheck {
  readonly rule: PodSecurityRule;
  readonly offences: readonly Offence[];
}

/**
 * The checks of Pod Security admission that refuse the pod at a level and version, exactly those of
 * k8s.io/pod-security-admission v0.37.0. Versions above the newest known count as the newest.
 */
export function failingChecks(pod: Pod, target: PodSecurityTarget): FailingCheck[] {
  const minor = target.version === "latest" ? newestMinor : Math.min(target.version, newestMinor);
  const decoded = decodable(pod);
  return activeChecks(target.level, minor)
    .map(({ rule, judge }) => ({ rule, offences: judge(decoded) }))
    .filter(({ offences }) => offences.length > 0);
}

interface ActiveCheck {
  readonly rule: PodSecurityRule;
  readonly judge: VersionedJudge["judge"];
}

const active = new Map<string, readonly ActiveCheck[]>();

function activeChecks(level: PodSecurityLevel, minor: number): readonly ActiveCheck[] {
  const key = `${level}:${minor}`;
  const known = active.get(key) ?? selectChecks(level, minor);
  active.set(key, known);
  return known;
}

/** Restricted holds the baseline checks too, less those that one of its own checks stands in for. */
function selectChecks(level: PodSecurityLevel, minor: number): ActiveCheck[] {
  if (level === "privileged") return [];
  const existing = podSecurityRules.flatMap((rule) => {
    const judge = rule.podSecurity.versions.findLast(({ since }) => since <= minor)?.judge;
    const applies = level === "restricted" || rule.podSecurity.level === "baseline";
    return judge === undefined || !applies ? [] : [{ rule, judge }];
  });
  const overridden = new Set(existing.flatMap(({ rule }) => rule.podSecurity.overrides));
  return existing.filter(({ rule }) => !overridden.has(rule.podSecurity.check));
}

/** The pod without containers that are neither mappings nor null: they are wrong types, said elsewhere. */
function decodable(pod: Pod): Pod {
  const containers = pod.containers.filter(({ fields }) => {
    const value = fields[0]?.value;
    return value === null || isMapping(value);
  });
  return containers.length === pod.containers.length ? pod : { ...pod, containers };
}
