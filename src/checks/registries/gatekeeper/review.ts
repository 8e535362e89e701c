import type { ImageUse } from "../../../kubernetes/image-use.ts";
import type { Pod } from "../../../kubernetes/pod.ts";
import type { Resource } from "../../../kubernetes/resource.ts";
import type { Value } from "../../../kubernetes/yaml/mapping.ts";
import type { Constraint } from "./constraint.ts";
import { matchPod, type Namespaces } from "./match.ts";

/** A constraint that would refuse a pod for one of its images. */
export interface Refusal {
  readonly constraint: Constraint;
  /** The pod is made from a template, so the refusal shows only when a controller creates it. */
  readonly fromTemplate: boolean;
  /** What the files do not say and was taken to hold, as clauses. */
  readonly assuming: readonly string[];
}

/** What the review looks at: the objects of the tree, and the constraints of the repository. */
export interface Cluster {
  readonly resources: readonly Resource[];
  readonly pods: readonly Pod[];
  readonly constraints: readonly Constraint[];
}

/**
 * Answers for each use which constraints would refuse it. Gatekeeper itself sees Pods; templates are
 * judged as the pods that will be made from them. Images that no container of a pod runs (image
 * volumes, fields of custom resources) are never refused, since the constraints do not look there.
 */
export function reviewIn(cluster: Cluster): (use: ImageUse) => readonly Refusal[] {
  const { constraints } = cluster;
  if (constraints.length === 0) return () => [];
  const podOf = podFinder(cluster.pods);
  const namespaces = namespacesAmong(cluster.resources);
  return (use) => {
    const refusing = constraints.filter((constraint) => constraint.refuses(use.reference));
    if (refusing.length === 0) return [];
    const pod = podOf(use);
    if (pod === undefined) return [];
    const { resource, metadata } = pod;
    const fromTemplate = resource.kind !== "Pod" || resource.group !== "";
    const { name, namespace } = resource;
    const reviewed = { fromTemplate, name, namespace, metadata };
    return refusing.flatMap((constraint) => {
      const match = matchPod(constraint.match, reviewed, namespaces);
      return match.matches ? [{ constraint, fromTemplate, assuming: match.assuming }] : [];
    });
  };
}

function namespacesAmong(resources: readonly Resource[]): Namespaces {
  const namespaces = new Map<string, Resource>();
  for (const resource of resources) {
    if (resource.kind !== "Namespace" || resource.group !== "") continue;
    if (resource.name !== undefined) namespaces.set(resource.name, resource);
  }
  return namespaces;
}

/** The pods of one object, by the values of their containers and by the containers' names. */
interface OwnPods {
  readonly byContainer: Map<Value, Pod>;
  readonly byName: Map<string, Pod>;
}

/**
 * Finds the pod whose container a use belongs to: by the container that the image's field stands in,
 * or by its name where the field stands elsewhere, as a kustomization's does. Each object's own pods
 * come first, for by an alias two objects may share one container.
 */
function podFinder(pods: readonly Pod[]): (use: ImageUse) => Pod | undefined {
  const byContainer = new Map<Value, Pod>();
  const byResource = new Map<Value, OwnPods>();
  for (const pod of pods) {
    const root = pod.resource.root.value ?? null;
    const own = byResource.get(root) ?? { byContainer: new Map(), byName: new Map() };
    byResource.set(root, own);
    for (const container of pod.containers) {
      for (const { value } of container.fields) {
        if (value === undefined) continue;
        byContainer.set(value, pod);
        own.byContainer.set(value, pod);
      }
      if (container.name !== undefined) own.byName.set(container.name, pod);
    }
  }
  return (use) => {
    const holder = use.field?.parent?.value;
    const own = byResource.get(use.resource?.root.value ?? null);
    if (holder !== undefined) {
      const direct = own?.byContainer.get(holder) ?? byContainer.get(holder);
      if (direct !== undefined) return direct;
    }
    return own?.byName.get(use.container ?? "");
  };
}
