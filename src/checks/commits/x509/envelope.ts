import { DerReader } from "./der.ts";
import { encode } from "./der-encoding.ts";
import { malformed } from "../rejection.ts";

/** ContentInfo, its [0], SignedData and what that holds: none of it is signed, so it may be BER (RFC 5652, section 10). */
const deepestOpen = 3;
const what = "The signature";

/**
 * The same signature with definite lengths. gpgsm leaves the length of the outer four elements open;
 * whatever is inside an element of definite length is not touched.
 */
export function withDefiniteLengths(bytes: Buffer): Buffer {
  if (bytes[1] !== 0x80) return bytes;
  const { encoded, length } = closed(bytes, 0);
  if (length !== bytes.length) throw malformed(`${what} has bytes after its end.`);
  return encoded;
}

/** One element of open length at the start of bytes: in DER, and how many bytes it took. */
function closed(bytes: Buffer, depth: number): { encoded: Buffer; length: number } {
  const tag = bytes.readUInt8(0);
  if (depth > deepestOpen || (tag & 0x20) === 0) {
    throw malformed(`${what} has an element of indefinite length.`);
  }
  const parts: Buffer[] = [];
  let at = 2;
  for (;;) {
    if (bytes[at] === 0 && bytes[at + 1] === 0) {
      return { encoded: encode(tag, ...parts), length: at + 2 };
    }
    const rest = bytes.subarray(at);
    if (rest.length < 2) throw malformed(`${what} ends too early.`);
    const part = rest[1] === 0x80 ? closed(rest, depth + 1) : definite(rest);
    parts.push(part.encoded);
    at += part.length;
  }
}

function definite(bytes: Buffer): { encoded: Buffer; length: number } {
  const { whole } = new DerReader(bytes, what).element();
  return { encoded: whole, length: whole.length };
}
