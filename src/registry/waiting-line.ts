interface Waiting<Wish, Gift> {
  readonly wish: Wish;
  readonly give: (gift: Gift) => void;
  readonly refuse: (error: unknown) => void;
}

/** What may be done for the first in the line: something, or nothing before something else changes. */
export type Service<Gift> = { readonly gift: Gift } | "look-again" | "wait";

/**
 * Wishes that are met in the order in which they came, each when `serve` can: nobody is passed, so the
 * first always gets its turn. What `serve` throws is for who is first.
 */
export class WaitingLine<Wish, Gift> {
  readonly #serve: (wish: Wish, isFirst: () => boolean) => Promise<Service<Gift>>;
  readonly #waiting: Waiting<Wish, Gift>[] = [];
  #isServing = false;
  #hasChanged = false;

  /** `serve` asks whether who was first when it began still is, before it does anything for him. */
  constructor(serve: (wish: Wish, isFirst: () => boolean) => Promise<Service<Gift>>) {
    this.#serve = serve;
  }

  /** Waits for a wish to be met; with the signal no longer, and then rejects with what `calledOff` gives. */
  join(wish: Wish, signal: AbortSignal | undefined, calledOff: () => Error): Promise<Gift> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted === true) return reject(calledOff());
      const leave = (): void => {
        this.#drop(waiting);
        reject(calledOff());
        this.changed();
      };
      const done = (): void => signal?.removeEventListener("abort", leave);
      const waiting = {
        wish,
        give: (gift: Gift) => (done(), resolve(gift)),
        refuse: (error: unknown) => (done(), reject(error as Error)),
      };
      signal?.addEventListener("abort", leave, { once: true });
      this.#waiting.push(waiting);
      this.changed();
    });
  }

  /** Something changed that may allow to serve the first. */
  changed(): void {
    this.#hasChanged = true;
    if (!this.#isServing) void this.#serveAll();
  }

  async #serveAll(): Promise<void> {
    this.#isServing = true;
    while (this.#hasChanged) {
      this.#hasChanged = false;
      while (await this.#serveFirst());
    }
    this.#isServing = false;
  }

  /** Whether there may be more to do. */
  async #serveFirst(): Promise<boolean> {
    const [first] = this.#waiting;
    if (first === undefined) return false;
    const isFirst = (): boolean => this.#waiting[0] === first;
    try {
      const service = await this.#serve(first.wish, isFirst);
      if (service === "wait") return false;
      if (service !== "look-again") {
        this.#drop(first);
        first.give(service.gift);
      }
    } catch (error) {
      this.#drop(first);
      first.refuse(error);
    }
    return true;
  }

  #drop(waiting: Waiting<Wish, Gift>): void {
    const place = this.#waiting.indexOf(waiting);
    if (place !== -1) this.#waiting.splice(place, 1);
  }
}
