import { MalformedError } from "./malformed.ts";
import type { ObjectFormat } from "./revision.ts";

/** A header line of a commit or tag with the lines that continue it, and where it stands in the object. */
export interface Header {
  readonly key: string;
  /** The value without the last line end; continuing lines are joined by line breaks, without their space. */
  readonly value: Buffer;
  readonly start: number;
  readonly end: number;
}

/** An object's headers in order, and where its message begins. */
export interface Split {
  readonly headers: readonly Header[];
  readonly message: number;
}

const newline = 0x0a;
const space = 0x20;

/** More would be an attack on us: the widest merges have some dozens of parents, each a line. */
const maxHeaders = 100_000;

/** Splits an object at its first empty line. Throws MalformedError. */
export function splitHeaders(bytes: Buffer): Split {
  const headers: Header[] = [];
  let at = 0;
  while (at < bytes.length && bytes[at] !== newline) {
    const header = headerAt(bytes, at);
    headers.push(header);
    if (headers.length > maxHeaders) throw new MalformedError("It has over 100,000 headers.");
    at = header.end;
  }
  // Without a message git leaves out the empty line, or writes it: both are seen.
  return { headers, message: Math.min(at + 1, bytes.length) };
}

function headerAt(bytes: Buffer, start: number): Header {
  if (bytes[start] === space) throw new MalformedError("A header begins with a space.");
  const lines: Buffer[] = [];
  let at = start;
  do {
    const end = bytes.indexOf(newline, at);
    if (end < 0) throw new MalformedError("A header has no line end.");
    lines.push(bytes.subarray(at, end));
    at = end + 1;
  } while (bytes[at] === space);
  const first = lines[0] ?? Buffer.alloc(0);
  const gap = first.indexOf(space);
  const key = first.toString("latin1", 0, gap < 0 ? first.length : gap);
  const values = lines.map((line, index) =>
    index === 0 ? line.subarray(gap < 0 ? line.length : gap + 1) : line.subarray(1),
  );
  const value = values.length === 1 ? (values[0] ?? first) : joined(values);
  if (bytes.subarray(start, at).includes(0)) {
    throw new MalformedError(`The header ${JSON.stringify(key.slice(0, 40))} holds a null byte.`);
  }
  return { key, value, start, end: at };
}

function joined(lines: readonly Buffer[]): Buffer {
  const separator = Buffer.from("\n");
  return Buffer.concat(lines.flatMap((line, index) => (index === 0 ? [line] : [separator, line])));
}

/** Takes headers off the front, one after the other, as the order of git demands. */
export class HeaderQueue {
  readonly #headers: readonly Header[];
  #at = 0;

  constructor(headers: readonly Header[]) {
    this.#headers = headers;
  }

  /** The next header where it has this key. */
  takeIf(key: string): Header | undefined {
    const header = this.#headers[this.#at];
    if (header?.key !== key) return undefined;
    this.#at++;
    return header;
  }

  /** The next header, which must have this key. Throws MalformedError. */
  take(key: string): Header {
    const header = this.takeIf(key);
    if (header !== undefined) return header;
    const found = this.#headers[this.#at]?.key;
    const instead = found === undefined ? "the end" : JSON.stringify(found.slice(0, 40));
    throw new MalformedError(`Where the header ${key} belongs stands ${instead}.`);
  }

  /** What is left. */
  rest(): readonly Header[] {
    return this.#headers.slice(this.#at);
  }
}

/** A header's value as a full object name. Throws MalformedError. */
export function objectName(header: Header, format: ObjectFormat): string {
  const name = header.value.toString("latin1");
  const shape = format === "sha256" ? /^[0-9a-f]{64}$/ : /^[0-9a-f]{40}$/;
  if (!shape.test(name)) {
    throw new MalformedError(`The header ${header.key} is not the full name of an object.`);
  }
  return name;
}
