import type { Rule } from "../../model/rule.ts";
import type { Severity } from "../../model/severity.ts";
import type { CommitRequirement } from "../../policy/commits.ts";
import type { Held } from "./judge.ts";
import type { CommitLevel } from "./platform-api.ts";
import { failureRules, notLogged, notTrusted, unknownKey, unsigned } from "./rules/index.ts";

/** What the policy demands; `undefined` where it says nothing about commits at all. */
export interface Demand {
  readonly require: CommitRequirement | undefined;
  /** Whether the policy has a section on commits. */
  readonly isConfigured: boolean;
}

/** What a finding says about one object: which rule, how bad, and the reason as a clause about it. */
export interface Objection {
  readonly rule: Rule;
  readonly severity: Severity;
  readonly reason: string;
}

const sufficient: Readonly<Record<CommitRequirement, ReadonlySet<CommitLevel>>> = {
  trusted: new Set<CommitLevel>(["trusted", "trusted-key"]),
  platform: new Set<CommitLevel>(["trusted", "trusted-key", "platform"]),
  signed: new Set<CommitLevel>([
    "trusted",
    "trusted-key",
    "platform",
    "valid-unknown",
    "valid-unlogged",
  ]),
};

/** Whether what is held of an object is all that the policy asks for. */
export function satisfies(held: Held, { require }: Demand): boolean {
  if (held.kind !== "level") return false;
  if (held.denied !== undefined) return false;
  if (require === undefined) return true;
  return (
    sufficient[require].has(held.level) || (held.level === "platform" && held.vouched === true)
  );
}

/**
 * What there is to say against an object; nothing where it has what is demanded. Without a demand
 * levels are remarks; without a section on commits only `bad` and `malformed` are more than that.
 */
export function objectionTo(held: Held, demand: Demand): Objection | undefined {
  if (held.kind === "indeterminate") return undefined;
  if (held.kind === "failure") {
    const rule = failureRules[held.code];
    const isGrave = demand.isConfigured || held.code === "bad" || held.code === "malformed";
    return { rule, severity: isGrave ? rule.severity : "low", reason: held.reason };
  }
  const found = levelObjection(held);
  if (found === undefined) {
    return satisfies(held, demand) ? undefined : { ...platformObjection(), severity: "high" };
  }
  if (demand.require === undefined && held.denied === undefined) {
    return { ...found, severity: "info" };
  }
  return satisfies(held, demand) ? undefined : { ...found, severity: "high" };
}

type Said = Omit<Objection, "severity">;

function levelObjection(held: Held & { readonly kind: "level" }): Said | undefined {
  const { level, why, key = "" } = held;
  if (held.denied !== undefined) {
    const reason = `GitHub was asked for its word too, and does not verify it (${held.denied}).`;
    return { rule: notTrusted, reason };
  }
  switch (level) {
    case "unsigned":
      return { rule: unsigned, reason: "It has no signature." };
    case "unverified":
      return {
        rule: unknownKey,
        reason: `It is signed with the OpenPGP key ${key}, which nobody listed, so that the signature cannot be checked.`,
      };
    case "valid-unknown":
      if (why !== undefined) return { rule: notTrusted, reason: why };
      return {
        rule: unknownKey,
        reason: `The signature is good, and its key ${key} is not listed.`,
      };
    case "valid-unlogged":
      return {
        rule: notLogged,
        reason: `The signature of ${key} is good, and no log entry says when it was made.`,
      };
    case "platform":
    case "trusted":
    case "trusted-key":
      return undefined;
  }
}

function platformObjection(): Said {
  return {
    rule: notTrusted,
    reason: `GitHub vouches for it, and the policy requires the signature of somebody who is listed.`,
  };
}
