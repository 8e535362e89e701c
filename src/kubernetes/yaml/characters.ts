/** The code that stands for "no more text"; a document cannot contain it. */
export const END = 0;
export const TAB = 0x09;
export const LF = 0x0a;
export const CR = 0x0d;
export const SPACE = 0x20;
export const EXCLAMATION = 0x21;
export const DOUBLE_QUOTE = 0x22;
export const HASH = 0x23;
export const PERCENT = 0x25;
export const AMPERSAND = 0x26;
export const SINGLE_QUOTE = 0x27;
export const ASTERISK = 0x2a;
export const PLUS = 0x2b;
export const COMMA = 0x2c;
export const DASH = 0x2d;
export const DOT = 0x2e;
export const COLON = 0x3a;
export const LESS = 0x3c;
export const GREATER = 0x3e;
export const QUESTION = 0x3f;
export const OPEN_LIST = 0x5b;
export const BACKSLASH = 0x5c;
export const CLOSE_LIST = 0x5d;
export const OPEN_MAP = 0x7b;
export const PIPE = 0x7c;
export const CLOSE_MAP = 0x7d;
export const NEXT_LINE = 0x85;
export const LINE_SEPARATOR = 0x2028;
export const PARAGRAPH_SEPARATOR = 0x2029;

/** YAML 1.1 (section 5.4), which Kubernetes reads, has five line breaks; YAML 1.2 kept two of them. */
export function isBreak(code: number): boolean {
  return (
    code === LF ||
    code === CR ||
    (code >= NEXT_LINE &&
      (code === NEXT_LINE || code === LINE_SEPARATOR || code === PARAGRAPH_SEPARATOR))
  );
}

/** A space or a tab. */
export function isBlank(code: number): boolean {
  return code === SPACE || code === TAB;
}

/** A space, a tab, a line break, or the end of the text: what has to follow `-`, `?`, `:` and `---`. */
export function isGap(code: number): boolean {
  return code === SPACE || code === LF || code === END || code === TAB || isBreak(code);
}

/** The characters of anchor names and tag handles: ASCII letters, digits, `_` and `-`. */
export function isWord(code: number): boolean {
  return (
    (code >= 0x61 && code <= 0x7a) ||
    (code >= 0x41 && code <= 0x5a) ||
    (code >= 0x30 && code <= 0x39) ||
    code === 0x5f ||
    code === DASH
  );
}

/** The offset behind the line break that starts at `offset`; CR LF is one break. */
export function afterBreak(text: string, offset: number): number {
  return text.charCodeAt(offset) === CR && text.charCodeAt(offset + 1) === LF
    ? offset + 2
    : offset + 1;
}

/** What a line break inside a scalar contributes to its value. */
export function breakText(code: number): string {
  if (code === LINE_SEPARATOR) return "\u2028";
  if (code === PARAGRAPH_SEPARATOR) return "\u2029";
  return "\n";
}

/** Whether `---` or `...` and a gap stand at `offset`, which is the beginning of a line. */
export function isDocumentMarker(text: string, offset: number, end: number): boolean {
  const code = text.charCodeAt(offset);
  if (code !== DASH && code !== DOT) return false;
  if (offset + 3 > end) return false;
  return (
    text.charCodeAt(offset + 1) === code &&
    text.charCodeAt(offset + 2) === code &&
    (offset + 3 === end || isGap(text.charCodeAt(offset + 3)))
  );
}
