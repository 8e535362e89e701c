import { expect, test } from "@jest/globals";
import { formatPath } from "../../src/kubernetes/field.ts";
import { objectsIn } from "../../src/kubernetes/objects.ts";
import { documentsOf } from "./documents.ts";

function objects(content: unknown): string[] {
  return documentsOf({ "file.yaml": content })
    .flatMap(objectsIn)
    .map(({ apiVersion, kind, name, root }) =>
      `${apiVersion} ${kind} ${name ?? "-"} ${formatPath(root.path)}`.trim(),
    );
}

const pod = (name: string) => ({ apiVersion: "v1", kind: "Pod", metadata: { name } });
const list = (...items: unknown[]) => ({ apiVersion: "v1", kind: "List", items });

test("an object is itself, a document without apiVersion and kind is none", () => {
  expect(objects(pod("a"))).toEqual(["v1 Pod a"]);
  expect(objects({ replicaCount: 1, image: { tag: "x" } })).toEqual([]);
  expect(objects({ apiVersion: 1, kind: [] })).toEqual([]);
});

test("a List is its items, also in a List", () => {
  expect(objects(list(pod("a"), list(pod("b"), pod("c")), pod("d")))).toEqual([
    "v1 Pod a items[0]",
    "v1 Pod b items[1].items[0]",
    "v1 Pod c items[1].items[1]",
    "v1 Pod d items[2]",
  ]);
});

test("the items of a typed list do not have to say their type", () => {
  expect(
    objects({
      apiVersion: "apps/v1",
      kind: "DeploymentList",
      items: [{ metadata: { name: "a", namespace: "n" } }, { ...pod("b") }, 5, null, { kind: 7 }],
    }),
  ).toEqual([
    "apps/v1 Deployment a items[0]",
    "v1 Pod b items[1]",
    "apps/v1 Deployment - items[4]",
  ]);
});

test("kubectl takes any kind with items for a list, so its items are judged beside it", () => {
  const inside = (kind: string) =>
    objects({ apiVersion: "v1", kind, items: [pod("a"), { kind: "", metadata: { name: "b" } }] });
  expect(inside("ConfigMap")).toEqual([
    "v1 ConfigMap -",
    "v1 Pod a items[0]",
    "v1 ConfigMap b items[1]",
  ]);
  expect(inside("Pod")).toEqual(["v1 Pod -", "v1 Pod a items[0]", "v1 Pod b items[1]"]);
});

test("a kind that only ends like a list is an object", () => {
  expect(objects({ apiVersion: "example.com/v1", kind: "AllowList", spec: {} })).toEqual([
    "example.com/v1 AllowList -",
  ]);
  expect(objects({ apiVersion: "v1", kind: "List", items: "text" })).toEqual(["v1 List -"]);
});

test("items of wrong types are passed over", () => {
  expect(objects(list(5, "x", null, [pod("a")], { kind: "Pod" }))).toEqual([]);
});

test("objects that others carry are objects too", () => {
  expect(
    objects({
      apiVersion: "argoproj.io/v1alpha1",
      kind: "Sensor",
      metadata: { name: "s" },
      spec: { triggers: [{ template: { k8s: { source: { resource: pod("a") } } } }, {}] },
    }),
  ).toEqual([
    "argoproj.io/v1alpha1 Sensor s",
    "v1 Pod a spec.triggers[0].template.k8s.source.resource",
  ]);
  expect(
    objects({ apiVersion: "template.openshift.io/v1", kind: "Template", objects: [pod("a")] }),
  ).toEqual(["template.openshift.io/v1 Template -", "v1 Pod a objects[0]"]);
});

test("a list of very many items does not exhaust anything", () => {
  const text = `apiVersion: v1\nkind: List\nitems:\n${"- {apiVersion: v1, kind: Pod}\n".repeat(30_000)}`;
  expect(documentsOf({ "file.yaml": text }).flatMap(objectsIn)).toHaveLength(30_000);
});
