import * as char from "./characters.ts";
import type { Span } from "./place.ts";

/**
 * The documents of a file: from behind one line `---` to the next. These are the lines at which
 * k8s.io/apimachinery cuts a file (util/yaml, YAMLReader); text behind the marker in its line belongs
 * to the document. Directives stay with the document they introduce, and stretches of nothing but
 * comments are no documents.
 */
export function splitDocuments(text: string): Span[] {
  const spans: Span[] = [];
  let start = 0;
  let directives: number | undefined;
  for (let marker = nextMarker(text, 0); ; marker = nextMarker(text, start)) {
    const end = marker ?? text.length;
    const content = contentOf(text, start, end);
    if (content === "directives" && marker !== undefined) directives = start;
    else {
      if (content !== "nothing" || directives !== undefined) {
        spans.push({ start: directives ?? start, end });
      }
      directives = undefined;
    }
    if (marker === undefined) return spans;
    start = marker + 3;
  }
}

/** The offset of the next line that begins with `---` and a gap. */
function nextMarker(text: string, from: number): number | undefined {
  for (let at = text.indexOf("---", from); at >= 0; at = text.indexOf("---", at + 1)) {
    if (beginsLine(text, at) && char.isDocumentMarker(text, at, text.length)) return at;
  }
  return undefined;
}

function beginsLine(text: string, offset: number): boolean {
  if (offset === 0) return true;
  const before = text.charCodeAt(offset - 1);
  return before === char.LF || before === char.CR;
}

/** What a stretch of a file holds, besides comments and blank lines. */
function contentOf(text: string, start: number, end: number): "nothing" | "directives" | "content" {
  let found: "nothing" | "directives" = "nothing";
  let pos = start;
  while (pos < end) {
    const code = text.charCodeAt(pos);
    if (code === char.PERCENT && beginsLine(text, pos)) found = "directives";
    else if (code !== char.HASH) {
      if (!char.isBlank(code) && !char.isBreak(code)) return "content";
      pos++;
      continue;
    }
    while (pos < end && !char.isBreak(text.charCodeAt(pos))) pos++;
  }
  return found;
}
