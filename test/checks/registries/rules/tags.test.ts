import { expect, test } from "@jest/globals";
import { findingsIn, podWith, subjectOf } from "../subject.ts";

const digest = `sha256:${"0a".repeat(32)}`;

async function rulesFor(image: string, requireDigest = false): Promise<string[]> {
  const findings = await findingsIn(subjectOf(podWith(image), { requireDigest }));
  return findings.map(({ rule, severity }) => `${severity} ${rule}`);
}

test.each([
  ["nginx", ["medium registries/mutable-tag"]],
  ["nginx:latest", ["medium registries/mutable-tag"]],
  ["nginx:1.29", ["medium registries/no-digest"]],
  ["nginx:latest-alpine", ["medium registries/no-digest"]],
  [`nginx@${digest}`, []],
  [`nginx:1.29@${digest}`, ["info registries/tag-and-digest"]],
  [`nginx:latest@${digest}`, ["info registries/tag-and-digest"]],
])("%s: %j", async (image, expected) => {
  expect(await rulesFor(image)).toEqual(expected);
});

test.each([
  ["nginx", ["high registries/no-digest"]],
  ["nginx:latest", ["high registries/no-digest"]],
  ["nginx:1.29", ["high registries/no-digest"]],
  [`nginx@${digest}`, []],
  [`nginx:1.29@${digest}`, ["info registries/tag-and-digest"]],
])("%s where the policy requires digests: %j", async (image, expected) => {
  expect(await rulesFor(image, true)).toEqual(expected);
});

test("the remedy says how to get the digest of this image", async () => {
  const [pinned] = await findingsIn(subjectOf(podWith("acme/web:1.4")));
  expect(pinned?.remediation).toBe(
    "Write docker.io/acme/web@sha256:… with the digest that `crane digest docker.io/acme/web:1.4` prints.",
  );
  const [tagged] = await findingsIn(subjectOf(podWith("acme/web")));
  expect(tagged?.remediation).toContain("`crane digest docker.io/acme/web:latest`");
});
