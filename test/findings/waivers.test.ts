import { expect, test } from "@jest/globals";
import { settle } from "../../src/findings/settle.ts";
import { startOf } from "../../src/model/location.ts";
import type { Waiver } from "../../src/policy/policy.ts";
import { finding, policyWith, waiver } from "./findings.ts";

const today = "2026-06-15";
const image = "ghcr.io/acme/web:1.2@sha256:abc";
const found = finding({
  image,
  resource: { apiVersion: "apps/v1", kind: "Deployment", namespace: "shop", name: "web" },
});

function settled(waivers: readonly Waiver[], given = found) {
  return settle([given], policyWith({ waivers }), today);
}

function status(changes: Partial<Waiver>, given = found): string | undefined {
  return settled([waiver(changes)], given).findings[0]?.status;
}

test.each<Partial<Waiver>>([
  {},
  { rule: "network/*" },
  { rule: "*", path: "deploy/" },
  { path: "deploy/web.yaml" },
  { path: "**/{web,api}.yaml" },
  { resource: "Deployment/web" },
  { resource: "Deployment/shop/web" },
  { resource: "*/w?b" },
  { resource: "{Deployment,Pod}/*/*" },
  { image },
  { image: "ghcr.io/acme/web:1.2" },
  { image: "ghcr.io/acme/web" },
  { image: "ghcr.io/**" },
  { path: "deploy/*", resource: "*/web", image: "ghcr.io/acme/*", expires: today },
])("%j covers the finding", (changes) => {
  expect(status(changes)).toBe("waived");
});

test.each<Partial<Waiver>>([
  { rule: "network/polic" },
  { rule: "rbac/*" },
  { path: "deploy" },
  { path: "web.yaml" },
  { path: "*/api.yaml" },
  { resource: "Deployment/api" },
  { resource: "Pod/web" },
  { resource: "Deployment/other/web" },
  { resource: "deployment/web" },
  { image: "ghcr.io/acme/we" },
  { image: "ghcr.io/acme/web:1.3" },
  { image: "ghcr.io/*" },
  { path: "deploy/*", resource: "*/web", image: "quay.io/**" },
  { path: "deploy/*", expires: "2026-06-14" },
])("%j does not cover the finding", (changes) => {
  expect(status(changes)).toBe("open");
});

test("what names an object or an image does not cover findings without one", () => {
  expect(status({ resource: "*/*" }, finding())).toBe("open");
  expect(status({ image: "**" }, finding())).toBe("open");
});

test("a slash in a name does not turn into a namespace", () => {
  const odd = finding({ resource: { apiVersion: "v1", kind: "Pod", name: "shop/web" } });
  expect(status({ resource: "Pod/shop/web" }, odd)).toBe("open");
});

test("a port of a registry is no tag", () => {
  const local = finding({ image: "registry.test:5000/web" });
  expect(status({ image: "registry.test:5000/web" }, local)).toBe("waived");
  expect(status({ image: "registry.test" }, local)).toBe("open");
});

test("what was not judged is waived by its rule and path in full only", () => {
  const unread = finding({ rule: "files/unreadable" });
  expect(status({ rule: "files/unreadable", path: "deploy/web.yaml" }, unread)).toBe("waived");
  expect(status({ rule: "files/unreadable", path: "deploy/*.yaml" }, unread)).toBe("open");
  expect(status({ rule: "files/unreadable" }, unread)).toBe("open");
  expect(status({ rule: "files/*", path: "deploy/web.yaml" }, unread)).toBe("open");
});

test("a waived finding shows reason, owner and last day", () => {
  const { findings } = settled([waiver({ owner: "@acme", expires: "2027-01-31" })]);
  expect(findings[0]).toMatchObject({
    status: "waived",
    waiver: { reason: "known", owner: "@acme", expires: "2027-01-31" },
  });
});

test("the first waiver that still counts is named", () => {
  const { findings } = settled([
    waiver({ reason: "old", expires: "2026-01-01" }),
    waiver({ reason: "glob", path: "deploy/*" }),
    waiver({ reason: "exact", path: "deploy/web.yaml" }),
  ]);
  expect(findings[0]?.waiver?.reason).toBe("glob");
});

test.each<[Partial<Waiver>, string[]]>([
  [{}, []],
  [{ expires: "2026-06-30" }, []],
  [{ expires: "2026-06-29" }, ["The waiver of network/policy expires in 14 days, on 2026-06-29."]],
  [{ expires: "2026-06-16" }, ["The waiver of network/policy expires tomorrow, on 2026-06-16."]],
  [{ expires: today }, ["The waiver of network/policy expires today, on 2026-06-15."]],
  [
    { expires: "2026-06-14" },
    ["The waiver of network/policy expired on 2026-06-14; one finding counts again."],
  ],
  [
    { path: "elsewhere" },
    ["The waiver of network/policy covers nothing; remove it, or correct what it names."],
  ],
])("the notices about %j", (changes, notices) => {
  expect(settled([waiver(changes)]).notices).toEqual(
    notices.map((notice) => `p.yml:5:3: ${notice}`),
  );
});

test("an expired waiver beside one that counts is to be removed", () => {
  const { findings, notices } = settled([waiver({ expires: "2026-06-01" }), waiver({ line: 9 })]);
  expect(findings[0]?.status).toBe("waived");
  expect(notices).toEqual([
    "p.yml:5:3: The waiver of network/policy expired on 2026-06-01; others cover the same findings; remove it.",
  ]);
});

test("an expired waiver counts the findings that it no longer covers", () => {
  const findings = [finding(), finding({ location: startOf("b.yaml") })];
  const policy = policyWith({ waivers: [waiver({ expires: "2026-01-01" })] });
  expect(settle(findings, policy, today).notices).toEqual([
    "p.yml:5:3: The waiver of network/policy expired on 2026-01-01; 2 findings count again.",
  ]);
});

test("a waiver of rules that were not applied is not called unused", () => {
  const policy = policyWith({ waivers: [waiver({ rule: "registries/*" })] });
  expect(settle([], policy, today, ["network/policy"]).notices).toEqual([]);
  expect(settle([], policy, today, ["registries/not-allowed"]).notices).toHaveLength(1);
});

test("more notices than anybody reads are counted", () => {
  const policy = policyWith({ waivers: Array.from({ length: 60 }, () => waiver()) });
  const { notices } = settle([], policy, today);
  expect(notices).toHaveLength(51);
  expect(notices.at(-1)).toBe("10 more waivers have expired, soon will, or cover nothing.");
});
