import { expect, test } from "@jest/globals";
import { jsonPieces, jsonText } from "../../src/report/json-text.ts";

const many = Array.from({ length: 200 }, (_, index) => ({
  text: index % 7 === 0 ? `\u202e##[error] ${index}` : `plain ${index}`,
  list: index % 3 === 0 ? [] : [index, null, { a: {}, b: undefined }],
}));

test.each([
  ["a list", many],
  ["a list in an object", { a: 1, findings: many, empty: [], left: undefined, z: "##" }],
  ["a list deep in a document", { runs: [{ results: many, tool: { rules: many } }, {}] }],
  ["what has no long list", { a: [1, 2], b: { c: "x" } }],
])("%s in pieces is the text that JSON.stringify makes, but for escapes", (_, value) => {
  const text = [...jsonPieces(value)].join("");
  expect(text).toBe(jsonText(value));
  expect(text.replaceAll("\\u202e", "\u202e").replaceAll("#\\u0023", "##")).toBe(
    `${JSON.stringify(value, undefined, 2)}\n`,
  );
});

test("each entry of a long list is a piece of its own", () => {
  const pieces = [...jsonPieces({ runs: [{ results: many }] })];
  expect(Math.max(...pieces.map((piece) => piece.length))).toBeLessThan(300);
});
