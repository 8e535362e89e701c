import { expect, test } from "@jest/globals";
import { splitDocuments } from "../../../src/kubernetes/yaml/split.ts";

function parts(text: string): string[] {
  return splitDocuments(text).map(({ start, end }) => text.slice(start, end));
}

test.each([
  ["a: 1", ["a: 1"]],
  ["---\na: 1\n---\nb: 2\n", ["\na: 1\n", "\nb: 2\n"]],
  ["a\r\n---\r\nb", ["a\r\n", "\r\nb"]],
  ["a\r---\rb", ["a\r", "\rb"]],
  ["a\n--- b\n---# c\n", ["a\n", " b\n---# c\n"]],
  ["a: |\n---\nb", ["a: |\n", "\nb"]],
  ["a: 'x\n---\ny'", ["a: 'x\n", "\ny'"]],
  ["a: |\n ---\nb: ---\n", ["a: |\n ---\nb: ---\n"]],
  ["----\n---a\n", ["----\n---a\n"]],
  ["# only\n---\n---\n \n---", []],
  ["# c\n---\na\n...\n---\nb", ["\na\n...\n", "\nb"]],
  ["%YAML 1.1\n---\na\n---\nb", ["%YAML 1.1\n---\na\n", "\nb"]],
  ["%YAML 1.1\n", ["%YAML 1.1\n"]],
])("%j", (text, expected) => {
  expect(parts(text)).toEqual(expected);
});

test("100,000 documents", () => {
  const documents = splitDocuments("---\na: 1\n".repeat(100_000));
  expect(documents).toHaveLength(100_000);
  expect(documents.at(-1)).toEqual({ start: 899_994, end: 900_000 });
});
