import { RegistryError } from "./error.ts";

/** Does each thing once. What was cut short by a deadline may be tried again by somebody else. */
export class Memo<T> {
  readonly #results = new Map<string, Promise<T>>();

  /** The result for a key, made by the first who asks. */
  once(key: string, make: () => Promise<T>): Promise<T> {
    const known = this.#results.get(key);
    if (known !== undefined) return known;
    const made = make();
    this.#results.set(key, made);
    made.catch((error: unknown) => {
      if (error instanceof RegistryError && error.code === "timed-out") this.#results.delete(key);
    });
    return made;
  }

  /** Puts down a result that came about otherwise, unless there is one. */
  seed(key: string, result: T): void {
    if (!this.#results.has(key)) this.#results.set(key, Promise.resolve(result));
  }
}
