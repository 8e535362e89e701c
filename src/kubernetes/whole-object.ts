import type { Container, Pod } from "./pod.ts";
import type { Resource } from "./resource.ts";

/** Kinds that the API server refuses without a selector, which no patch has a reason to repeat. */
const selecting: ReadonlySet<string> = new Set([
  "apps/Deployment",
  "apps/StatefulSet",
  "apps/DaemonSet",
  "apps/ReplicaSet",
  "apps.kruise.io/CloneSet",
  "apps.kruise.io/StatefulSet",
  "apps.kruise.io/DaemonSet",
]);

/** Kinds whose pods must say what happens when they end; the default is refused. */
const ending: ReadonlySet<string> = new Set(["batch/Job", "batch/CronJob"]);

/**
 * Whether an object that runs pods has all that Kubernetes asks of it, so that it can be deployed by
 * itself; a patch says what changes, and leaves out the rest.
 */
export function isWhole(resource: Resource, pods: readonly Pod[]): boolean {
  if (pods.length === 0 || resource.name === undefined) return false;
  const kind = `${resource.group}/${resource.kind}`;
  if (selecting.has(kind) && !resource.root.at("spec", "selector").exists) return false;
  return pods.every(
    ({ native, specs, containers }) =>
      containers.length > 0 &&
      containers.every((container) => isComplete(container, native)) &&
      (!ending.has(kind) || specs.some((spec) => spec.at("restartPolicy").exists)),
  );
}

/** Custom resources such as Knative's name containers by themselves. */
function isComplete({ name, fields }: Container, needsName: boolean): boolean {
  return (name !== undefined || !needsName) && fields.some((field) => field.at("image").exists);
}
