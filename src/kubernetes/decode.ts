import { isAscii, isUtf8 } from "node:buffer";

/** Bytes that are no text; `text` is what stands before the fault, `offset` its length. */
export interface DecodingProblem {
  readonly problem: string;
  readonly text: string;
  readonly offset: number;
}

/**
 * The text of a file in UTF-8; a byte order mark is dropped. Anything else is a problem, UTF-16 too, of
 * which Kubernetes' own tools make different texts: kubectl decodes all of it, while kustomize and
 * Argo CD first cut the bytes at `\n---` and take the second of the bytes `\r\n` for a line break, so
 * that what is one comment as UTF-16 can hold an object for them, and of several documents they take one.
 */
export function decodeText(bytes: Uint8Array): { readonly text: string } | DecodingProblem {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const wide = wideEncodingOf(buffer);
  if (wide !== undefined) {
    const problem = `the file is encoded in ${wide}, of which Kubernetes tools make different texts; save it as UTF-8`;
    return { problem, text: "", offset: 0 };
  }
  const [first, second, third] = buffer;
  const hasMark = first === 0xef && second === 0xbb && third === 0xbf;
  return decodeUtf8(hasMark ? buffer.subarray(3) : buffer);
}

/** The encoding with more than one byte for a letter, told by its mark or by the zero bytes of ASCII (YAML 1.2, 5.2). */
export function wideEncodingOf(bytes: Uint8Array): "UTF-16" | "UTF-32" | undefined {
  const [first = -1, second = -1, third = -1, fourth = -1] = bytes.subarray(0, 4);
  if (isUtf32(first, second, third, fourth)) return "UTF-32";
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return "UTF-16";
  const isHalfZero = (second === 0 && first > 0) || (first === 0 && second > 0);
  return isHalfZero && bytes.length % 2 === 0 ? "UTF-16" : undefined;
}

/** What stands in such a file in ASCII letters, or in those that Go takes for some, whichever way its bytes are read. */
export function lettersOfWide(bytes: Uint8Array): string {
  const letters = Buffer.from(bytes.filter((byte) => byte !== 0)).toString("latin1");
  return letters.replaceAll(/\x7f\x01|\x01\x7f/g, "s").replaceAll(/\*!|!\*/g, "k");
}

function isUtf32(first: number, second: number, third: number, fourth: number): boolean {
  if (first === 0 && second === 0 && third === 0xfe && fourth === 0xff) return true;
  if (first === 0xff && second === 0xfe && third === 0 && fourth === 0) return true;
  if (first === 0 && second === 0 && third === 0 && fourth > 0) return true;
  return first > 0 && second === 0 && third === 0 && fourth === 0;
}

function decodeUtf8(buffer: Buffer): { readonly text: string } | DecodingProblem {
  const zero = buffer.indexOf(0);
  if (zero < 0 && isAscii(buffer)) return { text: buffer.toString("latin1") };
  if (zero < 0 && isUtf8(buffer)) return { text: buffer.toString("utf8") };
  const fault = firstFault(zero < 0 ? buffer : buffer.subarray(0, zero));
  const end = fault ?? zero;
  const text = buffer.toString("utf8", 0, end);
  const problem =
    fault === undefined
      ? "the file holds a zero byte, so it is not text"
      : `the byte 0x${(buffer[end] ?? 0).toString(16).padStart(2, "0")} is not valid UTF-8`;
  return { problem, text, offset: text.length };
}

/** The offset of the first byte that begins no valid UTF-8 sequence; halves the search each time. */
function firstFault(buffer: Buffer): number | undefined {
  if (isUtf8(buffer)) return undefined;
  let valid = 0;
  let end = buffer.length;
  while (end - valid > 4) {
    const middle = sequenceStart(buffer, (valid + end) >> 1, valid);
    if (middle === valid) break;
    if (isUtf8(buffer.subarray(valid, middle))) valid = middle;
    else end = middle;
  }
  while (valid < end) {
    const length = [1, 2, 3, 4].find((size) => isUtf8(buffer.subarray(valid, valid + size)));
    if (length === undefined || valid + length > buffer.length) break;
    valid += length;
  }
  return valid;
}

/** The nearest byte at or before `offset` that is no continuation byte. */
function sequenceStart(buffer: Buffer, offset: number, from: number): number {
  let start = offset;
  while (start > from && ((buffer[start] ?? 0) & 0xc0) === 0x80) start--;
  return start;
}
