import { foldedAsGo } from "../go-names.ts";
import type { Field } from "./field.ts";
import type { ReadingProblem } from "./problem.ts";
import { resourceAt } from "./resource.ts";
import { isMapping } from "./yaml/mapping.ts";

const typeKeys = ["apiVersion", "kind"] as const;

/**
 * A problem where a document is an object only for who reads `Kind` as `kind`. kubectl, kustomize and the
 * API server compare the keys of objects with their case (sigs.k8s.io/json), so that `Spec` is an unknown
 * field and `Items` no list; but which type an object is of, the decoders of Kubernetes ask Go's
 * encoding/json (apimachinery, SimpleMetaFactory), and by that alone the kubelet runs the pods of its
 * folder.
 */
export function misspelledType(root: Field): ReadingProblem | undefined {
  const { value } = root;
  if (!isMapping(value) || resourceAt(root) !== undefined) return undefined;
  const written = typeKeys.map((name) =>
    Object.keys(value).find((key) => isTakenFor(key, name) && isText(value[key])),
  );
  const [apiVersion, kind] = written;
  if (apiVersion === undefined || kind === undefined) return undefined;
  const [key, meant] = kind === "kind" ? [apiVersion, "apiVersion"] : [kind, "kind"];
  const field = root.at(key);
  return {
    kind: "unreadable",
    message: `The kubelet takes the key ${JSON.stringify(key)} for "${meant}" and the document for an object, kubectl does not, and it was not judged: write "${meant}".`,
    location: field.location,
    offender: [key, field.value ?? null],
  };
}

function isTakenFor(key: string, name: string): boolean {
  return key.length === name.length && foldedAsGo(key) === foldedAsGo(name);
}

function isText(value: unknown): boolean {
  return typeof value === "string" && value !== "";
}
