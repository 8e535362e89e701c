import { expect, test } from "@jest/globals";
import { manifests } from "../../../src/checks/manifests/index.ts";
import { defaultPolicy } from "../../../src/policy/default.ts";
import type { PodSecurityTarget } from "../../../src/policy/policy.ts";
import { podsOf } from "../../../src/kubernetes/workloads.ts";
import { resourceFrom } from "./pods.ts";
import { silent } from "../../../src/progress.ts";
import { Resolutions } from "../../../src/registry/resolutions.ts";
import { nothingKept } from "../../../src/storage.ts";

const deployment = resourceFrom(`apiVersion: apps/v1
kind: Deployment
spec:
  template:
    spec:
      hostNetwork: true
      hostPID: "true"
`);
const hidden = resourceFrom("apiVersion: apps/v1\nkind: StatefulSet\nspec: none\n");

async function said(podSecurity: PodSecurityTarget | undefined): Promise<string[]> {
  const outcome = await manifests.run({
    tree: {
      files: new Map(),
      documents: [],
      resources: [deployment, hidden],
      pods: podsOf(deployment),
      images: [],
      unmatchedImages: [],
      problems: [],
      counts: { files: 1, documents: 1, passedOver: 0, resources: 1 },
    },
    policy: defaultPolicy(),
    root: "/",
    offline: true,
    images: [],
    now: new Date("2026-11-21T12:00:00Z"),
    resolutions: new Resolutions(),
    storage: nothingKept,
    progress: silent,
    constraints: [],
    podSecurity,
    commits: { kind: "none", reason: "no commits", place: "." },
  });
  if (outcome.kind !== "decided") throw new Error(outcome.reason);
  return outcome.findings.map(
    ({ rule, severity, resource }) => `${severity} ${rule} ${resource?.fieldPath}`,
  );
}

test("the check says what is wrong with objects and with pods", async () => {
  const wrongTypes = [
    "critical files/wrong-type spec",
    "critical files/wrong-type spec.template.spec.hostPID",
  ];
  const refused = "high pod-security/host-namespaces spec.template.spec.hostNetwork";
  expect(await said(undefined)).toEqual([...wrongTypes, refused]);
  expect(await said({ level: "baseline", version: 31 })).toEqual([...wrongTypes, refused]);
  expect(await said({ level: "privileged", version: "latest" })).toEqual(wrongTypes);
});

test("rules belong to this check, and each has its own id", () => {
  const ids = manifests.rules.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids).toContain("pod-security/capabilities-baseline");
  expect(ids).toContain("files/unreadable");
  expect(manifests.rules.every(({ check }) => check === "manifests")).toBe(true);
});
