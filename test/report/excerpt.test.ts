import { expect, test } from "@jest/globals";
import { excerptOf } from "../../src/report/excerpt.ts";
import { displayWidth } from "../../src/report/display-width.ts";

/** The excerpt as two lines, the second with carets under the mark. */
function shown(line: string, marked: string, width = 40): string[] {
  const column = line.indexOf(marked) + 1;
  const region = { column, endColumn: column + marked.length };
  const { source, markStart, markWidth } = excerptOf(line, region, width);
  return [source, " ".repeat(markStart) + "^".repeat(markWidth)];
}

test("the offending part of a line is underlined", () => {
  expect(shown("  privileged: true", "true")).toEqual(["  privileged: true", "              ^^^^"]);
});

test("tabs become spaces up to the next stop", () => {
  expect(shown("\ta:\tb", "b")).toEqual(["    a:  b", "        ^"]);
});

test("a wide character takes two columns and a combining one none", () => {
  expect(shown("容器: x", "x")).toEqual(["容器: x", "      ^"]);
  expect(shown("e\u0301: 容器", "容器")).toEqual(["e\u0301: 容器", "   ^^^^"]);
  expect(shown("🚀 x", "x")).toEqual(["🚀 x", "   ^"]);
});

test("a character that is spelt out moves the mark along", () => {
  expect(shown("a\u001b[2Jb: x", "x")).toEqual(["a\\x1b[2Jb: x", "           ^"]);
});

test("of a long line the part around the mark is shown, wherever the mark is", () => {
  for (const before of [0, 5, 39, 40, 41, 100, 5000]) {
    for (const after of [0, 5, 39, 40, 41, 5000]) {
      const [source = "", carets = ""] = shown(
        `${"a".repeat(before)}MARK${"b".repeat(after)}`,
        "MARK",
      );
      expect(displayWidth(source)).toBeLessThanOrEqual(40);
      expect(source.slice(carets.indexOf("^"), carets.length)).toBe("MARK");
      expect(source.startsWith("a".repeat(before) + "M")).toBe(!source.startsWith("…"));
      expect(source.endsWith("K" + "b".repeat(after))).toBe(!source.endsWith("…"));
    }
  }
});

test("a mark that fits the window is shown whole, wherever it is", () => {
  const mark = "M".repeat(38);
  for (const before of [0, 5, 13, 40, 5000]) {
    const [source] = shown(`${"a".repeat(before)}${mark}${"b".repeat(5000)}`, mark);
    expect(source).toContain(mark);
    expect(displayWidth(source ?? "")).toBeLessThanOrEqual(40);
  }
});

test("a mark longer than the window fills the rest of it", () => {
  const line = `key: ${"x".repeat(200)}`;
  const [source = "", carets = ""] = shown(line, "x".repeat(200));
  expect(source).toBe(`key: ${"x".repeat(34)}…`);
  expect(carets).toBe(`     ${"^".repeat(34)}`);
});

test("a region past the end of the line is marked behind it", () => {
  expect(excerptOf("ab", { column: 9, endColumn: 10 }, 40)).toEqual({
    source: "ab",
    markStart: 2,
    markWidth: 1,
  });
});

test("a line of a million characters costs no more than a short one", () => {
  const line = "x".repeat(1_000_000);
  for (let i = 0; i < 200; i++) {
    const { source } = excerptOf(line, { column: 500_000, endColumn: 900_000 }, 80);
    expect(source.length).toBeLessThan(200);
  }
});

test("a line that goes on before what is shown says so, though the rest takes no columns", () => {
  const line = `start${"\u0301".repeat(500)}MARK`;
  expect(shown(line, "MARK")[0]).toMatch(/^…/);
});
