import { expect, test } from "@jest/globals";
import { nulSeparated } from "../../src/git/nul-separated.ts";

test.each([
  ["", []],
  ["a\0", ["a"]],
  ["a\0b\nc\0", ["a", "b\nc"]],
  ["\0é\0", ["", "é"]],
])("%j", (text, lines) => {
  expect(nulSeparated(Buffer.from(text))).toEqual(
    lines.map((line) => ({ text: line, isUtf8: true })),
  );
});

test("lines that are not UTF-8 are told from those that are shown alike", () => {
  const bytes = Buffer.concat([Buffer.from("a\xff\0", "latin1"), Buffer.from("a\ufffd\0é\0")]);
  expect(nulSeparated(bytes)).toEqual([
    { text: "a\ufffd", isUtf8: false },
    { text: "a\ufffd", isUtf8: true },
    { text: "é", isUtf8: true },
  ]);
});
