/** Text that never grows above a number of UTF-8 bytes; what does not fit is not taken at all. */
export class BoundedText {
  readonly #limit: number;
  readonly #parts: string[] = [];
  #size = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Takes the text whole if it leaves `reserve` bytes free, and says whether it did. */
  add(text: string, reserve = 0): boolean {
    const size = Buffer.byteLength(text);
    if (this.#size + size + reserve > this.#limit) return false;
    this.#parts.push(text);
    this.#size += size;
    return true;
  }

  toString(): string {
    return this.#parts.join("");
  }
}
