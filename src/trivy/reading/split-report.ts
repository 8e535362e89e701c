import { malformed } from "./fields.ts";

/** Takes an entry of a list of a result: the key of the list, and the JSON of the entry. */
export type OnEntry = (key: string, json: string) => void;

const quote = 0x22;
const backslash = 0x5c;
const [openObject, closeObject, openList, closeList] = [0x7b, 0x7d, 0x5b, 0x5d];

/** Entries lie in a list of an object of a list of the report: `Results[].Vulnerabilities[]`. */
const entryPath = "{[{[{";
const largestEntryBytes = 8 << 20;
const largestSkeletonBytes = 32 << 20;
const longestKey = 256;
const mostParts = 4_096;
const decoder = new TextDecoder("utf-8", { fatal: true });

/**
 * Takes a report apart as it comes, so that a large one is never in memory as a whole: each entry of the
 * lists of its results is handed over, and the rest is given back, with the number of each entry (from 0)
 * in its place. Brackets and strings are all that
 * is looked at; whoever parses the parts finds out whether they are JSON. Chunks may be used again
 * after the next was asked for.
 */
export function splitReport(chunks: Iterable<Uint8Array>, onEntry: OnEntry): string {
  const splitter = new Splitter(onEntry);
  for (const { buffer, byteOffset, byteLength } of chunks) {
    splitter.take(Buffer.from(buffer, byteOffset, byteLength));
  }
  return splitter.end();
}

class Splitter {
  readonly #onEntry: OnEntry;
  readonly #skeleton = new Parts(largestSkeletonBytes, "what is beside its lists");
  readonly #entry = new Parts(largestEntryBytes, "an entry of its lists");
  #count = 0;
  #path = "";
  #inString = false;
  #isEscaped = false;
  #inEntry = false;
  #key = "";

  constructor(onEntry: OnEntry) {
    this.#onEntry = onEntry;
  }

  take(chunk: Buffer): void {
    let from = 0;
    for (let at = 0; at < chunk.length; at++) {
      const byte = chunk[at];
      if (this.#inString) this.#inText(byte);
      else if (byte === quote) this.#inString = true;
      else if (byte === openObject || byte === openList) from = this.#open(chunk, from, at);
      else if (byte === closeObject || byte === closeList) from = this.#close(chunk, from, at);
    }
    (this.#inEntry ? this.#entry : this.#skeleton).add(chunk.subarray(from));
  }

  end(): string {
    return this.#skeleton.text();
  }

  #inText(byte: number | undefined): void {
    if (this.#isEscaped) this.#isEscaped = false;
    else if (byte === backslash) this.#isEscaped = true;
    else if (byte === quote) this.#inString = false;
  }

  /** Gives where the part begins that was not put away yet. */
  #open(chunk: Buffer, from: number, at: number): number {
    // Deeper than an entry, only how deep it is matters.
    this.#path += chunk[at] === openObject ? "{" : "[";
    if (this.#path === entryPath) {
      this.#skeleton.add(chunk.subarray(from, at));
      this.#inEntry = true;
      return at;
    }
    if (this.#path === entryPath.slice(0, -1)) {
      this.#skeleton.add(chunk.subarray(from, at));
      this.#key = this.#skeleton.lastKey();
      return at;
    }
    return from;
  }

  #close(chunk: Buffer, from: number, at: number): number {
    const isEnd = this.#inEntry && this.#path.length === entryPath.length;
    this.#path = this.#path.slice(0, -1);
    if (!isEnd) return from;
    this.#inEntry = false;
    this.#onEntry(this.#key, this.#entry.endedBy(chunk.subarray(from, at + 1)));
    this.#skeleton.add(Buffer.from(String(this.#count++)));
    return at + 1;
  }
}

/** Pieces of text that belong together, up to a size. */
class Parts {
  readonly #most: number;
  readonly #what: string;
  #parts: Buffer[] = [];
  #size = 0;

  constructor(most: number, what: string) {
    this.#most = most;
    this.#what = what;
  }

  add(part: Buffer): void {
    if (part.length === 0) return;
    this.#grow(part);
    this.#parts.push(Buffer.from(part));
    if (this.#parts.length === mostParts) this.#joined();
  }

  /** The whole text, of which this is the last part, and an empty one from then on. */
  endedBy(part: Buffer): string {
    this.#grow(part);
    const whole = this.#parts.length === 0 ? part : Buffer.concat([...this.#parts, part]);
    this.#parts = [];
    this.#size = 0;
    return textIn(whole);
  }

  text(): string {
    return textIn(this.#joined());
  }

  /** The key in front of a list that begins here; the empty text where there is none. */
  lastKey(): string {
    const tail: Buffer[] = [];
    // Only the end: a report may have lists by the hundred thousand.
    for (let at = this.#parts.length - 1, size = 0; at >= 0 && size < longestKey; at--) {
      const part = this.#parts[at]?.subarray(-longestKey) ?? Buffer.alloc(0);
      tail.unshift(part);
      size += part.length;
    }
    const end = Buffer.concat(tail).subarray(-longestKey).toString("latin1");
    return /"([A-Za-z]+)"\s*:\s*$/.exec(end)?.[1] ?? "";
  }

  #grow({ length }: Buffer): void {
    this.#size += length;
    if (this.#size > this.#most) {
      throw malformed(`${this.#what} has more than ${this.#most} bytes`);
    }
  }

  #joined(): Buffer {
    const whole = Buffer.concat(this.#parts);
    this.#parts = [whole];
    return whole;
  }
}

function textIn(bytes: Buffer): string {
  try {
    return decoder.decode(bytes);
  } catch {
    throw malformed("it is not text in UTF-8");
  }
}
