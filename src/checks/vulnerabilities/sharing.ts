/** Keeps one of all values that say the same, with a number for what is made of several of them. */
export class Sharing<T> {
  readonly #known = new Map<string, { readonly number: number; readonly value: T }>();

  /** The first value that was given for the key, and its number. */
  of(key: string, value: T): { readonly number: number; readonly value: T } {
    const known = this.#known.get(key) ?? { number: this.#known.size, value };
    this.#known.set(key, known);
    return known;
  }
}
