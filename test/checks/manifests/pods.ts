import { Document } from "../../../src/kubernetes/document.ts";
import { Field } from "../../../src/kubernetes/field.ts";
import type { Pod } from "../../../src/kubernetes/pod.ts";
import { resourceAt, type Resource } from "../../../src/kubernetes/resource.ts";
import { SourceFile } from "../../../src/kubernetes/source-file.ts";
import { podsOf } from "../../../src/kubernetes/workloads.ts";
import { readDocument } from "../../../src/kubernetes/yaml/read.ts";

/** The one object in a YAML (or JSON) text. */
export function resourceFrom(text: string): Resource {
  const { value } = readDocument(text, 0, text.length);
  const document = new Document(new SourceFile("pod.yaml", text), 0, text.length, value);
  const resource = resourceAt(Field.root(document));
  if (resource === undefined) throw new Error(`no object in:\n${text}`);
  return resource;
}

/** The one pod of the object in a text. */
export function podFrom(text: string): Pod {
  const [pod, ...others] = podsOf(resourceFrom(text));
  if (pod === undefined || others.length > 0) throw new Error(`not one pod in:\n${text}`);
  return pod;
}

/** A bare Pod with the given spec, and metadata where they matter. */
export function podWith(spec: object, metadata: object = {}): Pod {
  return podFrom(JSON.stringify({ apiVersion: "v1", kind: "Pod", metadata, spec }));
}
