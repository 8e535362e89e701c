/** Lets only so many pieces of work go on at once for each host; the others wait their turn. */
export class Slots {
  readonly #perHost: number;
  readonly #busy = new Map<string, number>();
  readonly #waiting = new Map<string, (() => void)[]>();

  constructor(perHost: number) {
    this.#perHost = perHost;
  }

  /** Runs the work when there is room for it. */
  async use<T>(host: string, work: () => Promise<T>): Promise<T> {
    await this.#enter(host);
    try {
      return await work();
    } finally {
      this.#leave(host);
    }
  }

  #enter(host: string): Promise<void> {
    const busy = this.#busy.get(host) ?? 0;
    if (busy < this.#perHost) {
      this.#busy.set(host, busy + 1);
      return Promise.resolve();
    }
    return new Promise((resolve) => {
      const queue = this.#waiting.get(host) ?? [];
      queue.push(resolve);
      this.#waiting.set(host, queue);
    });
  }

  #leave(host: string): void {
    const next = this.#waiting.get(host)?.shift();
    // The slot is handed on, so the count stays.
    if (next !== undefined) next();
    else this.#busy.set(host, (this.#busy.get(host) ?? 1) - 1);
  }
}
