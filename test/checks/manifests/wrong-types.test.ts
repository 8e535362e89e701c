import { expect, test } from "@jest/globals";
import {
  misfitsBefore,
  misfitsIn,
  wrongTypeFindings,
} from "../../../src/checks/manifests/wrong-types.ts";
import { formatPath } from "../../../src/kubernetes/field.ts";
import { podFrom, podWith, resourceFrom } from "./pods.ts";

function wrong(spec: object): string[] {
  return misfitsIn(podWith(spec)).map(({ field }) => formatPath(field.path));
}

test.each<[object, string]>([
  [{ securityContext: { runAsUser: 9_223_372_036_854_775_808 } }, "spec.securityContext.runAsUser"],
  [
    { containers: [{ ports: [{ hostPort: 2_147_483_648 }] }] },
    "spec.containers[0].ports[0].hostPort",
  ],
  [{ containers: [{ ports: [{ hostPort: 80.5 }] }] }, "spec.containers[0].ports[0].hostPort"],
  [{ containers: [{ ports: [{ hostPort: true }] }] }, "spec.containers[0].ports[0].hostPort"],
  [{ containers: [{ args: ["--port", 80] }] }, "spec.containers[0].args[1]"],
  [{ containers: { name: "app" } }, "spec.containers"],
  [{ ephemeralContainers: [[]] }, "spec.ephemeralContainers[0]"],
  [
    { containers: [{ resources: { limits: { cpu: true } } }] },
    "spec.containers[0].resources.limits.cpu",
  ],
  [{ nodeSelector: { gpu: true } }, "spec.nodeSelector.gpu"],
])("%j has a wrong type at %s", (spec, path) => {
  expect(wrong(spec)).toEqual([path]);
});

test.each<object>([
  { securityContext: { runAsUser: 2 ** 31 } },
  { securityContext: null, containers: null, hostNetwork: null },
  { containers: [null, { ports: [null, { hostPort: 0 }], securityContext: {} }] },
  { containers: [{ resources: { limits: { cpu: 1, memory: "1Gi" } } }] },
  { containers: [{ image: "", unknownField: ["x"] }] },
  { unknown: 5, constructor: [] },
])("%j has no wrong type", (spec) => {
  expect(wrong(spec)).toEqual([]);
});

test("the finding is critical and says what was found and what belongs there", () => {
  const pod = podFrom(`apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop }
spec:
  containers:
    - name: app
      securityContext:
        privileged: "yes"
`);
  expect(wrongTypeFindings(pod.resource, misfitsIn(pod))).toEqual([
    expect.objectContaining({
      rule: "files/wrong-type",
      severity: "critical",
      message: `spec.containers[0].securityContext.privileged is the text "yes", but true or false belongs there.`,
      location: { path: "pod.yaml", line: 8, column: 21, endLine: 8, endColumn: 26 },
      resource: {
        apiVersion: "v1",
        kind: "Pod",
        namespace: "shop",
        name: "web",
        container: "app",
        fieldPath: "spec.containers[0].securityContext.privileged",
      },
      offender: "yes",
    }),
  ]);
});

test.each([
  ["apps/v1", "Deployment", { spec: [] }, "spec"],
  ["apps/v1", "Deployment", { spec: { template: "x" } }, "spec.template"],
  ["batch/v1", "CronJob", { spec: { jobTemplate: { spec: 1 } } }, "spec.jobTemplate.spec"],
  ["v1", "PodTemplate", { template: [] }, "template"],
])("%s %s with %j hides its pod at %s", (apiVersion, kind, rest, path) => {
  const resource = resourceFrom(JSON.stringify({ apiVersion, kind, ...rest }));
  expect(misfitsBefore(resource).map(({ field }) => formatPath(field.path))).toEqual([path]);
});

test("a template that is missing or null hides nothing", () => {
  for (const rest of [
    {},
    { spec: null },
    { spec: { template: null } },
    { spec: { template: {} } },
  ]) {
    const resource = resourceFrom(
      JSON.stringify({ apiVersion: "apps/v1", kind: "DaemonSet", ...rest }),
    );
    expect(misfitsBefore(resource)).toEqual([]);
  }
});
