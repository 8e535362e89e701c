import { expect, test } from "@jest/globals";
import { failingChecks } from "../../../../src/checks/manifests/pod-security/evaluate.ts";
import { podSecurityRules } from "../../../../src/checks/manifests/pod-security/registry.ts";
import { newestMinor } from "../../../../src/checks/manifests/pod-security/rule.ts";
import type { Pod } from "../../../../src/kubernetes/pod.ts";
import { podFrom } from "../pods.ts";
import type { TrapCase } from "./cases/trap-case.ts";
import { versions } from "./comparison.ts";
import { harmlessPod } from "./harmless-pod.ts";
import { nativeKinds, wrapped } from "./native-kinds.ts";
import { trapCases } from "./trap-cases.ts";

const levels = ["baseline", "restricted"] as const;

function expected(trap: TrapCase): Record<string, string[]> {
  return Object.fromEntries(
    levels.flatMap((level) =>
      versions.map((version) => {
        const minor = version === "latest" ? newestMinor : version;
        const refusing = Object.entries(trap[level] ?? {})
          .filter(([, [from, to]]) => from <= minor && minor <= to)
          .map(([check]) => check);
        return [`${level} ${version}`, refusing.sort()];
      }),
    ),
  );
}

function judged(pod: Pod): Record<string, string[]> {
  return Object.fromEntries(
    levels.flatMap((level) =>
      versions.map((version) => {
        const checks = failingChecks(pod, { level, version }).map(
          ({ rule }) => rule.podSecurity.check,
        );
        return [`${level} ${version}`, checks.sort()];
      }),
    ),
  );
}

test.each(trapCases)("$title: the right checks in the right versions", (trap) => {
  const { metadata, spec } = harmlessPod(trap.tweak);
  const pod = podFrom(JSON.stringify(wrapped("Pod", metadata, spec)));
  expect(judged(pod)).toEqual(expected(trap));
});

test.each([...nativeKinds.keys()])("every case comes out the same in a %s", (kind) => {
  for (const trap of trapCases) {
    const { metadata, spec } = harmlessPod(trap.tweak);
    const pod = podFrom(JSON.stringify(wrapped(kind, metadata, spec)));
    expect({ title: trap.title, ...judged(pod) }).toEqual({ title: trap.title, ...expected(trap) });
  }
});

test("the cases refuse by every check, and at every version in which a check changes", () => {
  const spans = trapCases.flatMap(({ baseline, restricted }) => [
    ...Object.entries(baseline ?? {}),
    ...Object.entries(restricted ?? {}),
  ]);
  const refused = new Set(spans.map(([check]) => check));
  expect(
    podSecurityRules.map((rule) => rule.podSecurity.check).filter((check) => !refused.has(check)),
  ).toEqual([]);
  for (const { podSecurity } of podSecurityRules) {
    for (const { since } of podSecurity.versions.filter((version) => version.since > 0)) {
      const edges = spans.filter(
        ([check, [from, to]]) =>
          check === podSecurity.check && (from === since || to === since - 1),
      );
      expect({ check: podSecurity.check, since, tested: edges.length > 0 }).toMatchObject({
        tested: true,
      });
    }
  }
});
