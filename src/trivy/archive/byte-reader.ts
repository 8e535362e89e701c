import { ArchiveError } from "./error.ts";

/** Reads a stream of bytes in pieces of a wanted size, and never more than a limit in all. */
export class ByteReader {
  readonly #chunks: AsyncIterator<Buffer>;
  readonly #limit: number;
  #rest: Buffer = Buffer.alloc(0);
  #read = 0;

  constructor(stream: AsyncIterable<Buffer>, limit: number) {
    this.#chunks = stream[Symbol.asyncIterator]();
    this.#limit = limit;
  }

  /** Exactly so many bytes, of which there should be few; nothing at the end of the stream. */
  async take(size: number): Promise<Buffer | undefined> {
    const pieces: Buffer[] = [];
    for (let missing = size; missing > 0;) {
      const piece = await this.#some(missing);
      if (piece === undefined && missing === size) return undefined;
      if (piece === undefined) throw cutOff();
      pieces.push(piece);
      missing -= piece.length;
    }
    return Buffer.concat(pieces);
  }

  /** Hands on so many bytes, piece by piece. */
  async pass(size: number, to: (piece: Buffer) => Promise<void> | void): Promise<void> {
    for (let missing = size; missing > 0;) {
      const piece = await this.#some(missing);
      if (piece === undefined) throw cutOff();
      await to(piece);
      missing -= piece.length;
    }
  }

  /** Everything that is left, piece by piece. */
  async *remainder(): AsyncGenerator<Buffer> {
    for (;;) {
      const piece = await this.#some(Number.MAX_SAFE_INTEGER);
      if (piece === undefined) return;
      yield piece;
    }
  }

  /** Ends the stream. */
  async close(): Promise<void> {
    await this.#chunks.return?.();
  }

  async #some(most: number): Promise<Buffer | undefined> {
    while (this.#rest.length === 0) {
      const next = await this.#chunks.next();
      if (next.done === true) return undefined;
      this.#rest = next.value;
      this.#read += next.value.length;
      if (this.#read > this.#limit) {
        throw new ArchiveError("too-large", `it unpacks to more than ${this.#limit} bytes`);
      }
    }
    const piece = this.#rest.subarray(0, most);
    this.#rest = this.#rest.subarray(piece.length);
    return piece;
  }
}

function cutOff(): ArchiveError {
  return new ArchiveError("truncated", "it ends in the middle of an entry");
}
