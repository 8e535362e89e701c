import type { Verdict } from "../model/report.ts";
import { verdictWords } from "./verdict-line.ts";

const name = "portcullis";

/** Dark enough that white text on them is read: a contrast above 4.5 as WCAG measures it. */
export const badgeColors: Readonly<Record<Verdict | "name", string>> = {
  name: "#3d444d",
  pass: "#1a7048",
  fail: "#b42323",
  error: "#8a5300",
};

const fontSize = 11;
const height = 20;
const padding = 6;

/** Widths of Verdana's letters, in thousandths of its size; other letters count as wide as `m`. */
const widths: Readonly<Record<string, number>> = {
  " ": 352,
  a: 601,
  b: 623,
  c: 521,
  d: 623,
  e: 596,
  f: 352,
  g: 623,
  h: 633,
  i: 274,
  j: 344,
  k: 592,
  l: 274,
  m: 973,
  n: 633,
  o: 607,
  p: 623,
  q: 623,
  r: 427,
  s: 521,
  t: 394,
  u: 633,
  v: 592,
  w: 818,
  x: 592,
  y: 592,
  z: 525,
};

/** How wide a text is drawn, in pixels; every browser is told to fit it into this. */
function widthOf(text: string): number {
  const units = Array.from(text).reduce((sum, letter) => sum + (widths[letter] ?? 973), 0);
  return Math.round((units * fontSize) / 1000);
}

/** The verdict as a picture for a README: an SVG without scripts, fonts or links. */
export function badge(verdict: Verdict): string {
  const word = verdictWords[verdict].toLowerCase();
  const left = widthOf(name) + 2 * padding;
  const right = widthOf(word) + 2 * padding;
  const title = `${name}: ${word}`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${left + right}" height="${height}" viewBox="0 0 ${left + right} ${height}" role="img" aria-label="${title}">
<title>${title}</title>
<rect width="${left + right}" height="${height}" rx="4" fill="${badgeColors.name}"/>
<path d="M${left} 0h${right - 4}a4 4 0 0 1 4 4v${height - 8}a4 4 0 0 1-4 4h-${right - 4}z" fill="${badgeColors[verdict]}"/>
<g fill="#fff" font-family="Verdana,Geneva,'DejaVu Sans',sans-serif" font-size="${fontSize}">
<text x="${padding}" y="14" textLength="${widthOf(name)}">${name}</text>
<text x="${left + padding}" y="14" textLength="${widthOf(word)}">${word}</text>
</g>
</svg>
`;
}
