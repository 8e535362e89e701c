import { expect, test } from "@jest/globals";
import { formatPath } from "../../src/kubernetes/field.ts";
import { podField } from "../../src/kubernetes/pod.ts";
import { isWorkload, podsOf } from "../../src/kubernetes/workloads.ts";
import { resourceOf } from "./documents.ts";

const spec = {
  hostNetwork: true,
  initContainers: [{ name: "first" }],
  containers: [{ name: "second" }, { name: "third" }],
  ephemeralContainers: [{ name: "fourth" }],
};
const template = { metadata: { annotations: { a: "b" } }, spec };

/** An object whose value at a path like `spec.tasks[0].template` is `value`. */
function object(apiVersion: string, kind: string, path: string, value: unknown): unknown {
  let built = value;
  for (const key of path.split(/\.|(?=\[)/).reverse()) {
    built = key === "[0]" ? [built] : { [key]: built };
  }
  return { apiVersion, kind, ...(built as object) };
}

function templatePaths(content: unknown): string[] {
  return podsOf(resourceOf(content)).map((pod) =>
    formatPath(podField(pod, "hostNetwork").path.slice(0, -1)).replace(/\.spec$/, ""),
  );
}

const builtIn: [string, string, string][] = [
  ["v1", "PodTemplate", "template"],
  ["v1", "ReplicationController", "spec.template"],
  ["apps/v1", "ReplicaSet", "spec.template"],
  ["apps/v1", "Deployment", "spec.template"],
  ["apps/v1beta1", "StatefulSet", "spec.template"],
  ["apps/v1", "DaemonSet", "spec.template"],
  ["batch/v1", "Job", "spec.template"],
  ["batch/v1beta1", "CronJob", "spec.jobTemplate.spec.template"],
];

const others: [string, string, string][] = [
  ["extensions/v1beta1", "Deployment", "spec.template"],
  ["extensions/v1beta1", "DaemonSet", "spec.template"],
  ["extensions/v1beta1", "ReplicaSet", "spec.template"],
  ["argoproj.io/v1alpha1", "Rollout", "spec.template"],
  ["argoproj.io/v1alpha1", "Experiment", "spec.templates[0].template"],
  ["argoproj.io/v1alpha1", "AnalysisTemplate", "spec.metrics[0].provider.job.spec.template"],
  ["serving.knative.dev/v1", "Service", "spec.template"],
  ["serving.knative.dev/v1", "Configuration", "spec.template"],
  ["apps.openshift.io/v1", "DeploymentConfig", "spec.template"],
  ["v1", "DeploymentConfig", "spec.template"],
  ["apps.kruise.io/v1alpha1", "CloneSet", "spec.template"],
  ["apps.kruise.io/v1beta1", "StatefulSet", "spec.template"],
  ["apps.kruise.io/v1alpha1", "DaemonSet", "spec.template"],
  ["apps.kruise.io/v1alpha1", "BroadcastJob", "spec.template"],
  ["apps.kruise.io/v1alpha1", "AdvancedCronJob", "spec.template.jobTemplate.spec.template"],
  [
    "apps.kruise.io/v1alpha1",
    "AdvancedCronJob",
    "spec.template.broadcastJobTemplate.spec.template",
  ],
  ["apps.kruise.io/v1alpha1", "UnitedDeployment", "spec.template.cloneSetTemplate.spec.template"],
  ["batch.volcano.sh/v1alpha1", "Job", "spec.tasks[0].template"],
  ["batch.volcano.sh/v1alpha1", "CronJob", "spec.jobTemplate.spec.tasks[0].template"],
  ["kubeflow.org/v1", "TFJob", "spec.tfReplicaSpecs.Worker.template"],
  ["kubeflow.org/v1", "PyTorchJob", "spec.pytorchReplicaSpecs.Master.template"],
  ["kubeflow.org/v2beta1", "MPIJob", "spec.mpiReplicaSpecs.Launcher.template"],
  ["kubeflow.org/v1", "XGBoostJob", "spec.xgbReplicaSpecs.Worker.template"],
  ["kubeflow.org/v1", "PaddleJob", "spec.paddleReplicaSpecs.Worker.template"],
  ["kubeflow.org/v1", "JAXJob", "spec.jaxReplicaSpecs.Worker.template"],
  [
    "trainer.kubeflow.org/v1alpha1",
    "ClusterTrainingRuntime",
    "spec.template.spec.replicatedJobs[0].template.spec.template",
  ],
  ["jobset.x-k8s.io/v1alpha2", "JobSet", "spec.replicatedJobs[0].template.spec.template"],
  ["leaderworkerset.x-k8s.io/v1", "LeaderWorkerSet", "spec.leaderWorkerTemplate.leaderTemplate"],
  ["leaderworkerset.x-k8s.io/v1", "LeaderWorkerSet", "spec.leaderWorkerTemplate.workerTemplate"],
  ["keda.sh/v1alpha1", "ScaledJob", "spec.jobTargetRef.template"],
  ["ray.io/v1", "RayCluster", "spec.headGroupSpec.template"],
  ["ray.io/v1", "RayCluster", "spec.workerGroupSpecs[0].template"],
  ["ray.io/v1", "RayJob", "spec.rayClusterSpec.headGroupSpec.template"],
  ["ray.io/v1", "RayJob", "spec.submitterPodTemplate"],
  ["ray.io/v1", "RayService", "spec.rayClusterConfig.workerGroupSpecs[0].template"],
  ["flink.apache.org/v1beta1", "FlinkDeployment", "spec.taskManager.podTemplate"],
  ["agones.dev/v1", "Fleet", "spec.template.spec.template"],
];

test.each([...builtIn, ...others])("finds the pod of %s %s at %s", (apiVersion, kind, path) => {
  expect(templatePaths(object(apiVersion, kind, path, template))).toEqual([path]);
});

test("a Pod is its own template", () => {
  const [pod, ...rest] = podsOf(resourceOf({ apiVersion: "v1", kind: "Pod", ...template }));
  expect(rest).toEqual([]);
  expect(pod?.native).toBe(true);
  expect(pod?.specs.map(({ path }) => path)).toEqual([["spec"]]);
  expect(pod?.metadata.at("annotations", "a").value).toBe("b");
});

test("native are the kinds and groups that Pod Security admission judges, and no others", () => {
  const native = ([apiVersion, kind, path]: [string, string, string]) =>
    podsOf(resourceOf(object(apiVersion, kind, path, template))).map((pod) => pod.native);
  expect(builtIn.flatMap(native)).toEqual(builtIn.map(() => true));
  expect(others.flatMap(native)).toEqual(others.map(() => false));
});

test("containers come as upstream visits them, with their types", () => {
  const [pod] = podsOf(resourceOf(object("apps/v1", "Deployment", "spec.template", template)));
  expect(pod?.containers.map(({ name, type }) => [name, type])).toEqual([
    ["first", "init"],
    ["second", "regular"],
    ["third", "regular"],
    ["fourth", "ephemeral"],
  ]);
  expect(pod?.metadata.at("annotations", "a").value).toBe("b");
});

test("a kind of the same name in another group is another kind", () => {
  for (const [apiVersion, kind] of [
    ["example.com/v1", "Deployment"],
    ["v1", "Deployment"],
    ["apps/v1", "Pod"],
    ["apps/v1", "Job"],
    ["networking.k8s.io/v1", "Service"],
  ]) {
    const resource = resourceOf(object(apiVersion ?? "", kind ?? "", "spec.template", template));
    expect(podsOf(resource)).toEqual([]);
    expect(isWorkload(resource)).toBe(false);
  }
});

test("a SidecarSet writes the pod's fields into its own spec", () => {
  const [pod] = podsOf(
    resourceOf({ apiVersion: "apps.kruise.io/v1alpha1", kind: "SidecarSet", spec }),
  );
  expect(pod?.containers.map(({ name }) => name)).toEqual(["first", "second", "third", "fourth"]);
});

test("a Rollout that refers to a Deployment has no pod of its own", () => {
  const rollout = {
    apiVersion: "argoproj.io/v1alpha1",
    kind: "Rollout",
    spec: { workloadRef: {} },
  };
  expect(podsOf(resourceOf(rollout))).toEqual([]);
  expect(isWorkload(resourceOf(rollout))).toBe(true);
});

test("every replica type and every worker group is a pod", () => {
  expect(
    templatePaths({
      apiVersion: "kubeflow.org/v1",
      kind: "TFJob",
      spec: { tfReplicaSpecs: { PS: { template }, ["__proto__"]: { template } } },
    }),
  ).toEqual(["spec.tfReplicaSpecs.PS.template", "spec.tfReplicaSpecs.__proto__.template"]);
});

test.each([
  ["apps/v1", "Deployment", { spec: 5 }],
  ["apps/v1", "Deployment", { spec: { template: "text" } }],
  ["apps/v1", "Deployment", { spec: { template: [] } }],
  ["batch/v1", "CronJob", { spec: { jobTemplate: null } }],
  ["batch.volcano.sh/v1alpha1", "Job", { spec: { tasks: { template: {} } } }],
  ["kubeflow.org/v1", "TFJob", { spec: { tfReplicaSpecs: [{ template: {} }] } }],
  ["argoproj.io/v1alpha1", "Workflow", { spec: { templates: [null, 5, { container: "x" }, {}] } }],
  ["argoproj.io/v1alpha1", "Sensor", { spec: { template: 5 } }],
  ["tekton.dev/v1", "PipelineRun", { spec: { taskRunSpecs: 1, pipelineSpec: { tasks: [7] } } }],
  ["apps.kruise.io/v1alpha1", "SidecarSet", { spec: "x" }],
])("wrong types in %s %s count as missing", (apiVersion, kind, rest) => {
  const pods = podsOf(resourceOf({ apiVersion, kind, ...rest }));
  expect(
    pods
      .flatMap((pod) => pod.containers)
      .map(({ name }) => name)
      .filter(Boolean),
  ).toEqual([]);
});

test("containers that are no list and containers that are no mapping do not stop the walk", () => {
  const pod = {
    apiVersion: "v1",
    kind: "Pod",
    spec: { containers: "x", initContainers: [1, null] },
  };
  const [found] = podsOf(resourceOf(pod));
  expect(found?.containers.map(({ name, type }) => [name, type])).toEqual([
    [undefined, "init"],
    [undefined, "init"],
  ]);
  expect(podsOf(resourceOf({ apiVersion: "v1", kind: "Pod" }))).toHaveLength(1);
});
