import { expect, test } from "@jest/globals";
import { podSecurityFindings } from "../../../../src/checks/manifests/pod-security/findings.ts";
import {
  registryFaults,
  validated,
} from "../../../../src/checks/manifests/pod-security/registry-faults.ts";
import { podSecurityRules } from "../../../../src/checks/manifests/pod-security/registry.ts";
import type { PodSecurityRule } from "../../../../src/checks/manifests/pod-security/rule.ts";
import { procMount } from "../../../../src/checks/manifests/rules/pod-security/proc-mount.ts";
import { procMountRestricted } from "../../../../src/checks/manifests/rules/pod-security/proc-mount-restricted.ts";
import { podFrom } from "../pods.ts";

const { podSecurity } = procMount;
const judge = () => [];

test("there is a rule for each of the 19 checks upstream", () => {
  expect(podSecurityRules.map((rule) => `${rule.podSecurity.check} ${rule.id}`)).toEqual([
    "appArmorProfile pod-security/app-armor-profile",
    "capabilities_baseline pod-security/capabilities-baseline",
    "hostNamespaces pod-security/host-namespaces",
    "hostPathVolumes pod-security/host-path-volumes",
    "hostPorts pod-security/host-ports",
    "hostProbesAndHostLifecycle pod-security/host-probes-and-host-lifecycle",
    "privileged pod-security/privileged",
    "procMount pod-security/proc-mount",
    "seLinuxOptions pod-security/se-linux-options",
    "seccompProfile_baseline pod-security/seccomp-profile-baseline",
    "sysctls pod-security/sysctls",
    "windowsHostProcess pod-security/windows-host-process",
    "allowPrivilegeEscalation pod-security/allow-privilege-escalation",
    "capabilities_restricted pod-security/capabilities-restricted",
    "procMount_restricted pod-security/proc-mount-restricted",
    "restrictedVolumes pod-security/restricted-volumes",
    "runAsNonRoot pod-security/run-as-non-root",
    "runAsUser pod-security/run-as-user",
    "seccompProfile_restricted pod-security/seccomp-profile-restricted",
  ]);
});

test.each<[string, Partial<PodSecurityRule>]>([
  ["should be called pod-security/proc-mount", { id: "pod-security/proc" }],
  ["severity medium at level baseline", { severity: "medium" }],
  ["has no version", { podSecurity: { ...podSecurity, versions: [] } }],
  [
    "version v1.3 is out of order",
    {
      podSecurity: {
        ...podSecurity,
        versions: [
          { since: 3, judge },
          { since: 3, judge },
        ],
      },
    },
  ],
  [
    "version v1.38 is out of order",
    { podSecurity: { ...podSecurity, versions: [{ since: 38, judge }] } },
  ],
  [
    "only restricted checks override others",
    { podSecurity: { ...podSecurity, overrides: ["procMount"] } },
  ],
  ["title is no sentence without its full stop", { title: "It is so." }],
  ["rationale does not end with a full stop", { rationale: "" }],
  ["remediation does not end with a full stop", { remediation: "Remove it" }],
  ["an example is missing", { example: { bad: "", good: "x" } }],
  ["source is missing", { source: "" }],
])("the registry says: %s", (fault, change) => {
  const id = change.id ?? procMount.id;
  expect(registryFaults([{ ...procMount, ...change }])).toEqual([`${id}: ${fault}`]);
});

test("the registry refuses rules that stand twice or override what does not exist", () => {
  expect(registryFaults([procMount, procMount])).toEqual(["pod-security/proc-mount: stands twice"]);
  expect(() => validated([procMountRestricted])).toThrow(
    "pod-security/proc-mount-restricted: overrides procMount, which is not a baseline check",
  );
  expect(validated([procMount, procMountRestricted])).toHaveLength(2);
});

test("the examples are what they say", () => {
  for (const rule of podSecurityRules) {
    const rulesSaid = (fragment: string) =>
      podSecurityFindings(podFrom(`apiVersion: v1\nkind: Pod\n${fragment}`), undefined).map(
        (finding) => finding.rule,
      );
    expect(rulesSaid(rule.example.bad)).toContain(rule.id);
    expect(rulesSaid(rule.example.good)).not.toContain(rule.id);
  }
});
