import { expect, test } from "@jest/globals";
import { badge, badgeColors } from "../../src/report/badge.ts";

test.each([
  ["pass", "pass"],
  ["fail", "fail"],
  ["error", "no verdict"],
] as const)("the badge of %s says %s, to eyes and to screen readers", (verdict, word) => {
  const svg = badge(verdict);
  const texts = [...svg.matchAll(/<text [^>]*>([^<]*)<\/text>/g)].map(([, text]) => text);
  expect(texts).toEqual(["portcullis", word]);
  expect(svg).toContain(`<title>portcullis: ${word}</title>`);
  expect(svg).toContain(`role="img" aria-label="portcullis: ${word}"`);
  expect(svg).not.toMatch(/<script|<style|href|url\(|on\w+=/);
});

test("each text has its room, and the whole is as wide as its parts", () => {
  const svg = badge("error");
  const boxes = [...svg.matchAll(/<text x="(\d+)" y="14" textLength="(\d+)"/g)];
  const [name, word] = boxes.map(([, x, length]) => ({ x: Number(x), length: Number(length) }));
  expect(word!.x).toBe(name!.x + name!.length + 12);
  expect(svg).toContain(`width="${word!.x + word!.length + 6}"`);
});

test.each(Object.entries(badgeColors))("white is readable on the colour of %s", (_, color) => {
  expect(1.05 / (luminanceOf(color) + 0.05)).toBeGreaterThan(4.5);
});

/** https://www.w3.org/TR/WCAG21/#dfn-relative-luminance */
function luminanceOf(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = parseInt(color.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
