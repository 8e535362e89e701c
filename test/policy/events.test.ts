import { expect, test } from "@jest/globals";
import { forEvent } from "../../src/policy/events.ts";
import { policyIn } from "./reading-policies.ts";

const policy = policyIn(`version: 1
fail-on: medium
mode: warn
on:
  pull_request: { mode: enforce }
  release: { fail-on: none, mode: enforce }
`);

test.each([
  [undefined, "medium", "warn"],
  ["push", "medium", "warn"],
  ["pull_request", "medium", "enforce"],
  ["release", "none", "enforce"],
])("in the event %s the policy fails on %s and its mode is %s", (event, failOn, mode) => {
  expect(forEvent(policy, event)).toMatchObject({ failOn, mode, path: "p.yml" });
});
