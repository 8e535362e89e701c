import { expect, test } from "@jest/globals";
import { formatPath } from "../../../src/kubernetes/field.ts";
import { containerField, podField, type Pod } from "../../../src/kubernetes/pod.ts";
import { podsOf } from "../../../src/kubernetes/workloads.ts";
import { resourceOf } from "../documents.ts";

const taskSpec = {
  stepTemplate: { image: "shared:1", securityContext: { runAsNonRoot: true } },
  steps: [{ name: "own", image: "own:1" }, { name: "inherits" }],
  sidecars: [{ name: "side", image: "side:1" }],
};
const images = (pod: Pod): unknown[] =>
  pod.containers.map((container) => containerField(container, "image").value);
const podOf = (kind: string, spec: unknown): Pod[] =>
  podsOf(resourceOf({ apiVersion: "tekton.dev/v1", kind, spec }));

test.each(["Task", "ClusterTask"])(
  "a %s is one pod whose steps inherit, its sidecars not",
  (kind) => {
    const pods = podOf(kind, taskSpec);
    expect(pods.map(images)).toEqual([["own:1", "shared:1", "side:1"]]);
    const [step, , sidecar] = pods[0]?.containers ?? [];
    if (step === undefined || sidecar === undefined) throw new Error("no containers");
    expect(formatPath(containerField(step, "securityContext", "runAsNonRoot").path)).toBe(
      "spec.stepTemplate.securityContext.runAsNonRoot",
    );
    expect(containerField(sidecar, "securityContext").exists).toBe(false);
  },
);

test("a StepAction is a step of its own, and a step without a template inherits nothing", () => {
  expect(podOf("StepAction", { image: "a:1" }).map(images)).toEqual([["a:1"]]);
  expect(podOf("Task", { steps: [{}] })[0]?.containers[0]?.fields).toHaveLength(1);
});

test("a pipeline runs the tasks that are written into it, also at its end", () => {
  const spec = {
    tasks: [
      { name: "a", taskSpec },
      { name: "b", taskRef: { name: "elsewhere" } },
    ],
    finally: [{ name: "c", taskSpec: { steps: [{ image: "last:1" }] } }],
  };
  expect(podOf("Pipeline", spec).map((pod) => images(pod)[0])).toEqual(["own:1", "last:1"]);
  expect(podOf("PipelineRun", { pipelineSpec: spec })).toHaveLength(2);
});

test("runs say what their pods are like, most exactly for a single task", () => {
  const [run] = podOf("TaskRun", { taskSpec, podTemplate: { hostNetwork: true } });
  if (run === undefined) throw new Error("no pod");
  expect(formatPath(podField(run, "hostNetwork").path)).toBe("spec.podTemplate.hostNetwork");
  const [own, other] = podOf("PipelineRun", {
    taskRunTemplate: { podTemplate: { hostNetwork: true } },
    taskRunSpecs: [{ pipelineTaskName: "a", podTemplate: { hostNetwork: false } }],
    pipelineSpec: {
      tasks: [
        { name: "a", taskSpec },
        { name: "b", taskSpec },
      ],
    },
  });
  if (own === undefined || other === undefined) throw new Error("no pods");
  expect(podField(own, "hostNetwork").value).toBe(false);
  expect(podField(other, "hostNetwork").value).toBe(true);
});
