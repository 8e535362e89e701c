import { expect, test } from "@jest/globals";
import { passedOver } from "../../../src/kubernetes/yaml/peek.ts";
import { splitDocuments } from "../../../src/kubernetes/yaml/split.ts";

const head = "apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\n";
const crd = `${head}metadata:\n  name: x\nspec: # the rest\n  a: 'x\n    y'\n`;

function passes(text: string): boolean {
  return passedOver(text, 0, text.length);
}

test.each([
  crd,
  `# c\n\n${crd}`,
  crd.replaceAll("\n", "\r\n"),
  `${crd}\nstatus:\n  a: 1\n`,
  head.trimEnd(),
])("passes over %j", (text) => {
  expect(passes(text)).toBe(true);
});

test.each([
  ["another kind", crd.replace("CustomResourceDefinition", "Pod")],
  ["a longer kind", crd.replace("Definition", "DefinitionList")],
  ["a kind that goes on", crd.replace("Definition\n", "Definition\n  List\n")],
  [
    "a kind that goes on behind a blank line",
    crd.replace("Definition\n", "Definition\n\n  List\n"),
  ],
  ["a kind with a # in it", crd.replace("Definition\n", "Definition#\n")],
  ["another group", crd.replace("apiextensions.k8s.io", "apps")],
  ["a second kind", `${crd}kind: Pod\n`],
  ["a quoted second kind", `${crd}"kind": Pod\n`],
  ["no kind", crd.replace("kind: CustomResourceDefinition\n", "")],
  ["another key", `${crd}data:\n  a: 1\n`],
  ["a merge", `${crd}<<: {kind: Pod}\n`],
  ["an explicit key", `${crd}? kind\n: Pod\n`],
  ["an anchor", crd.replace("spec:", "spec: &a")],
  ["a tag", crd.replace("kind: ", "kind: !!str ")],
  ["flow style", crd.replace("spec: # the rest", "spec: {a: b}")],
  ["a document's end", `${crd}...\nkind: Pod\n`],
  ["an indented root around a quoted text", `  kind: Pod\n  a: "\n${head} "\n`],
  ["a line break that only YAML 1.1 knows", `${crd}# \u2028kind: Pod\n`],
  ["NEL", `${crd}# \u0085kind: Pod\n`],
  ["a lone CR", `${crd}# \rkind: Pod\n`],
])("reads what has %s", (_what, text) => {
  expect(passes(text)).toBe(false);
});

test("text behind the document's marker is not overlooked", () => {
  const spans = splitDocuments(`--- # c\n${crd}--- {kind: Pod}\n${crd}--- "\n${crd}"`);
  const text = `--- # c\n${crd}--- {kind: Pod}\n${crd}--- "\n${crd}"`;
  expect(spans.map(({ start, end }) => passedOver(text, start, end))).toEqual([true, false, false]);
});
