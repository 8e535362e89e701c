/** Reads lines and counted bytes out of a stream of chunks; a run of bytes within one chunk is not copied. */
export class ByteSource {
  readonly #chunks: AsyncIterator<Buffer>;
  #chunk: Buffer = Buffer.alloc(0);

  constructor(chunks: AsyncIterable<Buffer>) {
    this.#chunks = chunks[Symbol.asyncIterator]();
  }

  /** The next line without its end, or nothing at the stream's end. Throws RangeError above the bound. */
  async line(longest: number): Promise<string | undefined> {
    let text = "";
    while (await this.#fill()) {
      const end = this.#chunk.indexOf(0x0a);
      text += this.#chunk.toString("latin1", 0, end < 0 ? undefined : end);
      if (text.length > longest) throw new RangeError(`a line has over ${longest} bytes`);
      this.#chunk = this.#chunk.subarray(end < 0 ? this.#chunk.length : end + 1);
      if (end >= 0) return text;
    }
    return text === "" ? undefined : text;
  }

  /** Exactly this many bytes. Throws RangeError where the stream ends first. */
  async take(count: number): Promise<Buffer> {
    if (this.#chunk.length >= count) return this.#cut(count);
    const parts: Buffer[] = [];
    await this.pass(count, (part) => parts.push(part));
    return Buffer.concat(parts, count);
  }

  /** Goes past this many bytes, showing them part by part. Throws RangeError where the stream ends first. */
  async pass(count: number, show: (part: Buffer) => void): Promise<void> {
    for (let left = count; left > 0;) {
      if (!(await this.#fill())) throw new RangeError("the stream ends inside of an object");
      const part = this.#cut(Math.min(left, this.#chunk.length));
      left -= part.length;
      show(part);
    }
  }

  /** Tells the stream that no more is wanted. */
  async close(): Promise<void> {
    await this.#chunks.return?.();
  }

  #cut(count: number): Buffer {
    const cut = this.#chunk.subarray(0, count);
    this.#chunk = this.#chunk.subarray(count);
    return cut;
  }

  async #fill(): Promise<boolean> {
    while (this.#chunk.length === 0) {
      const { done, value } = await this.#chunks.next();
      if (done === true) return false;
      this.#chunk = value;
    }
    return true;
  }
}
