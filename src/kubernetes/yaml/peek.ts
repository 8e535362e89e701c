import * as char from "./characters.ts";

const PREFIX = "apiextensions.k8s.io/";
const KIND = "CustomResourceDefinition";
const sections = ["metadata", "spec", "status"];

/**
 * Whether a document is, beyond doubt and without being parsed, a CustomResourceDefinition: a block
 * mapping in the first column whose lines there are plain keys of one, each once, with the
 * apiVersion and the kind written out. Whatever could be read in two ways is not passed over.
 */
export function passedOver(text: string, start: number, end: number): boolean {
  const first = lineAfter(text, start, end);
  if (start > 0 && !holdsNothing(text, start, first)) return false;
  const seen = new Set<string>();
  let scalarOpen = false;
  for (let pos = start === 0 ? 0 : first; pos < end; pos = lineAfter(text, pos, end)) {
    const code = text.charCodeAt(pos);
    if (code === char.HASH || code === char.LF || code === char.CR) continue;
    if (code === char.SPACE) {
      // Before the first key the root's column is open; behind a scalar the line might continue it.
      if ((seen.size === 0 || scalarOpen) && !holdsNothing(text, pos, end)) return false;
      continue;
    }
    const key = keyOf(text, pos, end);
    if (key === undefined || seen.has(key)) return false;
    seen.add(key);
    scalarOpen = key === "apiVersion" || key === "kind";
  }
  if (!seen.has("apiVersion") || !seen.has("kind")) return false;
  return !hasOtherBreaks(text.slice(start, end));
}

/** Line breaks that the search for LF does not see. */
function hasOtherBreaks(text: string): boolean {
  if (text.includes("\u0085") || text.includes("\u2028") || text.includes("\u2029")) return true;
  for (let at = text.indexOf("\r"); at >= 0; at = text.indexOf("\r", at + 1)) {
    if (text.charCodeAt(at + 1) !== char.LF) return true;
  }
  return false;
}

function lineAfter(text: string, pos: number, end: number): number {
  const at = text.indexOf("\n", pos);
  return at < 0 || at >= end ? end : at + 1;
}

/** Whether from `pos` to the end of its line there are blanks and a comment at most. */
function holdsNothing(text: string, pos: number, end: number): boolean {
  for (let at = pos; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === char.LF) return true;
    if (code === char.HASH) return at === pos || char.isBlank(text.charCodeAt(at - 1));
    if (!char.isBlank(code) && code !== char.CR) return false;
  }
  return true;
}

/** The key in a line of the first column, where the line is as unambiguous as it has to be. */
function keyOf(text: string, pos: number, end: number): string | undefined {
  for (const key of sections) {
    if (text.startsWith(`${key}:`, pos)) {
      return holdsNothing(text, pos + key.length + 1, end) ? key : undefined;
    }
  }
  if (text.startsWith("kind: ", pos)) return valueIs(text, pos + 6, end, KIND) ? "kind" : undefined;
  if (!text.startsWith(`apiVersion: ${PREFIX}`, pos)) return undefined;
  let at = pos + 12 + PREFIX.length;
  while (char.isWord(text.charCodeAt(at))) at++;
  return at <= end && holdsNothingBehindScalar(text, at, end) ? "apiVersion" : undefined;
}

function valueIs(text: string, pos: number, end: number, value: string): boolean {
  return text.startsWith(value, pos) && holdsNothingBehindScalar(text, pos + value.length, end);
}

/** As `holdsNothing`, but a `#` right behind the scalar belongs to it. */
function holdsNothingBehindScalar(text: string, pos: number, end: number): boolean {
  return pos === end || (text.charCodeAt(pos) !== char.HASH && holdsNothing(text, pos, end));
}
