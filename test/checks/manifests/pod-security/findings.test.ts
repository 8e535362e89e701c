import { expect, test } from "@jest/globals";
import { podSecurityFindings } from "../../../../src/checks/manifests/pod-security/findings.ts";
import type { PodSecurityTarget } from "../../../../src/policy/policy.ts";
import { podFrom, podWith } from "../pods.ts";
import { harmlessPod, type Tweak } from "./harmless-pod.ts";
import { wrapped } from "./native-kinds.ts";

function said(tweak: Tweak, target?: PodSecurityTarget): string[] {
  const pod = podWith(harmlessPod(tweak).spec);
  return podSecurityFindings(pod, target).map(
    ({ rule, severity, resource }) => `${severity} ${rule} ${resource?.fieldPath}`,
  );
}

const capabilitiesPath = "spec.containers[0].securityContext.capabilities";

test("without a target: baseline is high, restricted is medium", () => {
  expect(said({ spec: { hostPID: true }, context: { allowPrivilegeEscalation: true } })).toEqual([
    "high pod-security/host-namespaces spec.hostPID",
    "medium pod-security/allow-privilege-escalation spec.containers[0].securityContext.allowPrivilegeEscalation",
  ]);
});

test("without a target: restricted does not repeat what baseline refused at the same field", () => {
  expect(said({ context: { capabilities: { add: ["SYS_ADMIN", "CHOWN"] } } })).toEqual([
    `high pod-security/capabilities-baseline ${capabilitiesPath}.add[0]`,
    `medium pod-security/capabilities-restricted ${capabilitiesPath}.drop`,
    `medium pod-security/capabilities-restricted ${capabilitiesPath}.add[1]`,
  ]);
  expect(said({ context: { procMount: "Unmasked" } })).toHaveLength(1);
  expect(said({ context: { seccompProfile: { type: "Unconfined" } } })).toHaveLength(1);
  expect(said({ spec: { volumes: [{ name: "x", hostPath: { path: "/" } }] } })).toEqual([
    "high pod-security/host-path-volumes spec.volumes[0].hostPath",
  ]);
});

test("without a target: two rules about two fields of a container both speak", () => {
  expect(said({ context: { privileged: true, allowPrivilegeEscalation: null } })).toEqual([
    "high pod-security/privileged spec.containers[0].securityContext.privileged",
    "medium pod-security/allow-privilege-escalation spec.containers[0].securityContext.allowPrivilegeEscalation",
  ]);
});

test("with a target: what it refuses and nothing else, all of it high", () => {
  const tweak = { context: { capabilities: { add: ["SYS_ADMIN"] } } };
  expect(said(tweak, { level: "restricted", version: 31 })).toEqual([
    `high pod-security/capabilities-restricted ${capabilitiesPath}.drop`,
    `high pod-security/capabilities-restricted ${capabilitiesPath}.add[0]`,
  ]);
  expect(said(tweak, { level: "restricted", version: 21 })).toEqual([
    `high pod-security/capabilities-baseline ${capabilitiesPath}.add[0]`,
  ]);
  expect(said(tweak, { level: "baseline", version: "latest" })).toEqual([
    `high pod-security/capabilities-baseline ${capabilitiesPath}.add[0]`,
  ]);
  expect(said(tweak, { level: "privileged", version: "latest" })).toEqual([]);
});

test("versions above the newest known are judged as the newest", () => {
  const tweak = { podContext: { sysctls: [{ name: "net.ipv4.tcp_notsent_lowat", value: "1" }] } };
  expect(said(tweak, { level: "baseline", version: 36 })).toHaveLength(1);
  expect(said(tweak, { level: "baseline", version: 37 })).toEqual([]);
  expect(said(tweak, { level: "baseline", version: 99 })).toEqual([]);
});

test("the nine kinds carry the level, the check and the version", () => {
  const pod = podWith(harmlessPod({ spec: { hostIPC: true }, podContext: { runAsUser: 0 } }).spec);
  const blocks = (target?: PodSecurityTarget) =>
    podSecurityFindings(pod, target).map(({ podSecurity }) => podSecurity);
  expect(blocks({ level: "restricted", version: 30 })).toEqual([
    { level: "baseline", check: "hostNamespaces", version: "v1.30" },
    { level: "restricted", check: "runAsUser", version: "v1.30" },
  ]);
  expect(blocks({ level: "baseline", version: "latest" })).toEqual([
    { level: "baseline", check: "hostNamespaces", version: "latest" },
  ]);
  expect(blocks()).toMatchObject([{ version: "latest" }, { version: "latest" }]);
});

test("other kinds are judged by the same rules, without the block", () => {
  const { metadata, spec } = harmlessPod({ context: { privileged: true } });
  const rollout = {
    ...wrapped("Deployment", metadata, spec),
    apiVersion: "argoproj.io/v1alpha1",
    kind: "Rollout",
  };
  const [finding, ...others] = podSecurityFindings(podFrom(JSON.stringify(rollout)), undefined);
  expect(others).toEqual([]);
  expect(finding).toMatchObject({
    rule: "pod-security/privileged",
    resource: {
      kind: "Rollout",
      container: "app",
      fieldPath: "spec.template.spec.containers[0].securityContext.privileged",
    },
  });
  expect(finding).not.toHaveProperty("podSecurity");
});

test("a finding keeps its identity when another container is put in front, and its value is its evidence", () => {
  const finding = (containers: object[]) =>
    podSecurityFindings(podWith({ ...harmlessPod().spec, containers }), {
      level: "baseline",
      version: "latest",
    });
  const web = { name: "web", ports: [{ name: "http", containerPort: 80, hostPort: 80 }] };
  const [before] = finding([web]);
  const [after] = finding([{ name: "other" }, web]);
  expect(after?.identity).toEqual(before?.identity);
  expect(before?.offender).toBe(80);
});

test("a value of the wrong type counts as missing and stops nothing", () => {
  const pod = podWith({
    hostNetwork: "true",
    hostPID: true,
    securityContext: "restricted",
    volumes: [7, { name: "x", hostPath: "/var/log" }],
    initContainers: "none",
    containers: ["app", { name: 5, ports: [80, { hostPort: "80" }], securityContext: [] }],
  });
  const findings = podSecurityFindings(pod, { level: "restricted", version: "latest" });
  expect(findings.map(({ rule, resource }) => `${rule} ${resource?.fieldPath}`)).toEqual([
    "pod-security/host-namespaces spec.hostPID",
    "pod-security/allow-privilege-escalation spec.containers[1].securityContext.allowPrivilegeEscalation",
    `pod-security/capabilities-restricted spec.containers[1].securityContext.capabilities.drop`,
    "pod-security/run-as-non-root spec.containers[1].securityContext.runAsNonRoot",
    "pod-security/seccomp-profile-restricted spec.containers[1].securityContext.seccompProfile.type",
  ]);
});
