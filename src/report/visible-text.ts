/**
 * What a terminal, a browser or a log would act on or not show: controls, escape sequences, marks of
 * direction, zero-width and other invisible characters, line breaks, lone surrogates.
 */
const invisible = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

const shortNames: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/** The text on one line with every invisible character spelt out, e.g. `\x1b` or `\u202e`. */
export function visibleText(text: string): string {
  return text.replace(invisible, (character) => shortNames[character] ?? escaped(character));
}

/** Whether `jsonEscaped` or a break of `##` would change the text; printable ASCII is told apart fast. */
export function needsEscape(text: string): boolean {
  return /[^ -~]|##/.test(text) && (text.includes("##") || text.search(invisible) >= 0);
}

/** The same without the line feed, which serialised JSON has many of and which is no part of a text in it. */
const invisibleInJson =
  /[\0-\x09\x0b-\x1f\x7f-\x9f\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

/** Serialised JSON with the same characters as escapes, which mean the same to whoever reads it. */
export function jsonEscaped(json: string): string {
  return json.replace(invisibleInJson, utf16Escapes);
}

function escaped(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const digits = code.toString(16);
  if (code < 0x100) return `\\x${digits.padStart(2, "0")}`;
  return code < 0x10000 ? `\\u${digits.padStart(4, "0")}` : `\\u{${digits}}`;
}

function utf16Escapes(character: string): string {
  return Array.from(
    { length: character.length },
    (_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, "0")}`,
  ).join("");
}

export interface Bounds {
  /** The longest run without white space that is shown whole. */
  readonly word: number;
  readonly total: number;
}

/** The text with words and the whole cut at `…`; a long word keeps its beginning and its end. */
export function shortened(text: string, { word, total }: Bounds): string {
  if (text.length <= word) return text;
  const longWord = new RegExp(`\\S{${word + 1},}`, "g");
  const cut = text.replace(longWord, (long) => {
    const head = Math.floor((word * 2) / 3);
    return `${headOf(long, head)}…${tailOf(long, word - head - 1)}`;
  });
  return cut.length <= total ? cut : `${headOf(cut, total - 1)}…`;
}

/** The first `length` code units, less one where a surrogate pair would be torn. */
export function headOf(text: string, length: number): string {
  return text.slice(0, length).replace(/[\ud800-\udbff]$/, "");
}

/** The last `length` code units, less one where a surrogate pair would be torn. */
function tailOf(text: string, length: number): string {
  return text.slice(text.length - length).replace(/^[\udc00-\udfff]/, "");
}
