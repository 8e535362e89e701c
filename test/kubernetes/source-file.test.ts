import { expect, test } from "@jest/globals";
import { SourceFile } from "../../src/kubernetes/source-file.ts";

const file = new SourceFile("a.yaml", "one: 1\r\ntwo: 2\rthree: 3\n\nlast");

test.each([
  ["one", 1, 1],
  ["two", 2, 1],
  ["three", 3, 1],
  ["3", 3, 8],
  ["last", 5, 1],
])("%s stands at %i:%i", (text, line, column) => {
  const start = file.text.indexOf(text);
  expect(file.location(start, start + text.length)).toEqual({
    path: "a.yaml",
    line,
    column,
    endLine: line,
    endColumn: column + text.length,
  });
});

test("lines come without their breaks, whichever they are", () => {
  expect([1, 2, 3, 4, 5, 6].map((line) => file.line(line))).toEqual([
    "one: 1",
    "two: 2",
    "three: 3",
    "",
    "last",
    "",
  ]);
});

test("a region is cut at the end of its first line and never empty", () => {
  expect(file.location(0, file.text.length)).toMatchObject({
    line: 1,
    column: 1,
    endLine: 1,
    endColumn: 7,
  });
  expect(file.location(6, 6)).toMatchObject({ line: 1, column: 7, endColumn: 8 });
  expect(file.location(file.text.length, file.text.length)).toMatchObject({
    line: 5,
    column: 5,
    endColumn: 6,
  });
});

test("columns count UTF-16 code units", () => {
  const wide = new SourceFile("b.yaml", "🚪: 🔒");
  expect(wide.location(4, 6)).toMatchObject({ column: 5, endColumn: 7 });
});
