import { expect, test } from "@jest/globals";
import { maxItems } from "../../../src/kubernetes/kustomize/bounded-list.ts";
import { sorted } from "../documents.ts";

const pod =
  "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: a, image: 'web:1'}]}\n";

function problemsOf(kustomization: string, name = "kustomization.yaml"): string[] {
  const files = { [name]: kustomization, "a.yaml": pod };
  return sorted(files).problems.map(
    ({ kind, location }) => `${kind} ${location.path}:${location.line}:${location.column}`,
  );
}

// kustomize 5.5 obeys each of these (or refuses it, where two keys are one to it).
test.each([
  ["Resources: [a.yaml]\n", "1:1"],
  ["RESOURCES: [a.yaml]\n", "1:1"],
  ["re\u017fources: [a.yaml]\n", "1:1"],
  ["re\u017fource\u017f: [a.yaml]\n", "1:1"],
  ["resources: [a.yaml]\nImages: [{name: web, newTag: '2'}]\n", "2:1"],
  ["resources: [a.yaml]\nimages: []\nimage\u017f: [{name: web, newTag: '2'}]\n", "3:1"],
  ["resources: [a.yaml]\nImageTags: [{name: web, newTag: '2'}]\n", "2:1"],
  ["images:\n- {name: web, NewName: evil.example/web}\n", "2:24"],
  ["images:\n- {name: web, newName: a, NEWTAG: a}\n", "2:35"],
  ["imageTags: [{name: web, digeſt: 'sha256:0'}]\n", "1:33"],
  ["configMapGenerator: [{name: a, Files: [a]}]\nBases: [b]\n", "2:1"],
  ["Kind: Component\nresources: [a.yaml]\n", "1:7"],
  ["kind: ConfigMap\n\u212aind: Kustomization\nresources: [a.yaml]\n", "2:7"],
  [
    "apiVersion: v1\nkind: Kustomization\napiVer\u017fion: kustomize.config.k8s.io/v1beta1\n",
    "3:13",
  ],
])("a key that kustomize takes for another is not read: %j", (text, place) => {
  expect(problemsOf(text)).toEqual([`unreadable kustomization.yaml:${place}`]);
});

test.each([
  ["Patches: [{patch: '[]'}]\n", ["unreadable kustomization.yaml:1:1"]],
  [
    "patches: [{Path: a.yaml}]\n",
    ["unreadable kustomization.yaml:1:18", "kustomize-not-evaluated kustomization.yaml:1:12"],
  ],
  [
    "patchesJson6902: [{PATCH: '[]', target: {kind: Pod}}]\n",
    ["unreadable kustomization.yaml:1:27", "kustomize-not-evaluated kustomization.yaml:1:20"],
  ],
])("neither is that of a patch: %j", (text, problems) => {
  expect(problemsOf(text)).toEqual(problems);
});

test("a file of another name is a kustomization by its type alone, and then the same holds", () => {
  const type = "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n";
  expect(problemsOf(`${type}Resources: [a.yaml]\n`, "other.yaml")).toEqual([
    "unreadable other.yaml:3:1",
  ]);
  expect(problemsOf("Resources: [a.yaml]\n", "other.yaml")).toEqual([]);
});

test("the message names both keys, so that they cannot be taken for each other", () => {
  const { problems } = sorted({ "kustomization.yaml": "image\u017f: []\n" });
  expect(problems[0]?.message).toContain('the key "image\\u017f" for "images"');
  expect(problems[0]?.message).toContain('write "images"');
});

test("keys that are no case of a known one are none of ours", () => {
  const text =
    "resources: [a.yaml]\nimage: []\nReplica: []\ncommonAnnotations: {Kind: a, IMAGES: b}\n";
  expect(problemsOf(text)).toEqual([]);
});

test("past the bound entries are not read, and that is said at the first of them", () => {
  const entries = Array.from({ length: 300_000 }, (_, index) => `- r${index}\n`).join("");
  const { problems } = sorted({ "kustomization.yaml": `resources:\n${entries}` });
  expect(problems.filter(({ kind }) => kind === "unreadable")).toMatchObject([
    {
      location: { line: maxItems + 2 },
      message: expect.stringContaining("300000 entries") as unknown,
    },
  ]);
  expect(problems).toHaveLength(maxItems + 1);
});

test("as many entries as are read are read", () => {
  const images = Array.from({ length: maxItems }, (_, index) => ({
    name: `n${index}`,
    newTag: "1",
  }));
  expect(sorted({ "kustomization.yaml": { images } }).problems).toEqual([]);
});
