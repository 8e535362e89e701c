import { malformed } from "../rejection.ts";
import { tag, type Element } from "./der.ts";

/** No object identifier in use has as many bytes. */
const longestOid = 64;

/** An object identifier in dotted decimals (X.690, 8.19). */
export function oidOf(content: Buffer): string {
  if (content.length === 0 || content.length > longestOid || (content.at(-1) ?? 0) >= 0x80) {
    throw malformed("An object identifier has an impossible length.");
  }
  const arcs: number[] = [];
  let arc = 0;
  let fresh = true;
  for (const byte of content) {
    if (fresh && byte === 0x80) throw malformed("An object identifier is written too long.");
    arc = arc * 128 + (byte & 0x7f);
    if (arc > 0xffff_ffff_ffff) throw malformed("An object identifier has too large a number.");
    fresh = byte < 0x80;
    if (fresh) {
      arcs.push(arc);
      arc = 0;
    }
  }
  const [first = 0, ...rest] = arcs;
  const root = Math.min(Math.floor(first / 40), 2);
  return [root, first - root * 40, ...rest].join(".");
}

/** An integer's bytes, which are as few as can be (X.690, 8.3.2). */
export function integerBytes(content: Buffer): Buffer {
  const [first, second = 0] = content;
  if (first === undefined) throw malformed("A number has no bytes.");
  const needless = (first === 0 && second < 0x80) || (first === 0xff && second >= 0x80);
  if (content.length > 1 && needless) throw malformed("A number is written too long.");
  return content;
}

/** A number that is not negative and not large. */
export function smallInteger(content: Buffer): number {
  const bytes = integerBytes(content);
  if (bytes.length > 4 || bytes.readUInt8(0) >= 0x80) throw malformed("A number is out of range.");
  return bytes.readUIntBE(0, bytes.length);
}

/** A truth value (X.690, 11.1). */
export function booleanOf(content: Buffer): boolean {
  if (content.length !== 1 || (content[0] !== 0 && content[0] !== 0xff)) {
    throw malformed("A truth value is neither true nor false.");
  }
  return content[0] === 0xff;
}

/** The bytes of a bit string that has whole bytes. */
export function bitStringBytes(content: Buffer): Buffer {
  if (content[0] !== 0) throw malformed("A bit string does not have whole bytes.");
  return content.subarray(1);
}

/** The first sixteen bits of a list of named bits (X.690, 11.2), bit 0 highest. */
export function namedBits(content: Buffer): number {
  const unused = content[0] ?? 8;
  const last = content.at(-1) ?? 0;
  const wrong =
    unused > 7 ||
    (content.length === 1 ? unused > 0 : ((last >> unused) & 1) === 0) ||
    (content.length > 1 && (last & ((1 << unused) - 1)) !== 0);
  if (wrong) throw malformed("A list of bits is not as DER writes it.");
  return ((content[1] ?? 0) << 8) | (content[2] ?? 0);
}

const times = {
  [tag.utcTime]: /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/,
  [tag.generalizedTime]: /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/,
};

/** A time in seconds, written as RFC 5280, section 4.1.2.5, wants it: with seconds, in UTC. */
export function timeOf(element: Element): number {
  const { utcTime, generalizedTime } = tag;
  if (element.tag !== utcTime && element.tag !== generalizedTime) {
    throw malformed("Something else stands where a time belongs.");
  }
  const fields = times[element.tag].exec(element.content.toString("latin1"));
  if (fields === null) throw malformed("A time is not written in seconds of UTC.");
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = fields
    .slice(1)
    .map(Number);
  const century = element.tag === generalizedTime ? 0 : year < 50 ? 2000 : 1900;
  const date = new Date(0);
  date.setUTCFullYear(century + year, month - 1, day);
  date.setUTCHours(hour, minute, second);
  const same =
    date.getUTCMonth() === month - 1 &&
    date.getUTCDate() === day &&
    date.getUTCHours() === hour &&
    date.getUTCMinutes() === minute &&
    date.getUTCSeconds() === second;
  if (!same) throw malformed("A time is not one that the calendar has.");
  return date.getTime() / 1000;
}
