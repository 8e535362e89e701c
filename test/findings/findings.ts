import type { Finding } from "../../src/model/finding.ts";
import { startOf } from "../../src/model/location.ts";
import { defaultPolicy } from "../../src/policy/default.ts";
import type { Policy, RuleSetting, Waiver } from "../../src/policy/policy.ts";

/** A finding that a test changes where it matters. */
export function finding(changes: Partial<Finding> & { readonly line?: number } = {}): Finding {
  const { line = 1, ...rest } = changes;
  return {
    check: "manifests",
    rule: "network/policy",
    severity: "medium",
    message: "The namespace has no policy.",
    remediation: "Write one.",
    location: { ...startOf("deploy/web.yaml"), line, endLine: line },
    identity: ["deploy/web.yaml", "apps/Deployment/shop/web", "spec"],
    offender: null,
    ...rest,
  };
}

export function waiver(changes: Partial<Waiver> & { readonly line?: number } = {}): Waiver {
  const { line = 5, ...rest } = changes;
  const location = { ...startOf("p.yml"), line, endLine: line, column: 3, endColumn: 4 };
  return { rule: "network/policy", reason: "known", location, ...rest };
}

export function policyWith(changes: {
  readonly waivers?: readonly Waiver[];
  readonly rules?: readonly (readonly [pattern: string, setting: RuleSetting["setting"]])[];
}): Policy {
  const { waivers = [], rules = [] } = changes;
  const settings = rules.map(([pattern, setting]) => ({
    pattern,
    setting,
    location: startOf("p.yml"),
  }));
  return { ...defaultPolicy(), waivers, manifests: { podSecurity: undefined, rules: settings } };
}
