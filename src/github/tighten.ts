import { checkNames, type CheckName } from "../model/check.ts";
import type { Gate } from "../model/report.ts";
import { failLines, type FailLine } from "../model/severity.ts";
import { podSecurityLevels } from "../policy/pod-security.ts";
import type { Policy, PodSecurityTarget } from "../policy/policy.ts";
import type { Event } from "./event.ts";
import type { Inputs } from "./inputs.ts";

type Strictness = Pick<
  Inputs,
  "failOn" | "checks" | "podSecurity" | "gate" | "images" | "paths" | "allowEmpty"
>;

/** The inputs that count, and what the reader has to be told about those that do not. */
export interface Tightened extends Pick<Inputs, "failOn" | "checks" | "podSecurity"> {
  readonly gate: Gate;
  readonly notices: readonly string[];
}

/**
 * Lets inputs only tighten the policy where the author of the change writes the workflow that sets
 * them; elsewhere they count as they are.
 */
export function tighten(inputs: Strictness, policy: Policy, event: Event): Tightened {
  const { failOn, checks, podSecurity } = inputs;
  if (!event.authorWritesWorkflow) {
    return { failOn, checks, podSecurity, gate: inputs.gate ?? policy.gate, notices: [] };
  }
  const notices: string[] = [];
  return {
    failOn: tightenFailOn(failOn, policy, notices),
    checks: tightenChecks(checks, policy, notices),
    podSecurity: tightenPodSecurity(podSecurity, policy, notices),
    gate: tightenGate(inputs.gate, policy, notices),
    notices: [...notices, ...replacementNotices(inputs), ...narrowingNotices(inputs)],
  };
}

const because = "a pull request's workflow can only be stricter than the policy";

function tightenFailOn(
  wanted: FailLine | undefined,
  policy: Policy,
  notices: string[],
): FailLine | undefined {
  // Later in the list is stricter, except for the last, which is none at all.
  const rank = (line: FailLine): number => (line === "none" ? -1 : failLines.indexOf(line));
  if (wanted === undefined || rank(wanted) >= rank(policy.failOn)) return wanted;
  notices.push(
    `The input fail-on: ${wanted} was ignored in favour of ${policy.failOn}: ${because}.`,
  );
  return policy.failOn;
}

function tightenGate(wanted: Gate | undefined, { gate }: Policy, notices: string[]): Gate {
  if (wanted !== "new" || gate === "new") return wanted ?? gate;
  notices.push(`The input gate: new was ignored in favour of ${gate}: ${because}.`);
  return gate;
}

function tightenChecks(
  wanted: readonly CheckName[] | undefined,
  policy: Policy,
  notices: string[],
): readonly CheckName[] | undefined {
  if (wanted === undefined) return undefined;
  const dropped = policy.require.filter((name) => !wanted.includes(name));
  const leftOut = checkNames.filter((name) => !wanted.includes(name) && !dropped.includes(name));
  if (dropped.length > 0) {
    notices.push(
      `The input checks leaves out ${dropped.join(", ")}, which the policy requires: ${because}.`,
    );
  }
  if (leftOut.length > 0) notices.push(`The workflow leaves out: ${leftOut.join(", ")}.`);
  return checkNames.filter((name) => wanted.includes(name) || dropped.includes(name));
}

/** Neither a newer nor an older version of the standard is stricter in all, so the policy's stays. */
function tightenPodSecurity(
  wanted: PodSecurityTarget | undefined,
  policy: Policy,
  notices: string[],
): PodSecurityTarget | undefined {
  if (wanted === undefined) return undefined;
  const set = policy.manifests.podSecurity;
  const version = set?.version ?? "latest";
  // Without a level in the policy both levels are judged, which only `restricted` is stricter than.
  const least = set?.level ?? "restricted";
  const isLaxer = podSecurityLevels.indexOf(wanted.level) < podSecurityLevels.indexOf(least);
  if (!isLaxer && wanted.version === version) return wanted;
  const kept = isLaxer ? set : { level: wanted.level, version };
  notices.push(
    `The input pod-security: ${shown(wanted)} was ignored in favour of ${shown(kept)}: ${because}.`,
  );
  return kept;
}

function shown(target: PodSecurityTarget | undefined): string {
  if (target === undefined) return "both levels";
  return `${target.level}:${target.version === "latest" ? "latest" : `v1.${target.version}`}`;
}

/** A replacement hides what the files say, so nobody should have to look for it in the workflow. */
function replacementNotices({ images }: Strictness): string[] {
  return images.flatMap(({ name, reference }) =>
    name === undefined ? [] : [`The workflow has ${reference} judged in the place of ${name}.`],
  );
}

/** What the workflow keeps from being looked at, a pull request's author may have had it kept. */
function narrowingNotices({ paths, allowEmpty }: Strictness): string[] {
  return [
    ...(paths.length === 0
      ? []
      : [`The workflow has only these paths judged: ${paths.join(", ")}.`]),
    ...(allowEmpty ? ["The workflow lets a run pass that finds no Kubernetes object."] : []),
  ];
}
