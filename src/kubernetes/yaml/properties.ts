import * as char from "./characters.ts";
import { type Cursor, fail, toToken } from "./cursor.ts";

/** What may stand before a node: `&anchor` and `!tag`, the tag as a whole name. */
export interface Properties {
  readonly anchor: string | undefined;
  readonly tag: string | undefined;
  /** Where the last property ends: the place of a node without content. */
  readonly end: number;
}

/** Whether a property begins with this code. */
export function beginsProperty(code: number): boolean {
  return code === char.AMPERSAND || code === char.EXCLAMATION;
}

/** Reads the properties of one line; the cursor ends at the token behind them, maybe in another line. */
export function readProperties(cursor: Cursor): Properties {
  const line = cursor.lineStart;
  let anchor: string | undefined;
  let tag: string | undefined;
  let { pos } = cursor;
  cursor.keysAllowed = false;
  for (;;) {
    const code = cursor.at(cursor.pos);
    if (code === char.AMPERSAND && anchor === undefined) anchor = readName(cursor);
    else if (code === char.EXCLAMATION && tag === undefined) tag = readTag(cursor);
    else break;
    ({ pos } = cursor);
    toToken(cursor);
    if (cursor.lineStart !== line || cursor.column === -1) break;
  }
  return { anchor, tag, end: pos };
}

/** Joins the properties of two lines that belong to one node. */
export function joinProperties(
  outer: Properties | undefined,
  own: Properties | undefined,
): Properties | undefined {
  if (outer === undefined) return own;
  if (own === undefined) return outer;
  const twice =
    (outer.anchor !== undefined && own.anchor !== undefined) ||
    (outer.tag !== undefined && own.tag !== undefined);
  if (twice) fail("a node can have one anchor and one tag", own.end);
  return { anchor: outer.anchor ?? own.anchor, tag: outer.tag ?? own.tag, end: own.end };
}

/** Reads the name behind `&` or `*`; the cursor ends behind it. */
export function readName(cursor: Cursor): string {
  const start = cursor.pos + 1;
  let pos = start;
  while (char.isWord(cursor.at(pos))) pos++;
  const code = cursor.at(pos);
  if (pos === start || !(char.isGap(code) || "?:,]}%@`".includes(String.fromCharCode(code)))) {
    fail("an anchor's name consists of ASCII letters, digits, _ and -", cursor.pos);
  }
  cursor.pos = pos;
  return cursor.text.slice(start, pos);
}

function readTag(cursor: Cursor): string {
  const start = cursor.pos;
  let pos = start;
  while (!char.isGap(cursor.at(pos))) pos++;
  const tag = cursor.text.slice(start, pos);
  cursor.pos = pos;
  const verbatim = /^!<([^<>]*)>$/.exec(tag);
  const name = verbatim?.[1] ?? tag;
  if (!/^[-\w;/?:@&=+$,.!~*'()[\]%]+$/.test(name)) fail(`the tag ${tag} is not a URI`, start);
  if (verbatim !== null) return decodeEscapes(name, start);
  const [, handle = "!", suffix = ""] = /^(![-\w]*!|!)(.*)$/.exec(tag) ?? [];
  if (handle === "!") return `!${decodeEscapes(suffix, start)}`;
  if (handle !== "!!") fail(`the tag handle ${handle} is not declared`, start);
  if (suffix === "") fail("a tag's name is missing behind !!", start);
  return `tag:yaml.org,2002:${decodeEscapes(suffix, start)}`;
}

function decodeEscapes(text: string, offset: number): string {
  if (!text.includes("%")) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return fail("a tag holds a wrong %-escape", offset);
  }
}
