import { isUtf8 } from "node:buffer";
import { malformed } from "../rejection.ts";

/** OpenSSH reads no larger number (sshbuf.h, SSHBUF_MAX_BIGNUM: 16384 bits). */
const longestNumber = 16_384 / 8;

/**
 * Reads SSH's wire format (RFC 4251, section 5) and never past the end. Whatever has two encodings is
 * accepted in one only, so that equal keys have equal bytes; anything else is `malformed`.
 */
export class WireReader {
  readonly #bytes: Buffer;
  readonly #what: string;
  #at = 0;

  constructor(bytes: Buffer, what: string) {
    this.#bytes = bytes;
    this.#what = what;
  }

  /** How many bytes have been read. */
  get offset(): number {
    return this.#at;
  }

  get atEnd(): boolean {
    return this.#at === this.#bytes.length;
  }

  /** The next `length` bytes, not copied. */
  take(length: number): Buffer {
    const end = this.#at + length;
    if (end > this.#bytes.length) throw malformed(`${this.#what} ends too early.`);
    const taken = this.#bytes.subarray(this.#at, end);
    this.#at = end;
    return taken;
  }

  byte(): number {
    return this.take(1).readUInt8();
  }

  uint32(): number {
    return this.take(4).readUInt32BE();
  }

  uint64(): bigint {
    return this.take(8).readBigUInt64BE();
  }

  /** A string of any bytes. */
  bytes(): Buffer {
    return this.take(this.uint32());
  }

  /** A string that is text: UTF-8 without NUL. */
  text(): string {
    const bytes = this.bytes();
    if (!isUtf8(bytes) || bytes.includes(0)) {
      throw malformed(`${this.#what} has bytes that are not text where a name belongs.`);
    }
    return bytes.toString("utf8");
  }

  /** A number that is not negative, big-endian without leading zeros. */
  number(): Buffer {
    const bytes = this.bytes();
    const [first, second] = bytes;
    if (first === undefined) return bytes;
    if (first >= 0x80) throw malformed(`${this.#what} has a negative number.`);
    if (first > 0) return withinBounds(bytes, this.#what);
    if (second === undefined || second < 0x80) {
      throw malformed(`${this.#what} has a number with needless leading zeros.`);
    }
    return withinBounds(bytes.subarray(1), this.#what);
  }

  /** A string that is itself wire format. */
  nested(what: string): WireReader {
    return new WireReader(this.bytes(), what);
  }

  /** Says that everything has been read. */
  end(): void {
    if (!this.atEnd) throw malformed(`${this.#what} has bytes after its end.`);
  }
}

function withinBounds(magnitude: Buffer, what: string): Buffer {
  if (magnitude.length > longestNumber) throw malformed(`${what} has a number of over 16384 bits.`);
  return magnitude;
}

/** A wire-format string. */
export function wireString(content: Uint8Array | string): Buffer {
  const bytes = typeof content === "string" ? Buffer.from(content, "utf8") : content;
  return Buffer.concat([wireUint32(bytes.length), bytes]);
}

/** A wire-format number of 32 bits. */
export function wireUint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
