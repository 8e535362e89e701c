import { expect, test } from "@jest/globals";
import path from "node:path";
import type { ReportedFinding } from "../src/model/finding.ts";
import { judge, type Outcome } from "../src/pipeline.ts";
import { defaultPolicy } from "../src/policy/default.ts";

const root = path.resolve(import.meta.dirname, "..");

function judged(example: string): Promise<Outcome> {
  return judge({
    root,
    paths: [path.join(root, "examples", example)],
    policy: defaultPolicy(),
    policyOrigin: undefined,
    checks: undefined,
    images: [],
    podSecurity: undefined,
    failOn: undefined,
    allowEmpty: false,
    now: new Date("2026-11-21"),
  });
}

/** The text that a finding marks in its file. */
function marked({ location }: ReportedFinding, { sources }: Outcome): string {
  const line = sources.get(location.path)?.line(location.line) ?? "";
  return line.slice(location.column - 1, location.endColumn - 1);
}

/** What each finding on the shop must mark: file, rule, and the very text that the rule speaks of. */
const expected = `
cart.yaml registries/pull-policy IfNotPresent
chart/templates/deployment.yaml files/template-not-judged {
checkout.yaml pod-security/allow-privilege-escalation securityContext
checkout.yaml pod-security/allow-privilege-escalation name: checkout
checkout.yaml pod-security/capabilities-restricted securityContext
checkout.yaml pod-security/capabilities-restricted name: checkout
checkout.yaml pod-security/privileged yes
checkout.yaml pod-security/run-as-non-root securityContext
checkout.yaml pod-security/run-as-non-root name: checkout
checkout.yaml pod-security/seccomp-profile-restricted securityContext
checkout.yaml pod-security/seccomp-profile-restricted name: checkout
checkout.yaml registries/tag-and-digest docker.io/library/busybox:1.37@sha256:9e7f1a2c8d3b4e5f60718293a4b5c6d7e8f9012a3b4c5d6e7f8091a2b3c4d5e6
database.yaml pod-security/host-path-volumes hostPath
kustomization.yaml registries/mutable-tag latest
log-agent.yaml pod-security/host-namespaces true
log-agent.yaml pod-security/seccomp-profile-baseline Unconfined
nightly-report.yaml pod-security/run-as-user 0
nightly-report.yaml registries/malformed-reference ghcr.io/Acme/report:v7
storefront.yaml pod-security/capabilities-baseline NET_ADMIN
storefront.yaml pod-security/host-ports 80
storefront.yaml registries/no-digest nginx:1.29
`;

test("the shop: every finding stands at the very text that it speaks of", async () => {
  const outcome = await judged("shop");
  const found = outcome.report.findings.map((finding) => {
    const file = finding.location.path.slice("examples/shop/".length);
    return `${file} ${finding.rule} ${marked(finding, outcome)}`;
  });
  expect(found.sort()).toEqual(expected.trim().split("\n").sort());
  expect(outcome.report.verdict).toBe("fail");
});

test("the hardened shop: nothing but the template that is not judged", async () => {
  const { report } = await judged("shop-hardened");
  expect(report.findings.map(({ rule }) => rule)).toEqual(["files/template-not-judged"]);
  expect(report.notJudged).toEqual([{ what: "chart templates", count: 1 }]);
  expect(report.verdict).toBe("pass");
});
