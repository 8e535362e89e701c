import type { Field, Key } from "./field.ts";
import type { Resource } from "./resource.ts";

/** The pod that an object would run, whatever the object's kind. */
export interface Pod {
  readonly resource: Resource;
  /** Whether Pod Security admission judges this kind itself (the nine built-in kinds). */
  readonly native: boolean;
  /** The pod template's own metadata, whose annotations count. */
  readonly metadata: Field;
  /**
   * Where pod-level fields are written, most specific first: one for every built-in kind, several
   * where a custom resource lets a template inherit (an Argo Workflow's template and its spec).
   */
  readonly specs: readonly Field[];
  /** Init containers, containers, ephemeral containers: the order in which upstream visits them. */
  readonly containers: readonly Container[];
}

export interface Container {
  readonly type: "init" | "regular" | "ephemeral";
  readonly name: string | undefined;
  /** The container itself, then what it inherits from (a Tekton Task's stepTemplate). */
  readonly fields: readonly Field[];
}

/** The pod-level field at the keys: the most specific that exists, else the place where it is missing. */
export function podField(pod: Pod, ...keys: readonly Key[]): Field {
  return firstExisting(pod.specs, keys);
}

/** The container's field at the keys, inherited ones included. */
export function containerField(container: Container, ...keys: readonly Key[]): Field {
  return firstExisting(container.fields, keys);
}

function firstExisting(layers: readonly Field[], keys: readonly Key[]): Field {
  const found = layers.map((layer) => layer.at(...keys));
  const existing = found.find((field) => field.exists) ?? found[0];
  if (existing === undefined) throw new Error("a pod and a container have at least one field");
  return existing;
}
