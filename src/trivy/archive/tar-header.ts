import { ArchiveError } from "./error.ts";

/** The size of every block of a tar archive, headers included. */
export const blockBytes = 512;

/** What a header block says of the entry behind it (POSIX.1-2017, pax, ustar interchange format). */
export interface TarHeader {
  readonly name: string;
  /** In bytes. */
  readonly size: number;
  /** The type flag, a character; NUL is the old form of `0`. */
  readonly type: string;
}

const checksumAt = { start: 148, end: 156 } as const;

/** Reads a header block. Throws a `corrupt` where its checksum or a number in it is wrong. */
export function readHeader(block: Buffer): TarHeader {
  if (numberIn(block, checksumAt.start, checksumAt.end) !== checksumOf(block)) {
    throw new ArchiveError("corrupt", "the checksum of a tar header is wrong");
  }
  // GNU tar keeps other things where ustar has the front of long names.
  const isUstar = block.toString("latin1", 257, 263) === "ustar\u0000";
  const prefix = isUstar ? textIn(block, 345, 500) : "";
  const name = textIn(block, 0, 100);
  return {
    name: prefix === "" ? name : `${prefix}/${name}`,
    size: numberIn(block, 124, 136),
    type: block.toString("latin1", 156, 157),
  };
}

/** The sum of all bytes, those of the checksum itself taken as spaces. */
function checksumOf(block: Buffer): number {
  let sum = 0;
  for (const [index, byte] of block.entries()) {
    sum += index >= checksumAt.start && index < checksumAt.end ? 0x20 : byte;
  }
  return sum;
}

function textIn(block: Buffer, start: number, end: number): string {
  return untilNul(block.subarray(start, end)).toString("utf8");
}

/** The bytes before the first NUL, or all. */
export function untilNul(bytes: Buffer): Buffer {
  const end = bytes.indexOf(0);
  return end === -1 ? bytes : bytes.subarray(0, end);
}

/** Octal digits, or GNU's base 256 for what is too large for them. */
function numberIn(block: Buffer, start: number, end: number): number {
  const field = block.subarray(start, end);
  if (((field[0] ?? 0) & 0x80) !== 0) return base256(field);
  const text = field.toString("latin1").replaceAll("\u0000", " ").trim();
  if (/^[0-7]+$/.test(text)) return Number.parseInt(text, 8);
  throw new ArchiveError("corrupt", "a number in a tar header is none");
}

function base256(field: Buffer): number {
  const value = BigInt(`0x${field.toString("hex")}`) & ((1n << BigInt(field.length * 8 - 1)) - 1n);
  // A negative number has its other bits set and is too large as well.
  if (value <= BigInt(Number.MAX_SAFE_INTEGER)) return Number(value);
  throw new ArchiveError("corrupt", "a number in a tar header is too large");
}
