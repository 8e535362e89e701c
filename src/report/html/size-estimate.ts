import type { Spot } from "../grouping.ts";

/**
 * A browser does not lay out what is out of sight; so that scroll bars and jumps are about right all the
 * same, the style sheet says how high each part is likely to be. The page's policy allows no style on an
 * element, so heights are classes, each a quarter higher than the one before.
 */
const step = 1.25;
const lowest = 10;
const classes = 36;

/** The class of a file with these places in it. */
export function sizeClass(spots: readonly Spot[]): string {
  const height = spots.reduce((sum, { entries }) => sum + 8 + 4.5 * entries.length, 3);
  const index = Math.round(Math.log(height / lowest) / Math.log(step));
  return `about-${Math.min(Math.max(index, 0), classes - 1)}`;
}

/** The rules of the style sheet for these classes. */
export const sizeStyle: string = Array.from({ length: classes }, (_, index) => {
  const height = Math.round(lowest * step ** index);
  return `.about-${index} { contain-intrinsic-size: auto ${height}rem; }\n`;
}).join("");
