import { registries } from "../../../src/checks/registries/index.ts";
import type { Subject } from "../../../src/checks/check.ts";
import { Document } from "../../../src/kubernetes/document.ts";
import { Field } from "../../../src/kubernetes/field.ts";
import type { ImageUse } from "../../../src/kubernetes/image-use.ts";
import { imagesOf } from "../../../src/kubernetes/images.ts";
import { resourceAt, type Resource } from "../../../src/kubernetes/resource.ts";
import { SourceFile } from "../../../src/kubernetes/source-file.ts";
import { podsOf } from "../../../src/kubernetes/workloads.ts";
import { readDocument } from "../../../src/kubernetes/yaml/read.ts";
import { splitDocuments } from "../../../src/kubernetes/yaml/split.ts";
import type { Finding } from "../../../src/model/finding.ts";
import { defaultPolicy } from "../../../src/policy/default.ts";
import type { Policy } from "../../../src/policy/policy.ts";
import { silent } from "../../../src/progress.ts";
import { Resolutions } from "../../../src/registry/resolutions.ts";
import { nothingKept } from "../../../src/storage.ts";

type RegistriesPolicy = Partial<Policy["registries"]>;

/** The objects of a file's documents. */
export function resourcesIn(text: string, path = "deploy/app.yaml"): Resource[] {
  const file = new SourceFile(path, text);
  return splitDocuments(text).flatMap(({ start, end }) => {
    const { value } = readDocument(text, start, end);
    return resourceAt(Field.root(new Document(file, start, end, value))) ?? [];
  });
}

/** What the check would be given for a file with this text, without kustomize. */
export function subjectOf(text: string, policy: RegistriesPolicy = {}): Subject {
  const resources = resourcesIn(text);
  const pods = resources.flatMap(podsOf);
  const images = resources.flatMap((resource) =>
    imagesOf(
      resource,
      pods.filter((pod) => pod.resource === resource),
    ).map((source): ImageUse => ({ ...source, related: [] })),
  );
  return subjectWith({ resources, pods, images }, policy);
}

/** A subject with these parts of a tree. */
export function subjectWith(
  parts: Partial<Subject["tree"]>,
  policy: RegistriesPolicy = {},
): Subject {
  const whole = defaultPolicy();
  const tree = {
    files: new Map(),
    documents: [],
    resources: [],
    pods: [],
    images: [],
    unmatchedImages: [],
    problems: [],
    counts: { files: 1, documents: 1, passedOver: 0, resources: 1 },
    ...parts,
  };
  return {
    tree,
    policy: { ...whole, registries: { ...whole.registries, ...policy } },
    constraints: tree.resources,
    podSecurity: undefined,
    root: "/",
    offline: true,
    now: new Date("2026-11-21T12:00:00Z"),
    resolutions: new Resolutions(),
    storage: nothingKept,
    progress: silent,
    commits: { kind: "none", reason: "no commits", place: "." },
    images: [],
  };
}

/** The findings of the whole check. */
export async function findingsIn(subject: Subject): Promise<readonly Finding[]> {
  const outcome = await registries.run(subject);
  if (outcome.kind !== "decided") throw new Error(`not decided: ${outcome.reason}`);
  return outcome.findings;
}

/** A Pod that runs one image. */
export function podWith(image: string, rest = ""): string {
  return `apiVersion: v1
kind: Pod
metadata:
  name: web
  namespace: shop
spec:
  containers:
    - name: app
      image: ${JSON.stringify(image)}
${rest}`;
}
