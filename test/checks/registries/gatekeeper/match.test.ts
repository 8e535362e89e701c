import { describe, expect, test } from "@jest/globals";
import { matchPod, type Namespaces } from "../../../../src/checks/registries/gatekeeper/match.ts";
import { Document } from "../../../../src/kubernetes/document.ts";
import { Field } from "../../../../src/kubernetes/field.ts";
import { SourceFile } from "../../../../src/kubernetes/source-file.ts";
import { readDocument } from "../../../../src/kubernetes/yaml/read.ts";
import { resourcesIn } from "../subject.ts";

interface PodFacts {
  readonly fromTemplate?: boolean;
  readonly name?: string | undefined;
  readonly namespace?: string | undefined;
  readonly labels?: object;
}

const declared = resourcesIn(`apiVersion: v1
kind: Namespace
metadata: { name: shop, labels: { tier: prod } }
`);
const namespaces: Namespaces = new Map(declared.map((resource) => ["shop", resource]));

function fieldOf(value: object): Field {
  const text = JSON.stringify(value);
  const reading = readDocument(text, 0, text.length);
  return Field.root(new Document(new SourceFile("x.json", text), 0, text.length, reading.value));
}

/** `true`, `false`, or the assumptions under which it matches. */
function matched(match: object, facts: PodFacts = {}): boolean | readonly string[] {
  const { labels = {}, ...rest } = facts;
  const pod = { fromTemplate: false, name: "web", namespace: "shop", ...rest };
  const result = matchPod(fieldOf(match), { ...pod, metadata: fieldOf({ labels }) }, namespaces);
  if (!result.matches) return false;
  return result.assuming.length === 0 ? true : result.assuming;
}

test("an empty match selects every pod", () => {
  expect(matched({})).toBe(true);
  expect(matched({ kinds: [], namespaces: [], labelSelector: {}, namespaceSelector: {} })).toBe(
    true,
  );
});

test.each<[object, boolean]>([
  [{ apiGroups: [""], kinds: ["Pod"] }, true],
  [{ apiGroups: ["*"], kinds: ["*"] }, true],
  [{ kinds: ["Pod"] }, true],
  [{ apiGroups: [""] }, true],
  [{ apiGroups: ["apps"], kinds: ["Pod"] }, false],
  // Such a constraint sees Deployments, in which the template finds no spec.containers.
  [{ apiGroups: ["apps"], kinds: ["Deployment"] }, false],
  [{ apiGroups: ["apps"], kinds: ["*"] }, false],
])("kinds %j: %j", (selection, expected) => {
  expect(matched({ kinds: [selection] })).toBe(expected);
  expect(matched({ kinds: [{ kinds: ["Service"] }, selection] })).toBe(expected);
});

test.each<[string, boolean]>([
  ["*", true],
  ["Namespaced", true],
  ["Cluster", false],
  ["cluster", true],
])("scope %s: %j", (scope, expected) => {
  expect(matched({ scope })).toBe(expected);
});

test("source Generated selects what an ExpansionTemplate makes, and no pod that is sent", () => {
  expect(matched({ source: "Generated" })).toBe(false);
  expect(matched({ source: "Generated" }, { fromTemplate: true })).toEqual([
    "an ExpansionTemplate expands the object",
  ]);
  expect(matched({ source: "Original" }, { fromTemplate: true })).toBe(true);
});

describe("namespaces", () => {
  test.each<[object, boolean]>([
    [{ namespaces: ["shop"] }, true],
    [{ namespaces: ["sh*"] }, true],
    [{ namespaces: ["*op"] }, true],
    [{ namespaces: ["prod", "stage-*"] }, false],
    [{ excludedNamespaces: ["shop"] }, false],
    [{ excludedNamespaces: ["s*"] }, false],
    [{ excludedNamespaces: ["kube-*"] }, true],
    [{ namespaces: ["s*"], excludedNamespaces: ["shop"] }, false],
  ])("%j: %j", (match, expected) => {
    expect(matched(match)).toBe(expected);
  });

  test("a pod whose namespace no file says is taken to be in one that counts", () => {
    const nowhere = { namespace: undefined };
    const assumed = ["it is deployed to a namespace that the constraint selects"];
    expect(matched({ namespaces: ["prod"], excludedNamespaces: ["kube-*"] }, nowhere)).toEqual(
      assumed,
    );
    expect(matched({ namespaceSelector: { matchLabels: { tier: "prod" } } }, nowhere)).toEqual(
      assumed,
    );
    expect(matched({}, nowhere)).toBe(true);
  });
});

describe("labelSelector", () => {
  test.each<[object, boolean]>([
    [{ matchLabels: { app: "web" } }, true],
    [{ matchLabels: { app: "api" } }, false],
    [{ matchLabels: { app: "web", tier: "x" } }, false],
    [{ matchExpressions: [{ key: "app", operator: "In", values: ["web", "api"] }] }, true],
    [{ matchExpressions: [{ key: "app", operator: "In", values: ["api"] }] }, false],
    [{ matchExpressions: [{ key: "tier", operator: "In", values: ["web"] }] }, false],
    [{ matchExpressions: [{ key: "app", operator: "NotIn", values: ["web"] }] }, false],
    [{ matchExpressions: [{ key: "tier", operator: "NotIn", values: ["web"] }] }, true],
    [{ matchExpressions: [{ key: "app", operator: "Exists" }] }, true],
    [{ matchExpressions: [{ key: "tier", operator: "Exists" }] }, false],
    [{ matchExpressions: [{ key: "app", operator: "DoesNotExist" }] }, false],
    [{ matchExpressions: [{ key: "constructor", operator: "DoesNotExist" }] }, true],
  ])("%j: %j", (labelSelector, expected) => {
    expect(matched({ labelSelector }, { labels: { app: "web" } })).toBe(expected);
  });

  test.each<[object]>([
    [{ matchExpressions: [{ key: "app", operator: "Matches" }] }],
    [{ matchExpressions: [{ operator: "Exists" }] }],
    [{ matchLabels: { app: true } }],
  ])("%j is no selector, and does not let the image pass", (labelSelector) => {
    expect(matched({ labelSelector })).toEqual(["its labelSelector is repaired"]);
  });
});

describe("namespaceSelector", () => {
  const prod = { namespaceSelector: { matchLabels: { tier: "prod" } } };

  test("looks at the Namespace object of the files", () => {
    expect(matched(prod)).toBe(true);
    expect(matched({ namespaceSelector: { matchLabels: { tier: "dev" } } })).toBe(false);
  });

  test("a namespace that no file declares is taken to match", () => {
    expect(matched(prod, { namespace: "other" })).toEqual([
      "the namespace other, which no file declares, has the labels that the constraint selects",
    ]);
  });

  test("the name label needs no declaration", () => {
    const byName = { matchLabels: { "kubernetes.io/metadata.name": "shop" } };
    expect(matched({ namespaceSelector: byName }, { namespace: "other" })).toBe(false);
    expect(matched({ namespaceSelector: byName })).toBe(true);
  });
});

describe("name", () => {
  const generated = { fromTemplate: true };
  const assumed = ["a pod's generated name is one that the constraint selects"];

  test.each<[string, PodFacts, boolean | readonly string[]]>([
    ["", {}, true],
    ["web", {}, true],
    ["we*", {}, true],
    ["api", {}, false],
    ["web", generated, false],
    ["web*", generated, true],
    ["web-*", generated, true],
    ["web-5*", generated, assumed],
    ["web-0", generated, assumed],
    ["api*", generated, false],
    ["*eb*", generated, true],
    ["*-0", generated, assumed],
    ["web", { name: undefined }, ["its name is one that the constraint selects"]],
  ])("%j on %j: %j", (name, facts, expected) => {
    expect(matched({ name }, facts)).toEqual(expected);
  });
});
