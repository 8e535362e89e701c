import type { ResourceReference } from "../model/finding.ts";
import type { Field } from "./field.ts";

/** A Kubernetes object in a file: a document of its own, or an item of a `List`. */
export interface Resource {
  readonly root: Field;
  readonly apiVersion: string;
  /** The part of apiVersion before the `/`; empty for the core group. */
  readonly group: string;
  readonly kind: string;
  readonly namespace: string | undefined;
  readonly name: string | undefined;
}

/** The object at `root`, or nothing where apiVersion and kind are not both text. */
export function resourceAt(root: Field): Resource | undefined {
  const apiVersion = root.at("apiVersion").value;
  const kind = root.at("kind").value;
  if (typeof apiVersion !== "string" || typeof kind !== "string") return undefined;
  if (apiVersion === "" || kind === "") return undefined;
  return {
    root,
    apiVersion,
    group: apiVersion.includes("/") ? apiVersion.slice(0, apiVersion.indexOf("/")) : "",
    kind,
    namespace: textAt(root.at("metadata", "namespace")),
    name: textAt(root.at("metadata", "name")) ?? textAt(root.at("metadata", "generateName")),
  };
}

/** How findings name the object. */
export function referenceTo(resource: Resource): ResourceReference {
  return {
    apiVersion: resource.apiVersion,
    kind: resource.kind,
    ...(resource.namespace === undefined ? {} : { namespace: resource.namespace }),
    ...(resource.name === undefined ? {} : { name: resource.name }),
  };
}

function textAt(field: Field): string | undefined {
  return typeof field.value === "string" && field.value !== "" ? field.value : undefined;
}
