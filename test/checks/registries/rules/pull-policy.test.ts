import { expect, test } from "@jest/globals";
import { findingsIn, podWith, subjectOf } from "../subject.ts";

const digest = `sha256:${"0a".repeat(32)}`;

async function judged(image: string, policy: string | undefined): Promise<string[]> {
  const line = policy === undefined ? "" : `      imagePullPolicy: ${policy}\n`;
  const findings = await findingsIn(subjectOf(podWith(image, line)));
  return findings
    .filter(({ rule }) => rule === "registries/pull-policy")
    .map(({ severity, location, message }) => `${severity} ${location.line}: ${message}`);
}

test.each([
  [
    "IfNotPresent",
    "a node that once pulled docker.io/library/nginx:latest never looks for a newer one",
  ],
  [
    "Never",
    "only what a node happens to hold as docker.io/library/nginx:latest runs, and nothing says what that is",
  ],
])("%s with latest is low, at the policy's own line", async (policy, clause) => {
  const expected = [`low 10: With ${policy} ${clause}.`];
  expect(await judged("nginx:latest", policy)).toEqual(expected);
  expect(await judged("nginx", policy)).toEqual(expected);
});

test.each([
  ["nginx:latest", "Always"],
  ["nginx:latest", undefined],
  ["nginx:1.29", "IfNotPresent"],
  ["nginx:1.29", "Never"],
  [`nginx@${digest}`, "Never"],
  [`nginx:latest@${digest}`, "IfNotPresent"],
])("%s with %s contradicts nothing", async (image, policy) => {
  expect(await judged(image, policy)).toEqual([]);
});
