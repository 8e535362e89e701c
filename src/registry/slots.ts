/** Lets only so many pieces of work go on at once for each host; the others wait their turn. */
export class Slots {
  readonly #perHost: number;
  readonly #busy = new Map<string, number>();
  readonly #waiting = new Map<string, Set<() => void>>();

  constructor(perHost: number) {
    this.#perHost = perHost;
  }

  /** Runs the work when there is room for it. With the signal it waits no longer, and rejects with its reason. */
  async use<T>(host: string, work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    signal?.throwIfAborted();
    await this.#enter(host, signal);
    try {
      return await work();
    } finally {
      this.#leave(host);
    }
  }

  #enter(host: string, signal: AbortSignal | undefined): Promise<void> {
    const busy = this.#busy.get(host) ?? 0;
    if (busy < this.#perHost) {
      this.#busy.set(host, busy + 1);
      return Promise.resolve();
    }
    return new Promise((resolve, reject) => {
      const queue = this.#waiting.get(host) ?? new Set();
      const giveUp = (): void => {
        queue.delete(enter);
        reject(signal?.reason as Error);
      };
      const enter = (): void => {
        signal?.removeEventListener("abort", giveUp);
        resolve();
      };
      queue.add(enter);
      this.#waiting.set(host, queue);
      signal?.addEventListener("abort", giveUp, { once: true });
    });
  }

  #leave(host: string): void {
    const queue = this.#waiting.get(host);
    const [next] = queue ?? [];
    if (next !== undefined) {
      queue?.delete(next);
      // The slot is handed on, so the count stays.
      next();
      return;
    }
    const left = (this.#busy.get(host) ?? 1) - 1;
    if (left > 0) this.#busy.set(host, left);
    else this.#busy.delete(host);
  }
}
