import { createHash } from "node:crypto";
import { expect, test } from "@jest/globals";
import { settle } from "../../src/findings/settle.ts";
import type { Finding } from "../../src/model/finding.ts";
import { startOf } from "../../src/model/location.ts";
import { finding, policyWith, waiver } from "./findings.ts";

const today = "2026-06-15";
const noPolicy = policyWith({});

function severities(rules: Parameters<typeof policyWith>[0]["rules"], findings: Finding[]) {
  const settled = settle(findings, policyWith({ rules: rules ?? [] }), today).findings;
  return Object.fromEntries(settled.map(({ rule, severity }) => [rule, severity]));
}

const three = [
  finding({ rule: "network/policy" }),
  finding({ rule: "network/ingress" }),
  finding({ rule: "rbac/wildcard", severity: "high" }),
];

test("the most exact setting of a rule wins", () => {
  expect(severities([], three)).toEqual({
    "network/policy": "medium",
    "network/ingress": "medium",
    "rbac/wildcard": "high",
  });
  expect(
    severities(
      [
        ["network/policy", "low"],
        ["network/*", "off"],
        ["*", "info"],
      ],
      three,
    ),
  ).toEqual({ "network/policy": "low", "rbac/wildcard": "info" });
  expect(
    severities(
      [
        ["*", "off"],
        ["network/*", "on"],
        ["network/in*", "critical"],
      ],
      three,
    ),
  ).toEqual({ "network/policy": "medium", "network/ingress": "critical" });
  expect(
    severities(
      [
        ["*/policy", "low"],
        ["*y", "high"],
      ],
      three,
    ),
  ).toMatchObject({
    "network/policy": "high",
  });
});

test("settings reach neither other checks nor, by a pattern, what was not judged", () => {
  const others = [
    finding({ check: "registries", rule: "registries/not-allowed", severity: "high" }),
    finding({ rule: "files/unreadable", severity: "critical" }),
    finding({ rule: "files/wrong-type", severity: "high" }),
  ];
  expect(
    severities(
      [
        ["*", "off"],
        ["files/*", "low"],
        ["files/wrong-type", "critical"],
      ],
      others,
    ),
  ).toEqual({
    "registries/not-allowed": "high",
    "files/unreadable": "critical",
    "files/wrong-type": "critical",
  });
});

test("a fingerprint is the hash of what identifies the finding, and nothing else", () => {
  const [one] = settle([finding({ identity: ["a", "b"] })], noPolicy, today).findings;
  expect(one?.fingerprint).toBe(
    createHash("sha256").update('["manifests","network/policy","a","b"]').digest("hex"),
  );
  const moved = finding({ identity: ["a", "b"], line: 9, message: "Other.", severity: "low" });
  expect(settle([moved], noPolicy, today).findings[0]?.fingerprint).toBe(one?.fingerprint);
  const others = [["ab"], ["a,b"], ['a","b'], ["a", "b", ""], ["b", "a"]];
  const prints = others.map(
    (identity) => settle([finding({ identity })], noPolicy, today).findings[0]?.fingerprint,
  );
  expect(new Set([...prints, one?.fingerprint]).size).toBe(others.length + 1);
});

test("repeats of the same finding keep their fingerprints by their order in the file", () => {
  const repeats = [finding({ line: 3 }), finding({ line: 7 }), finding({ line: 5 })];
  const prints = (findings: Finding[]) =>
    settle(findings, noPolicy, today).findings.map(({ fingerprint }) => fingerprint);
  const first = prints(repeats);
  expect(new Set(first).size).toBe(3);
  expect(prints(repeats.toReversed())).toEqual(first);
  expect(prints([finding({ line: 13 }), finding({ line: 15 }), finding({ line: 17 })])).toEqual(
    first,
  );
  expect(prints([finding({ line: 99 })])).toEqual(first.slice(0, 1));
});

test("a reported finding has everything but the raw identity and value", () => {
  const given = finding({ image: "nginx", offender: { a: 1 } });
  const { identity: _, offender: __, ...rest } = given;
  expect(settle([given], noPolicy, today).findings).toEqual([
    {
      ...rest,
      fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/),
      evidence: createHash("sha256").update('{"a":1}').digest("hex"),
      status: "open",
    },
  ]);
});

test("findings come worst first, then by place and rule, whatever order they came in", () => {
  const findings = [
    finding({ severity: "low", line: 1 }),
    finding({ severity: "critical", line: 9 }),
    finding({ severity: "high", line: 4, rule: "b/b" }),
    finding({ severity: "high", line: 4, rule: "a/a" }),
    finding({ severity: "high", location: startOf("a.yaml") }),
    finding({ severity: "high", line: 4, rule: "a/a", identity: ["other"] }),
  ];
  const settled = settle(findings, noPolicy, today);
  expect(
    settled.findings.map(({ severity, rule, location }) => [
      severity,
      location.path,
      location.line,
      rule,
    ]),
  ).toEqual([
    ["critical", "deploy/web.yaml", 9, "network/policy"],
    ["high", "a.yaml", 1, "network/policy"],
    ["high", "deploy/web.yaml", 4, "a/a"],
    ["high", "deploy/web.yaml", 4, "a/a"],
    ["high", "deploy/web.yaml", 4, "b/b"],
    ["low", "deploy/web.yaml", 1, "network/policy"],
  ]);
  expect(settle(findings.toReversed(), noPolicy, today)).toEqual(settled);
});

test("thirty thousand findings are all kept", () => {
  const findings = Array.from({ length: 30_000 }, (_, index) =>
    finding({
      line: index % 500,
      rule: `group/rule-${index % 90}`,
      identity: [`deploy/${index % 700}.yaml`, "apps/Deployment/shop/web", `spec/${index}`],
      offender: index % 3 === 0 ? null : index % 3 === 1 ? `value ${index}` : { a: index },
    }),
  );
  settle(findings.slice(0, 2000), noPolicy, today);
  expect(settle(findings, noPolicy, today).findings).toHaveLength(30_000);
});

test("ten thousand waivers of twenty thousand findings come to an end", () => {
  const findings = Array.from({ length: 20_000 }, (_, index) =>
    finding({
      rule: `group/rule-${index % 50}`,
      location: startOf(`deploy/${index % 1000}.yaml`),
      identity: [`${index}`],
      resource: { apiVersion: "v1", kind: "Pod", name: `pod-${index}` },
    }),
  );
  const scopes = [
    (index: number) => ({ path: `deploy/${index % 1000}.yaml` }),
    (index: number) => ({ path: `deploy/*${index % 1000}.yaml` }),
    (index: number) => ({ resource: `Pod/pod-${index}` }),
    (index: number) => ({ resource: `*/*-${index}*` }),
  ];
  const waivers = Array.from({ length: 10_000 }, (_, index) =>
    waiver({
      rule: index % 7 === 0 ? "group/*" : `group/rule-${index % 50}`,
      ...scopes[index % 4]?.(index),
    }),
  );
  const { findings: settled, notices } = settle(findings, policyWith({ waivers }), today);
  expect(settled.filter(({ status }) => status === "waived").length).toBeGreaterThan(1000);
  expect(notices.length).toBeLessThanOrEqual(51);
});
