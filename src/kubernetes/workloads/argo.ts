import { containerAt, containerList } from "./containers.ts";
import type { Field } from "../field.ts";
import type { Container, Pod } from "../pod.ts";
import type { Resource } from "../resource.ts";

const workflowSpecs: ReadonlyMap<string, readonly string[]> = new Map([
  ["Workflow", ["spec"]],
  ["WorkflowTemplate", ["spec"]],
  ["ClusterWorkflowTemplate", ["spec"]],
  ["CronWorkflow", ["spec", "workflowSpec"]],
]);

/** The kinds of Argo Workflows whose templates become pods. */
export const argoKinds: readonly string[] = [...workflowSpecs.keys()];

/**
 * A pod for each template of a workflow that runs containers, those written inline in a step or task
 * included. A template falls back on `templateDefaults`, and both on the workflow's own spec.
 */
export function argoPods(resource: Resource): Pod[] {
  const spec = resource.root.at(...(workflowSpecs.get(resource.kind) ?? ["spec"]));
  const defaults = spec.at("templateDefaults");
  return templatesIn(spec).flatMap((template) => {
    const containers = containersOf(template, defaults);
    if (containers.length === 0) return [];
    const specs = defaults.exists ? [template, defaults, spec] : [template, spec];
    return [{ resource, native: false, metadata: metadataOf(template, spec), specs, containers }];
  });
}

function templatesIn(spec: Field): Field[] {
  const templates = spec.at("templates").items();
  const inline = templates.flatMap((template) => [
    ...template
      .at("steps")
      .items()
      .flatMap((group) => group.items()),
    ...template.at("dag", "tasks").items(),
  ]);
  return [...templates, ...inline.map((step) => step.at("inline"))];
}

function containersOf(template: Field, defaults: Field): Container[] {
  const main = ["container", "script"]
    .filter((key) => template.at(key).exists)
    .map((key) => containerAt(template.at(key), "regular", defaults.at(key)));
  return [
    ...containerList(template.at("initContainers"), "init"),
    ...main,
    ...containerList(template.at("containerSet", "containers"), "regular"),
    ...containerList(template.at("sidecars"), "regular"),
  ];
}

function metadataOf(template: Field, spec: Field): Field {
  const own = template.at("metadata");
  return own.exists ? own : spec.at("podMetadata");
}
