import { containerAt, containerList } from "./containers.ts";
import type { Field } from "../field.ts";
import type { Pod } from "../pod.ts";
import type { Resource } from "../resource.ts";

type PodReader = (resource: Resource) => Pod[];

/** How each kind of Tekton names what its pods run. */
export const tektonReaders: ReadonlyMap<string, PodReader> = new Map<string, PodReader>([
  ["Task", (task) => taskPods(task, task.root.at("spec"), [])],
  ["ClusterTask", (task) => taskPods(task, task.root.at("spec"), [])],
  ["StepAction", stepActionPods],
  ["TaskRun", taskRunPods],
  ["Pipeline", (pipeline) => pipelinePods(pipeline, pipeline.root.at("spec"), () => [])],
  ["PipelineRun", pipelineRunPods],
]);

/** A task runs as one pod: a container for each step and each sidecar. */
function taskPods(resource: Resource, task: Field, podTemplates: readonly Field[]): Pod[] {
  const containers = [
    ...containerList(task.at("steps"), "regular", task.at("stepTemplate")),
    ...containerList(task.at("sidecars"), "regular"),
  ];
  if (containers.length === 0) return [];
  const specs = [...podTemplates.filter((template) => template.exists), task];
  return [{ resource, native: false, metadata: task.at("metadata"), specs, containers }];
}

/** A step of its own that tasks refer to; the fields of the pod are the task's. */
function stepActionPods(resource: Resource): Pod[] {
  const step = resource.root.at("spec");
  if (!step.at("image").exists) return [];
  return [
    {
      resource,
      native: false,
      metadata: resource.root.at("metadata"),
      specs: [resource.root],
      containers: [containerAt(step, "regular")],
    },
  ];
}

function taskRunPods(resource: Resource): Pod[] {
  const spec = resource.root.at("spec");
  return taskPods(resource, spec.at("taskSpec"), [spec.at("podTemplate")]);
}

function pipelineRunPods(resource: Resource): Pod[] {
  const spec = resource.root.at("spec");
  const shared = [spec.at("taskRunTemplate", "podTemplate"), spec.at("podTemplate")];
  const own = new Map(
    spec
      .at("taskRunSpecs")
      .items()
      .map((run) => [run.at("pipelineTaskName").value, run]),
  );
  return pipelinePods(resource, spec.at("pipelineSpec"), (task) => {
    const run = own.get(task.at("name").value);
    return [
      ...(run === undefined ? [] : [run.at("podTemplate"), run.at("taskPodTemplate")]),
      ...shared,
    ];
  });
}

/** Tasks written into the pipeline itself; those it refers to are judged where they are defined. */
function pipelinePods(
  resource: Resource,
  pipeline: Field,
  podTemplatesOf: (task: Field) => readonly Field[],
): Pod[] {
  return [...pipeline.at("tasks").items(), ...pipeline.at("finally").items()].flatMap((task) =>
    taskPods(resource, task.at("taskSpec"), podTemplatesOf(task)),
  );
}
