import { isAscii, isUtf8 } from "node:buffer";

/** Bytes that are no text; `text` is what stands before the fault, `offset` its length. */
export interface DecodingProblem {
  readonly problem: string;
  readonly text: string;
  readonly offset: number;
}

/**
 * The text of a file: UTF-8 or UTF-16, told by a byte order mark (which is dropped) or by the zero
 * bytes that ASCII has in UTF-16 (YAML 1.2 section 5.2). Other encodings and binary data are a problem.
 */
export function decodeText(bytes: Uint8Array): { readonly text: string } | DecodingProblem {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [first = -1, second = -1, third = -1, fourth = -1] = buffer.subarray(0, 4);
  if (first === 0xef && second === 0xbb && third === 0xbf) return decodeUtf8(buffer.subarray(3));
  if (isUtf32(first, second, third, fourth)) {
    return {
      problem: "the file is encoded in UTF-32, which YAML parsers do not read",
      text: "",
      offset: 0,
    };
  }
  if (first === 0xff && second === 0xfe) return decodeUtf16(buffer.subarray(2), "little");
  if (first === 0xfe && second === 0xff) return decodeUtf16(buffer.subarray(2), "big");
  if (second === 0 && first > 0 && buffer.length % 2 === 0) return decodeUtf16(buffer, "little");
  if (first === 0 && second > 0 && buffer.length % 2 === 0) return decodeUtf16(buffer, "big");
  return decodeUtf8(buffer);
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

function decodeUtf16(
  buffer: Buffer,
  order: "little" | "big",
): { readonly text: string } | DecodingProblem {
  const even = buffer.subarray(0, buffer.length - (buffer.length % 2));
  const text =
    order === "little" ? even.toString("utf16le") : Buffer.from(even).swap16().toString("utf16le");
  const zero = text.indexOf("\0");
  const lone = loneSurrogate(text);
  const faults = [zero, lone].filter((offset) => offset >= 0);
  if (even.length < buffer.length) faults.push(text.length);
  if (faults.length === 0) return { text };
  const offset = Math.min(...faults);
  const problem =
    offset === zero
      ? "the file holds a zero character, so it is not text"
      : "the file is not valid UTF-16";
  return { problem, text: text.slice(0, offset), offset };
}

function loneSurrogate(text: string): number {
  return text.search(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/);
}
