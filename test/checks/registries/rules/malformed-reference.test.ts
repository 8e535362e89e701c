import { expect, test } from "@jest/globals";
import { findingsIn, podWith, subjectOf } from "../subject.ts";

test("a malformed reference is one high finding and nothing else, whatever the policy", async () => {
  const subject = subjectOf(podWith("ghcr.io/Acme/web:$(TAG)"), { allow: [], requireDigest: true });
  expect(await findingsIn(subject)).toEqual([
    expect.objectContaining({
      rule: "registries/malformed-reference",
      severity: "high",
      message:
        "The image reference cannot be read: it holds a placeholder that nothing has filled in at character 18.",
      image: "ghcr.io/Acme/web:$(TAG)",
      offender: "ghcr.io/Acme/web:$(TAG)",
    }),
  ]);
});

test("control characters do not reach the message", async () => {
  const [finding] = await findingsIn(subjectOf(podWith("nginx\u001b[2J\n::error::x")));
  expect(finding?.message).toBe(
    "The image reference cannot be read: it has the character U+001B at character 6.",
  );
});
