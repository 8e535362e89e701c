import { expect, test } from "@jest/globals";
import { formatPath } from "../../../src/kubernetes/field.ts";
import { imagesInPatch, imagesInText } from "../../../src/kubernetes/kustomize/patches.ts";
import { rootOf } from "../documents.ts";

const found = (content: unknown): string[] =>
  imagesInPatch(rootOf(content)).map(
    ({ reference, field }) => `${reference} ${formatPath(field.path)}`,
  );

test("a strategic merge patch sets the images of containers of any kind, steps and volumes", () => {
  expect(
    found({
      spec: {
        template: {
          spec: {
            initContainers: [{ name: "i", image: "i:1" }],
            containers: [{ name: "a", image: "a:1" }, { name: "b" }],
            volumes: [{ name: "v", image: { reference: "v:1" } }],
          },
        },
        steps: [{ image: "s:1" }],
        templates: [{ container: { image: "c:1" } }],
      },
    }),
  ).toEqual([
    "i:1 spec.template.spec.initContainers[0].image",
    "a:1 spec.template.spec.containers[0].image",
    "v:1 spec.template.spec.volumes[0].image.reference",
    "s:1 spec.steps[0].image",
    "c:1 spec.templates[0].container.image",
  ]);
});

test("fields of that name elsewhere, and values that are no text, are no images", () => {
  expect(
    found({
      data: { image: "x" },
      list: [{ image: "x" }],
      spec: { containers: [{ image: 5 }, "x"] },
    }),
  ).toEqual([]);
});

const operation = (op: string, path: string, value: unknown) => [{ op, path, value }];

test.each([
  ["replace", "/spec/template/spec/containers/0/image", "a:1", ["a:1 [0].value"]],
  ["add", "/spec/containers/-/image", "a:1", ["a:1 [0].value"]],
  ["add", "/spec/containers/-", { name: "a", image: "a:1" }, ["a:1 [0].value.image"]],
  ["add", "/spec/initContainers", [{ image: "a:1" }], ["a:1 [0].value[0].image"]],
  ["add", "/spec/volumes/0/image/reference", "a:1", ["a:1 [0].value"]],
  [
    "add",
    "/spec/template/spec",
    { containers: [{ image: "a:1" }] },
    ["a:1 [0].value.containers[0].image"],
  ],
  ["remove", "/spec/containers/0/image", "a:1", []],
  ["test", "/spec/containers/0/image", "a:1", []],
  ["replace", "/data/image", "a:1", []],
  ["replace", "/spec/containers/0/image", 7, []],
])("an operation %s %s", (op, path, value, images) => {
  expect(found(operation(op, path, value))).toEqual(images);
});

test("images on which kustomize's own entries work are told from others", () => {
  const kustomizable = (content: unknown) =>
    imagesInPatch(rootOf(content)).map((source) => source.kustomizable);
  const volumes = [{ image: { reference: "v:1" } }];
  expect(kustomizable(operation("add", "/spec/containers/0/image", "a:1"))).toEqual([true]);
  expect(kustomizable(operation("add", "/spec/ephemeralContainers/0/image", "a:1"))).toEqual([
    false,
  ]);
  expect(kustomizable({ spec: { template: { spec: { volumes } } } })).toEqual([true]);
  expect(
    kustomizable({ spec: { jobTemplate: { spec: { template: { spec: { volumes } } } } } }),
  ).toEqual([false]);
  expect(kustomizable({ spec: { steps: [{ image: "a:1" }] } })).toEqual([false]);
});

test("the images of an inline patch stand at its text", () => {
  const root = rootOf(
    'patch: |-\n  spec: {containers: [{image: "a:1"}]}\n  ---\n  - {op: add, path: /spec/containers/0/image, value: "b:1"}\n',
  );
  const images = imagesInText(root.at("patch"));
  expect(images.map(({ reference, field }) => [reference, formatPath(field.path)])).toEqual([
    ["a:1", "patch"],
    ["b:1", "patch"],
  ]);
});

test.each([
  ["a: [", []],
  [5, []],
  ["just words", []],
  ["", []],
])("the inline patch %j sets no image", (patch, images) => {
  expect(imagesInText(rootOf({ patch }).at("patch"))).toEqual(images);
});

test("wrong operations set nothing", () => {
  expect(
    found([5, null, { op: "add" }, { path: "/spec/containers/0/image", value: "x" }, []]),
  ).toEqual([]);
});
