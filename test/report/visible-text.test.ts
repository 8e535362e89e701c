import { expect, test } from "@jest/globals";
import { printable } from "../../src/report/printable.ts";
import { shortened, visibleText } from "../../src/report/visible-text.ts";

test.each([
  ["\u001b[31m", "\\x1b[31m"],
  ["\u009b31m", "\\x9b31m"],
  ["a\r\n\tb", "a\\r\\n\\tb"],
  ["\u0000\u007f", "\\x00\\x7f"],
  ["\u202a\u202b\u202c\u202d\u202e", "\\u202a\\u202b\\u202c\\u202d\\u202e"],
  ["\u2066\u2067\u2068\u2069", "\\u2066\\u2067\\u2068\\u2069"],
  ["\u200b\u200e\ufeff\u00ad", "\\u200b\\u200e\\ufeff\\xad"],
  ["\u2028\u2029", "\\u2028\\u2029"],
  ["\u3164\ufe0f\u{e0041}", "\\u3164\\ufe0f\\u{e0041}"],
  ["\ud800x\udc00", "\\ud800x\\udc00"],
  ["größe 容器 🚀 é", "größe 容器 🚀 é"],
])("what cannot be seen in %j is spelt out", (text, shown) => {
  expect(visibleText(text)).toBe(shown);
});

test("printable text keeps its lines and nothing that is obeyed", () => {
  expect(printable("a\n::error::b\n\u001b[2Jc ##[group]d")).toBe(
    "a\n\\::error::b\n\\x1b[2Jc #\\#[group]d",
  );
});

test("a long word keeps its beginning and its end, a long text its beginning", () => {
  expect(shortened(`see ${"a".repeat(60)}:tag now`, { word: 30, total: 100 })).toBe(
    `see ${"a".repeat(20)}…${"a".repeat(5)}:tag now`,
  );
  expect(shortened("ab ".repeat(100), { word: 30, total: 10 })).toBe("ab ab ab …");
  expect(shortened("short", { word: 30, total: 100 })).toBe("short");
});

test("a cut never tears a character", () => {
  for (let word = 10; word < 14; word++) {
    const cut = shortened("😀".repeat(50), { word, total: 100 });
    expect(cut).toContain("…");
    expect(cut).not.toMatch(/\p{Cs}/u);
  }
});
