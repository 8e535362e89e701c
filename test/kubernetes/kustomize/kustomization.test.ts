import { expect, test } from "@jest/globals";
import type { Document } from "../../../src/kubernetes/document.ts";
import {
  isKustomization,
  readKustomization,
} from "../../../src/kubernetes/kustomize/kustomization.ts";
import { documentsOf } from "../documents.ts";

function documentOf(path: string, content: unknown): Document {
  const [document] = documentsOf({ [path]: content });
  if (document === undefined) throw new Error("no document");
  return document;
}

test.each([
  ["a/kustomization.yaml", {}],
  ["kustomization.yml", { kind: "Kustomization" }],
  ["Kustomization", { kind: "Component", resources: [] }],
  ["kustomization.yaml", { apiVersion: "kustomize.config.k8s.io/v1beta1" }],
  ["other.yaml", { apiVersion: "kustomize.config.k8s.io/v1beta1", kind: "Kustomization" }],
  ["other.yaml", { apiVersion: "kustomize.config.k8s.io/v1alpha1", kind: "Component" }],
])("%s with %j is a kustomization", (path, content) => {
  expect(isKustomization(documentOf(path, content))).toBe(true);
});

test.each([
  ["kustomization.yaml", { apiVersion: "kustomize.toolkit.fluxcd.io/v1", kind: "Kustomization" }],
  ["kustomization.yaml", { apiVersion: "v1", kind: "Pod" }],
  ["kustomization.yaml", { kind: "Deployment" }],
  ["kustomization.yaml", ["a"]],
  ["my-kustomization.yaml", { resources: [] }],
  ["other.yaml", { kind: "Kustomization" }],
  ["other.yaml", { apiVersion: "kustomize.config.k8s.io/v1beta1" }],
])("%s with %j is none", (path, content) => {
  expect(isKustomization(documentOf(path, content))).toBe(false);
});

const everything = `resources: [a.yaml]
bases: [../base]
components: [../c]
images: [{name: a, newTag: "1"}]
imageTags: [{name: b, newTag: "2"}]
patches:
  - path: p.yaml
  - patch: "[]"
patchesStrategicMerge: [s.yaml]
patchesJson6902:
  - {path: j.yaml, target: {kind: Pod}}
replacements: [{path: r.yaml}]
vars: [{name: V}]
transformers: [t.yaml]
generators: [g.yaml]
helmCharts: [{name: chart}]
helmChartInflationGenerator: [{chartName: chart}]
configurations: [c.yaml]
openapi: {path: schema.json}
configMapGenerator: [{name: c}]
secretGenerator: [{name: s}]
crds: [crd.yaml]
namePrefix: x-
`;

test("reads what it refers to and what it changes", () => {
  const read = readKustomization(documentOf("deploy/kustomization.yaml", everything));
  expect(read.folder).toBe("deploy");
  expect(read.resources.map(({ path }) => path)).toEqual(["a.yaml", "../base"]);
  expect(read.components.map(({ path }) => path)).toEqual(["../c"]);
  expect(read.images.all.map(({ name }) => name)).toEqual(["a", "b"]);
  expect(read.patches.map(({ path }) => path?.path)).toEqual([
    "p.yaml",
    undefined,
    "j.yaml",
    "s.yaml",
  ]);
  expect(read.patches.map(({ text }) => text?.value)).toEqual([
    undefined,
    "[]",
    undefined,
    "s.yaml",
  ]);
});

test("every step that is not evaluated is a problem at its entry", () => {
  const { problems } = readKustomization(documentOf("kustomization.yaml", everything));
  expect(new Set(problems.map(({ kind }) => kind))).toEqual(new Set(["kustomize-not-evaluated"]));
  expect(problems.map(({ location }) => location.line).sort((a, b) => a - b)).toEqual([
    7, 8, 9, 11, 12, 13, 14, 15, 16, 17, 18, 19,
  ]);
});

test("wrong types are problems at their places and stop nothing", () => {
  const read = readKustomization(
    documentOf(
      "kustomization.yaml",
      "resources: a.yaml\nbases: [5, {}, ok.yaml]\nimages: 7\npatches: [3, null, {path: 1, patch: 2}]\ncomponents: {a: b}\n",
    ),
  );
  expect(read.resources.map(({ path }) => path)).toEqual(["ok.yaml"]);
  expect(
    read.problems.filter(({ kind }) => kind === "wrong-type").map(({ location }) => location.line),
  ).toEqual([3, 1, 2, 2, 5]);
});
