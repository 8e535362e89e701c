import { argoEventsKinds, argoEventsPods } from "./workloads/argo-events.ts";
import { argoKinds, argoPods } from "./workloads/argo.ts";
import { containersIn } from "./workloads/containers.ts";
import { fieldsAt } from "./field-path.ts";
import type { Field } from "./field.ts";
import { podSpecKinds } from "./workloads/spec-kinds.ts";
import {
  builtInTemplates,
  otherTemplates,
  type EmbeddingKind,
} from "./workloads/template-kinds.ts";
import type { Pod } from "./pod.ts";
import type { Resource } from "./resource.ts";
import { tektonReaders } from "./workloads/tekton.ts";
import { isMapping } from "./yaml/mapping.ts";

type PodReader = (resource: Resource) => Pod[];

const readers: ReadonlyMap<string, PodReader> = new Map<string, PodReader>([
  ["/Pod", (resource) => [podIn(resource, resource.root, true)]],
  ...builtInTemplates.flatMap((entry) => templateReaders(entry, true)),
  ...otherTemplates.flatMap((entry) => templateReaders(entry, false)),
  ...podSpecKinds.flatMap(podSpecReaders),
  ...argoKinds.map((kind): [string, PodReader] => [`argoproj.io/${kind}`, argoPods]),
  ...argoEventsKinds.map((kind): [string, PodReader] => [`argoproj.io/${kind}`, argoEventsPods]),
  ...[...tektonReaders].map(([kind, read]): [string, PodReader] => [`tekton.dev/${kind}`, read]),
]);

/** Whether objects of this kind can run pods, whatever this one says. */
export function isWorkload(resource: Resource): boolean {
  return readers.has(`${resource.group}/${resource.kind}`);
}

/**
 * The pods that an object would run: one for each pod template in it, none for objects that run
 * nothing. Values of the wrong type count as missing.
 */
export function podsOf(resource: Resource): Pod[] {
  return readers.get(`${resource.group}/${resource.kind}`)?.(resource) ?? [];
}

function templateReaders(entry: EmbeddingKind, native: boolean): [string, PodReader][] {
  const read: PodReader = (resource) =>
    entry.paths
      .flatMap((path) => fieldsAt(resource.root, path))
      .filter((template) => isMapping(template.value))
      .map((template) => podIn(resource, template, native));
  return entry.groups.map((group) => [`${group}/${entry.kind}`, read]);
}

function podSpecReaders(entry: EmbeddingKind): [string, PodReader][] {
  const read: PodReader = (resource) =>
    entry.paths
      .flatMap((path) => fieldsAt(resource.root, path))
      .map((spec) => podWith(resource, spec.at("metadata"), spec, false))
      .filter((pod) => pod.containers.length > 0);
  return entry.groups.map((group) => [`${group}/${entry.kind}`, read]);
}

/** The pod of an object with `metadata` and `spec`. */
function podIn(resource: Resource, template: Field, native: boolean): Pod {
  return podWith(resource, template.at("metadata"), template.at("spec"), native);
}

function podWith(resource: Resource, metadata: Field, spec: Field, native: boolean): Pod {
  return { resource, native, metadata, specs: [spec], containers: containersIn(spec) };
}
