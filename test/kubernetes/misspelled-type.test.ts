import { expect, test } from "@jest/globals";
import { described, sorted } from "./documents.ts";

const pod = "metadata: {name: a}\nspec: {containers: [{name: a, image: 'web:1'}]}\n";

// With the decoders of k8s.io/apimachinery 0.37 each of these is a Pod; for kubectl 1.32 none is.
test.each([
  ["apiVersion: v1\nKind: Pod\n", "2:7", "kind"],
  ["APIVERSION: v1\nkind: Pod\n", "1:13", "apiVersion"],
  ["apiVer\u017fion: v1\nkind: Pod\n", "1:13", "apiVersion"],
  ["apiVersion: v1\n\u212aind: Pod\n", "2:7", "kind"],
  ["apiVersion: v1\nkind: ''\nKIND: Pod\n", "3:7", "kind"],
])("an object only for who takes keys in any case is not read: %j", (type, place, meant) => {
  const { problems, resources } = sorted({ "a.yaml": type + pod });
  expect(resources).toEqual([]);
  expect(
    problems.map(({ kind, location }) => `${kind} ${location.line}:${location.column}`),
  ).toEqual([`unreadable ${place}`]);
  expect(problems[0]?.message).toContain(`write "${meant}"`);
});

// sigs.k8s.io/json compares the keys of a body with their case, and so does kubectl that of a list.
test("the fields of an object are what their case makes them", () => {
  const { problems, pods, images } = sorted({
    "spec.yaml": "apiVersion: v1\nkind: Pod\nSpec: {containers: [{name: a, image: 'web:1'}]}\n",
    "image.yaml": "apiVersion: v1\nkind: Pod\nspec: {containers: [{name: a, Image: 'web:2'}]}\n",
    "list.yaml": "apiVersion: v1\nkind: List\nItems: [{apiVersion: v1, kind: Pod, spec: {}}]\n",
    "both.yaml": `apiVersion: v1\nkind: Pod\nKind: Deployment\n${pod}`,
  });
  expect(problems).toEqual([]);
  expect(pods).toHaveLength(3);
  expect(described(images)).toEqual(["web:1 at both.yaml:spec.containers[0].image"]);
});

test.each([
  "Kind: Pod\n",
  "APIVersion: v1\nspec: {}\n",
  "Kind: [Pod]\nApiVersion: v1\n",
  "- Kind: a\n",
])("what nobody takes for an object is left alone: %j", (text) =>
  expect(sorted({ "a.yaml": text }).problems).toEqual([]),
);
