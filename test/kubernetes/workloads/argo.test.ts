import { expect, test } from "@jest/globals";
import { formatPath } from "../../../src/kubernetes/field.ts";
import { containerField, podField } from "../../../src/kubernetes/pod.ts";
import { podsOf } from "../../../src/kubernetes/workloads.ts";
import { resourceOf } from "../documents.ts";

const workflow = `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
spec:
  hostNetwork: true
  securityContext: { runAsNonRoot: true }
  podMetadata: { labels: { from: spec } }
  templateDefaults:
    container: { imagePullPolicy: Always, image: default:1 }
    securityContext: { runAsUser: 5 }
  templates:
    - name: main
      steps:
        - - name: one
            template: script
          - name: two
            inline: { container: { image: inline:1 } }
    - name: graph
      dag: { tasks: [{ name: t, inline: { script: { image: task:1 } } }] }
    - name: container
      metadata: { labels: { from: template } }
      securityContext: { runAsUser: 7 }
      initContainers: [{ name: init, image: init:1 }]
      container: { name: main, image: main:1 }
      sidecars: [{ name: side, image: side:1 }]
    - name: set
      containerSet: { containers: [{ name: a, image: a:1 }, { name: b, image: b:1 }] }
    - name: wait
      suspend: {}
`;

test("every template that runs containers is a pod, inline ones too", () => {
  const pods = podsOf(resourceOf(workflow));
  expect(
    pods.map((pod) => pod.containers.map((container) => containerField(container, "image").value)),
  ).toEqual([["init:1", "main:1", "side:1"], ["a:1", "b:1"], ["inline:1"], ["task:1"]]);
  expect(pods[0]?.containers.map(({ type }) => type)).toEqual(["init", "regular", "regular"]);
});

test("a template falls back on the defaults and on the workflow", () => {
  const [own, set] = podsOf(resourceOf(workflow));
  if (own === undefined || set === undefined) throw new Error("no pods");
  const path = (...keys: string[]) => formatPath(podField(own, ...keys).path);
  expect(path("securityContext", "runAsUser")).toBe("spec.templates[2].securityContext.runAsUser");
  expect(path("securityContext", "runAsNonRoot")).toBe("spec.securityContext.runAsNonRoot");
  expect(path("hostNetwork")).toBe("spec.hostNetwork");
  expect(formatPath(podField(set, "securityContext", "runAsUser").path)).toBe(
    "spec.templateDefaults.securityContext.runAsUser",
  );
  expect(own.metadata.at("labels", "from").value).toBe("template");
  expect(set.metadata.at("labels", "from").value).toBe("spec");
});

test("a container falls back on the default container", () => {
  const main = podsOf(resourceOf(workflow))[0]?.containers[1];
  if (main === undefined) throw new Error("no container");
  expect(formatPath(containerField(main, "imagePullPolicy").path)).toBe(
    "spec.templateDefaults.container.imagePullPolicy",
  );
  expect(formatPath(containerField(main, "image").path)).toBe("spec.templates[2].container.image");
});

test.each([
  ["WorkflowTemplate", "spec"],
  ["ClusterWorkflowTemplate", "spec"],
  ["CronWorkflow", "spec.workflowSpec"],
])("%s keeps its templates under %s", (kind, path) => {
  const inner = { templates: [{ container: { image: "a:1" } }] };
  const spec = path === "spec" ? inner : { workflowSpec: inner };
  const pods = podsOf(resourceOf({ apiVersion: "argoproj.io/v1alpha1", kind, spec }));
  expect(pods.map((pod) => formatPath(pod.specs.at(-1)?.path ?? []))).toEqual([path]);
});

test("a sensor and an event source have one pod, without an image of its own", () => {
  const template = { securityContext: {}, container: { securityContext: { privileged: true } } };
  for (const kind of ["Sensor", "EventSource"]) {
    const pods = podsOf(
      resourceOf({ apiVersion: "argoproj.io/v1alpha1", kind, spec: { template } }),
    );
    const [container] = pods[0]?.containers ?? [];
    if (container === undefined) throw new Error("no container");
    expect(containerField(container, "securityContext", "privileged").value).toBe(true);
  }
});
