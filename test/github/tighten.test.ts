import { expect, test } from "@jest/globals";
import type { Event } from "../../src/github/event.ts";
import type { Inputs } from "../../src/github/inputs.ts";
import { tighten } from "../../src/github/tighten.ts";
import { checkNames } from "../../src/model/check.ts";
import { defaultPolicy } from "../../src/policy/default.ts";
import { parsePodSecurity } from "../../src/policy/pod-security.ts";
import type { Policy, PodSecurityTarget } from "../../src/policy/policy.ts";

const event = (authorWritesWorkflow: boolean): Event => ({
  name: "pull_request",
  base: { branch: "main", commit: "1".repeat(40) },
  head: "2".repeat(40),
  authorWritesWorkflow,
});

const nothing = {
  failOn: undefined,
  checks: undefined,
  podSecurity: undefined,
  gate: undefined,
  images: [],
  paths: [],
  allowEmpty: false,
};

function target(text: string | undefined): PodSecurityTarget | undefined {
  if (text === undefined) return undefined;
  const parsed = parsePodSecurity(text);
  if ("mistake" in parsed) throw new Error(parsed.mistake);
  return parsed;
}

function policyWith(change: Partial<Policy>): Policy {
  return { ...defaultPolicy(), ...change };
}

const withPodSecurity = (text: string | undefined): Policy =>
  policyWith({ manifests: { podSecurity: target(text), rules: [] } });

test.each([
  // policy, input, what counts, noticed
  ["high", undefined, undefined, false],
  ["high", "high", "high", false],
  ["high", "low", "low", false],
  ["high", "medium", "medium", false],
  ["high", "critical", "high", true],
  ["high", "none", "high", true],
  ["low", "medium", "low", true],
  ["none", "critical", "critical", false],
  ["none", "none", "none", false],
  ["critical", "none", "critical", true],
] as const)("fail-on: policy %s, input %s: %s counts", (failOn, wanted, counts, noticed) => {
  const result = tighten({ ...nothing, failOn: wanted }, policyWith({ failOn }), event(true));
  expect(result.failOn).toBe(counts);
  expect(result.notices).toHaveLength(noticed ? 1 : 0);
});

test.each([
  // policy, input, what counts, noticed
  [undefined, undefined, undefined, false],
  [undefined, "restricted", "restricted", false],
  [undefined, "baseline", undefined, true],
  [undefined, "privileged", undefined, true],
  [undefined, "restricted:v1.20", "restricted", true],
  ["baseline", "restricted", "restricted", false],
  ["baseline", "privileged", "baseline", true],
  ["restricted", "baseline", "restricted", true],
  ["restricted", "privileged", "restricted", true],
  ["privileged", "baseline", "baseline", false],
  ["restricted:v1.33", "restricted:v1.33", "restricted:v1.33", false],
  ["restricted:v1.33", "restricted:v1.19", "restricted:v1.33", true],
  ["restricted:v1.33", "restricted", "restricted:v1.33", true],
  ["baseline:v1.33", "restricted:v1.19", "restricted:v1.33", true],
])("pod-security: policy %s, input %s: %s counts", (set, wanted, counts, noticed) => {
  const inputs = { ...nothing, podSecurity: target(wanted) };
  const result = tighten(inputs, withPodSecurity(set), event(true));
  expect(result.podSecurity).toEqual(target(counts));
  expect(result.notices).toHaveLength(noticed ? 1 : 0);
});

test.each([
  // required, input, what counts, notices
  [[], undefined, undefined, 0],
  [["manifests"], undefined, undefined, 0],
  [[], checkNames, checkNames, 0],
  [[], ["registries", "manifests"], ["registries", "manifests"], 1],
  [["registries"], ["manifests"], ["registries", "manifests"], 2],
  [["manifests"], ["manifests"], ["manifests"], 1],
  [[], ["registries"], ["registries"], 1],
] as const)("checks: required %j, input %j: %j count", (require, wanted, counts, notices) => {
  const result = tighten({ ...nothing, checks: wanted }, policyWith({ require }), event(true));
  expect(result.checks).toEqual(counts);
  expect(result.notices).toHaveLength(notices);
});

test.each([
  // policy, input, what counts, noticed
  ["all", undefined, "all", false],
  ["all", "all", "all", false],
  ["all", "new", "all", true],
  ["new", undefined, "new", false],
  ["new", "new", "new", false],
  ["new", "all", "all", false],
] as const)("gate: policy %s, input %s: %s counts", (set, wanted, counts, noticed) => {
  const result = tighten({ ...nothing, gate: wanted }, policyWith({ gate: set }), event(true));
  expect(result.gate).toBe(counts);
  expect(result.notices).toHaveLength(noticed ? 1 : 0);
});

test("a replaced image is told, because it hides what the files say", () => {
  const images: Inputs["images"] = [
    { name: undefined, reference: "ghcr.io/acme/extra" },
    { name: "evil/web", reference: "ghcr.io/acme/web" },
  ];
  const { notices } = tighten({ ...nothing, images }, defaultPolicy(), event(true));
  expect(notices).toHaveLength(1);
  expect(notices[0]).toContain("evil/web");
});

test("where the base's workflow runs, its inputs count as they are", () => {
  const inputs = {
    failOn: "none",
    checks: ["registries"],
    podSecurity: target("privileged"),
    gate: "new",
    images: [{ name: "a", reference: "b" }],
    paths: [],
    allowEmpty: false,
  } as const;
  const policy = policyWith({ failOn: "low", require: ["manifests"] });
  const { failOn, checks, podSecurity, gate } = inputs;
  expect(tighten(inputs, policy, event(false))).toEqual({
    failOn,
    checks,
    podSecurity,
    gate,
    notices: [],
  });
});

test("what a pull request's workflow keeps from being looked at is said", () => {
  const narrow = { ...nothing, paths: ["deploy/web"], allowEmpty: true };
  expect(tighten(narrow, defaultPolicy(), event(true)).notices).toEqual([
    "The workflow has only these paths judged: deploy/web.",
    "The workflow lets a run pass that finds no Kubernetes object.",
  ]);
  expect(tighten(narrow, defaultPolicy(), event(false)).notices).toEqual([]);
});
