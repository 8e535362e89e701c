import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import {
  closeSync,
  ftruncateSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { maxDocuments } from "../../src/kubernetes/file-reading.ts";
import { readTree } from "../../src/kubernetes/read-tree.ts";

let root: string;

beforeAll(() => {
  root = mkdtempSync(path.join(tmpdir(), "tree-"));
});
afterAll(() => rmSync(root, { recursive: true }));

const good = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: beside\n";

/** Reads a folder with a good file beside what the test puts there. */
function read(files: Record<string, string | Uint8Array>) {
  const folder = mkdtempSync(path.join(root, "case-"));
  for (const [name, content] of Object.entries({ ...files, "zz-good.yaml": good })) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), content);
  }
  return readTree({ root: folder, paths: [folder], excluded: () => false, images: [] });
}

function problemsOf(tree: ReturnType<typeof read>): string[] {
  return tree.problems.map(
    ({ kind, location }) => `${kind} ${location.path}:${location.line}:${location.column}`,
  );
}

const head = "apiVersion: v1\nkind: Pod\n";

describe("each kind of bad input is a named problem at its place, and the rest is read", () => {
  test.each<[string, string | Uint8Array, RegExp, RegExp]>([
    ["not YAML", `${head}spec: [1\n`, /^unreadable bad\.yaml:\d+:\d+$/, /not YAML/],
    [
      "binary",
      new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, 0, 0, 0xff, 0xfe]),
      /^unreadable bad\.yaml:1:\d+$/,
      /./,
    ],
    [
      "invalid UTF-8",
      new Uint8Array([...new TextEncoder().encode(`${head}metadata:\n  name: `), 0xc3, 0x28, 0x0a]),
      /^unreadable bad\.yaml:4:9$/,
      /UTF-8/,
    ],
    ["a NUL byte", `${head}metadata:\n  name: "a\0b"\n`, /^unreadable bad\.yaml:4:\d+$/, /./],
    [
      "nesting",
      `${head}spec: ${"[".repeat(10_000)}${"]".repeat(10_000)}\n`,
      /^unreadable bad\.yaml:3:\d+$/,
      /nest|deep/,
    ],
    [
      "nesting in blocks",
      `${head}spec:\n${Array.from({ length: 3_000 }, (_, depth) => `${" ".repeat(depth + 1)}a:\n`).join("")}`,
      /^unreadable bad\.yaml:\d+:\d+$/,
      /nest|deep/,
    ],
    [
      "an alias bomb",
      `${head}a: &a [x, x, x, x, x, x, x, x, x]\n${"bcdefghij"
        .split("")
        .map(
          (name, index) =>
            `${name}: &${name} [${Array.from({ length: 9 }, () => `*${"abcdefghij"[index]}`).join(", ")}]\n`,
        )
        .join("")}`,
      /^unreadable bad\.yaml:\d+:\d+$/,
      /alias/i,
    ],
    ["a cyclic anchor", `${head}spec: &a\n  b: *a\n`, /^unreadable bad\.yaml:4:\d+$/, /./],
    ["an unknown alias", `${head}spec: *nowhere\n`, /^unreadable bad\.yaml:3:\d+$/, /nowhere/],
  ])("%s", (_, content, place, message) => {
    const tree = read({ "bad.yaml": content });
    expect(problemsOf(tree)).toEqual([expect.stringMatching(place)]);
    expect(tree.problems[0]?.message).toMatch(message);
    expect(tree.resources.map(({ name }) => name)).toEqual(["beside"]);
  });
});

test("a file above the limit is named without being read", () => {
  const folder = mkdtempSync(path.join(root, "case-"));
  const file = openSync(path.join(folder, "huge.yaml"), "w");
  ftruncateSync(file, 200 * 1024 * 1024);
  closeSync(file);
  const tree = readTree({ root: folder, paths: [folder], excluded: () => false, images: [] });
  expect(problemsOf(tree)).toEqual(["unreadable huge.yaml:1:1"]);
  expect(tree.problems[0]?.message).toContain("209715200 bytes");
});

test("documents above the limit are named at the first that was not read", () => {
  const tree = read({ "many.yaml": "---\na: 1\n".repeat(100_000) });
  expect(problemsOf(tree)).toEqual([`unreadable many.yaml:${2 * maxDocuments + 1}:4`]);
  expect(tree.problems[0]?.message).toContain("100000 documents");
});

test("one bad document does not hide the others of its file", () => {
  const tree = read({
    "mixed.yaml": `${good}---\n${head}spec: [\n---\n${good.replace("beside", "third")}`,
  });
  expect(tree.resources.map(({ name }) => name).sort()).toEqual(["beside", "beside", "third"]);
  expect(problemsOf(tree)).toEqual([expect.stringMatching(/^unreadable mixed\.yaml:[78]:\d+$/)]);
});

test("duplicate keys are named, and the last one counts", () => {
  const tree = read({ "twice.yaml": `${good}data:\n  a: one\n  a: two\n` });
  expect(problemsOf(tree)).toEqual(["duplicate-key twice.yaml:7:3"]);
  expect(tree.resources[0]?.root.at("data", "a").value).toBe("two");
});

test.each([
  ["ordinary keys with hostile names", `${head}__proto__: {polluted: true}\nconstructor: 1\n`],
  ["CRLF", good.replaceAll("\n", "\r\n")],
  ["a byte order mark", `\uFEFF${good}`],
])("%s are read", (_, content) => {
  const tree = read({ "file.yaml": content });
  expect(tree.problems).toEqual([]);
  expect(tree.resources).toHaveLength(2);
  expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
});

test.each(["file.yaml", "kustomization.yml", "file.json"])("%s in UTF-16 is not read", (name) => {
  const text = `\uFEFF{"apiVersion": "v1", "kind": "Pod"}`;
  for (const bytes of [Buffer.from(text, "utf16le"), Buffer.from(text, "utf16le").swap16()]) {
    const tree = read({ [name]: bytes });
    expect(problemsOf(tree)).toEqual([`unreadable ${name}:1:1`]);
    expect(tree.problems[0]?.message).toContain("UTF-16");
  }
});

test("JSON in UTF-16 that holds no object is left alone, until a kustomization names it", () => {
  const bytes = Buffer.from('\uFEFF[{"op": "remove", "path": "/a"}]', "utf16le");
  expect(read({ "some.json": bytes }).problems).toEqual([]);
  const named = read({ "some.json": bytes, "kustomization.yaml": "resources: [some.json]\n" });
  expect(problemsOf(named)).toEqual(["unreadable some.json:1:1"]);
});

test.each([
  ["an object for who cuts the bytes", "#\0A\n---\napiVersion: v1\nkind: Pod\n"],
  ["letters that are others for Go", Buffer.from('{"apiVer\u017fion":1,"\u212aind":1}', "utf16le")],
])("but JSON in UTF-16 is named with %s", (_, content) => {
  const bytes = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(content)]);
  expect(problemsOf(read({ "a.json": bytes }))).toEqual(["unreadable a.json:1:1"]);
});

describe("what is deliberately not judged is counted", () => {
  test("a template in a chart", () => {
    const tree = read({
      "chart/templates/web.yaml": `${head}metadata:\n  {{- include "labels" . | nindent 2 }}\n`,
    });
    expect(problemsOf(tree)).toEqual([
      expect.stringMatching(/^template-not-judged chart\/templates\/web\.yaml:/),
    ]);
  });

  test("but a template elsewhere is unreadable, and so is a chart's file without an action", () => {
    const broken = `${head}metadata:\n  {{- include "labels" . | nindent 2 }}\n`;
    expect(problemsOf(read({ "deploy/web.yaml": broken }))).toEqual([
      expect.stringMatching(/^unreadable/),
    ]);
    expect(problemsOf(read({ "chart/templates/web.yaml": `${head}spec: [\n` }))).toEqual([
      expect.stringMatching(/^unreadable/),
    ]);
  });

  test.each([
    ["text behind the end", `${head}spec: {}\n...\n{{ x\n`],
    ["a directive", `%TAG !e! tag:example.com,2000:\n---\n${head}spec: {} # {{ x }}\n`],
    ["aliases", `${head}? \n: 1 # {{ x }}\n`],
  ])("but what Kubernetes may read is no template: %s", (_, text) => {
    expect(problemsOf(read({ "templates/web.yaml": text }))).toEqual([
      expect.stringMatching(/^unreadable templates\/web\.yaml/),
    ]);
  });

  test("an object that begins like a Git LFS pointer is an object", () => {
    const tree = read({
      "a.yaml": `version https://git-lfs.github.com/spec/v1: 1\n${head}metadata: {name: a}\n`,
    });
    expect(tree.problems).toEqual([]);
    expect(tree.resources.map(({ kind }) => kind)).toEqual(["Pod", "ConfigMap"]);
  });

  test("a Git LFS pointer", () => {
    const tree = read({
      "big.yaml": `version https://git-lfs.github.com/spec/v1\noid sha256:${"0".repeat(64)}\nsize 12\n`,
    });
    expect(problemsOf(tree)).toEqual(["git-lfs-pointer big.yaml:1:1"]);
  });

  test("an empty submodule", () => {
    const folder = mkdtempSync(path.join(root, "case-"));
    mkdirSync(path.join(folder, "vendor/base"), { recursive: true });
    writeFileSync(
      path.join(folder, ".gitmodules"),
      '[submodule "base"]\n\tpath = vendor/base\n\turl = https://example.com/base\n',
    );
    const tree = readTree({ root: folder, paths: [folder], excluded: () => false, images: [] });
    expect(problemsOf(tree)).toEqual(["empty-submodule .gitmodules:2:9"]);
  });
});

describe("a definition is passed over only when its kind is beyond doubt", () => {
  const definition =
    "apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata:\n  name: x\nspec:\n  a: 1\n";
  test("plain", () => {
    const tree = read({ "crd.yaml": definition });
    expect(tree.counts.passedOver).toBe(1);
  });
  test.each([
    ["a second kind", `${definition}kind: Pod\n`],
    ["a quoted kind", `${definition}"kind": Pod\n`],
    ["a flow mapping", "{apiVersion: apiextensions.k8s.io/v1, kind: CustomResourceDefinition}\n"],
    ["a merge", `${definition}<<: {kind: Pod}\n`],
    ["a complex key", `${definition}? kind\n: Pod\n`],
    [
      "a kind inside of a quoted text",
      `apiVersion: v1\nmetadata:\n  name: "\nkind: CustomResourceDefinition\n"\n"kind": Pod\n`,
    ],
  ])("%s", (_, text) => {
    expect(read({ "crd.yaml": text }).counts.passedOver).toBe(0);
  });
});

test("files that cannot be Kubernetes are left alone, even broken ones", () => {
  const tree = read({
    "values.yaml": "a: [\n",
    "package.json": '{"name": "x", }',
    "ci.yml": "on: push\n",
  });
  expect(tree.problems).toEqual([]);
});

test.each([
  ["broken.json", '{"apiVersion": "v1", "kind": "Pod", }x'],
  ["escaped.json", '{"\\u0061piVersion": "v1", "\\u006bind": "Pod", ]'],
  ["kustomization.yaml", "resources: [\n"],
  ["folded.yaml", '? "api\\\n  Version"\n: v1\n? "ki\\\n  nd"\n: Pod\n? \n: 1\n'],
  ["tagged.yaml", "? !!%62inary YXBpVmVyc2lvbg==\n: v1\n? !!%62inary a2luZA==\n: Pod\nspec: [\n"],
  ["cased.json", '{"APIVersion": "v1", "Kind": "Pod", ]'],
  ["long-s.json", '{"apiVer\u017fion": "v1", "\u212aind": "Pod", ]'],
  ["escaped.yaml", '"\\x61piVersion": v1\n"\\x6bind": Pod\nspec: [\n'],
])("a broken file that could be Kubernetes is named: %s", (name, text) => {
  expect(problemsOf(read({ [name]: text }))).toEqual([
    expect.stringMatching(new RegExp(`^unreadable ${name}`)),
  ]);
});

test("a JSON patch is read, for it may set an image", () => {
  const tree = read({
    "kustomization.yaml":
      "resources: [base.yaml]\npatches:\n  - path: patch.json\n    target: { kind: Pod }\n",
    "base.yaml": `${head}metadata:\n  name: web\nspec:\n  containers:\n    - name: web\n      image: ghcr.io/acme/web:1\n`,
    "patch.json":
      '[{"op": "replace", "path": "/spec/containers/0/image", "value": "evil.example.com/web:2"}]',
  });
  expect(tree.images.map(({ reference }) => reference).sort()).toEqual([
    "evil.example.com/web:2",
    "ghcr.io/acme/web:1",
  ]);
});

describe("what a kustomization names is read, wherever it lies and whatever its name", () => {
  const named = `${head}metadata: {name: web}\nspec: {containers: [{name: a, image: "web:1"}]}\n`;

  test.each([
    ["a resource without an extension of ours", "pod.txt", "resources: [pod.txt]\n"],
    [
      "a resource in node_modules",
      "node_modules/x/pod.yaml",
      "resources: [node_modules/x/pod.yaml]\n",
    ],
    ["a patch in YAML with the name of JSON", "p.json", "patches: [{path: p.json}]\n"],
  ])("%s", (_, name, text) => {
    const content =
      name === "p.json" ? "- {op: add, path: /spec/containers/0/image, value: 'web:1'}" : named;
    const tree = read({ "kustomization.yaml": text, [name]: content });
    expect(tree.images.map(({ reference }) => reference)).toEqual(["web:1"]);
    expect(tree.counts.files).toBe(3);
  });

  test("a base beside the given path, and what it names in turn", () => {
    const folder = mkdtempSync(path.join(root, "case-"));
    mkdirSync(path.join(folder, "base"));
    mkdirSync(path.join(folder, "overlay"));
    writeFileSync(path.join(folder, "base/kustomization.yml"), "resources: [web.yaml]\n");
    writeFileSync(path.join(folder, "base/web.yaml"), named);
    writeFileSync(path.join(folder, "base/other.yaml"), good);
    const overlay = path.join(folder, "overlay/kustomization.yaml");
    writeFileSync(overlay, "resources: [../base, ../../outside.yaml, missing.yaml]\n");
    const request = { root: folder, paths: [overlay], images: [] };
    const tree = readTree({ ...request, excluded: () => false });
    expect([...tree.files.keys()].sort()).toEqual([
      "base/kustomization.yml",
      "base/web.yaml",
      "overlay/kustomization.yaml",
    ]);
    const excluding = readTree({ ...request, excluded: (name) => name.startsWith("base/") });
    expect([...excluding.files.keys()]).toEqual(["overlay/kustomization.yaml"]);
  });
});

test("a folder named like the list of submodules stops nothing", () => {
  expect(read({ ".gitmodules/a.yaml": good }).resources).toHaveLength(2);
});
