import { malformed } from "../rejection.ts";

/** The tags that certificates and signatures are made of (X.690, 8.1.2). */
export const tag = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  oid: 0x06,
  utf8String: 0x0c,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
} as const;

/** The tag of a context-specific element that holds others: `[0]`, `[1]`, … */
export function context(number: number): number {
  return 0xa0 | number;
}

/** The tag of a context-specific element that holds bytes. */
export function contextBytes(number: number): number {
  return 0x80 | number;
}

/** One element: its tag, what it holds, and all of its bytes. */
export interface Element {
  readonly tag: number;
  readonly content: Buffer;
  readonly whole: Buffer;
}

/** No certificate nests as deep. */
const deepest = 24;

/**
 * Reads DER (X.690, section 10) and never past the end: lengths are definite and as short as can be,
 * tags have one byte. Anything else is `malformed`.
 */
export class DerReader {
  readonly #bytes: Buffer;
  readonly #what: string;
  readonly #depth: number;
  #at = 0;

  constructor(bytes: Buffer, what: string, depth = 0) {
    if (depth > deepest) throw malformed(`${what} is nested more than ${deepest} deep.`);
    this.#bytes = bytes;
    this.#what = what;
    this.#depth = depth;
  }

  get atEnd(): boolean {
    return this.#at === this.#bytes.length;
  }

  /** Whether the next element has a tag. */
  has(expected: number): boolean {
    return !this.atEnd && this.#bytes[this.#at] === expected;
  }

  /** The next element, which has the tag when one is named. */
  element(expected?: number): Element {
    const found = elementAt(this.#bytes, this.#at, this.#what);
    if (expected !== undefined && found.tag !== expected) {
      throw malformed(`${this.#what} has something else where a part of it belongs.`);
    }
    this.#at += found.whole.length;
    return found;
  }

  /** The content of the next element. */
  content(expected: number): Buffer {
    return this.element(expected).content;
  }

  /** The content of the next element if it has the tag. */
  optional(expected: number): Buffer | undefined {
    return this.has(expected) ? this.content(expected) : undefined;
  }

  /** The inside of the next element. */
  enter(expected: number): DerReader {
    return this.inside(this.content(expected));
  }

  /** A reader one level below this one. */
  inside(content: Buffer): DerReader {
    return new DerReader(content, this.#what, this.#depth + 1);
  }

  /** All elements up to the end. */
  rest(): Element[] {
    const elements: Element[] = [];
    while (!this.atEnd) elements.push(this.element());
    return elements;
  }

  /** Says that everything has been read. */
  end(): void {
    if (!this.atEnd) throw malformed(`${this.#what} has bytes after its end.`);
  }
}

/** The one element that bytes hold. */
export function wholeElement(bytes: Buffer, expected: number, what: string): Buffer {
  const from = new DerReader(bytes, what);
  const content = from.content(expected);
  from.end();
  return content;
}

/** Says that bytes are DER all the way down. */
export function requireDer(bytes: Buffer, what: string, depth = 0): void {
  for (const element of new DerReader(bytes, what, depth).rest()) {
    if ((element.tag & 0x20) !== 0) requireDer(element.content, what, depth + 1);
  }
}

function elementAt(bytes: Buffer, at: number, what: string): Element {
  const found = bytes[at];
  const first = bytes[at + 1];
  if (found === undefined || first === undefined) throw malformed(`${what} ends too early.`);
  if ((found & 0x1f) === 0x1f) throw malformed(`${what} has a tag of several bytes.`);
  const { length, start } = first < 0x80 ? { length: first, start: at + 2 } : long(bytes, at, what);
  if (start + length > bytes.length) throw malformed(`${what} ends too early.`);
  return {
    tag: found,
    content: bytes.subarray(start, start + length),
    whole: bytes.subarray(at, start + length),
  };
}

/** A length of one to three bytes behind the byte that counts them. */
function long(bytes: Buffer, at: number, what: string): { length: number; start: number } {
  const count = bytes.readUInt8(at + 1) & 0x7f;
  if (count === 0) throw malformed(`${what} has an element of indefinite length.`);
  const start = at + 2 + count;
  if (count > 3 || start > bytes.length) throw malformed(`${what} has an impossible length.`);
  const length = bytes.readUIntBE(at + 2, count);
  const needed = length < 0x80 ? 0 : Math.ceil((32 - Math.clz32(length)) / 8);
  if (needed !== count) throw malformed(`${what} has a length that is written too long.`);
  return { length, start };
}
