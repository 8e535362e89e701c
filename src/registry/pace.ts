import { performance } from "node:perf_hooks";
import { RegistryError } from "./error.ts";

/**
 * How slowly something may come. A server that sends a byte now and then is never silent, so a limit on
 * silence does not end it; and one limit in all would be too long for what is small or too short for what
 * is large.
 */
export interface Pace {
  /** So long nothing need have come at all. */
  readonly graceMs: number;
  /** Each so many bytes that have come give one second more. */
  readonly bytesPerSecond: number;
  /** At this it ends, however much has come. */
  readonly mostMs: number;
}

/** Watches that what comes keeps its pace, while anything is being asked for; says once when it does not. */
export class PaceMeter {
  readonly #pace: Pace;
  readonly #onTooSlow: () => void;
  #bytes = 0;
  #beforeMs = 0;
  #since = 0;
  #going = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(pace: Pace, onTooSlow: () => void) {
    this.#pace = pace;
    this.#onTooSlow = onTooSlow;
  }

  /** Something is being asked for from now on; time in which nothing is does not count. */
  start(): void {
    if (this.#going++ > 0) return;
    this.#since = performance.now();
    this.#watch();
  }

  /** One of the things that were started goes on no longer. */
  stop(): void {
    if (--this.#going > 0) return;
    this.#beforeMs += performance.now() - this.#since;
    clearTimeout(this.#timer);
  }

  received(bytes: number): void {
    this.#bytes += bytes;
  }

  /** Nothing is said any more. */
  end(): void {
    this.#going = 0;
    clearTimeout(this.#timer);
  }

  /** How much came in what time, and how much is waited for, as a clause that says what to do. */
  get account(): string {
    const { graceMs, bytesPerSecond, mostMs } = this.#pace;
    const came = `only ${shownBytes(this.#bytes)} came in ${seconds(this.#elapsedMs)}`;
    const allowed = `${seconds(graceMs)} and one more for each ${shownBytes(bytesPerSecond)}`;
    const advice = "try again, or name a faster mirror in registries.mirrors";
    return `${came}, and ${allowed} are allowed, ${seconds(mostMs)} at most; ${advice}`;
  }

  get #elapsedMs(): number {
    return this.#beforeMs + (this.#going > 0 ? performance.now() - this.#since : 0);
  }

  #watch(): void {
    const { graceMs, bytesPerSecond, mostMs } = this.#pace;
    const allowedMs = Math.min(mostMs, graceMs + (this.#bytes / bytesPerSecond) * 1000);
    const leftMs = allowedMs - this.#elapsedMs;
    if (leftMs <= 0) this.#onTooSlow();
    else this.#timer = setTimeout(() => this.#watch(), Math.ceil(leftMs));
  }
}

/**
 * Lets work go on while what it tells to have received keeps the pace; else, or with `stop`, its signal
 * comes. What is too slow rejects with a `timed-out` RegistryError that begins with `what`.
 */
export async function paced<T>(
  what: string,
  pace: Pace,
  stop: AbortSignal,
  work: (signal: AbortSignal, received: (bytes: number) => void) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  let slow: RegistryError | undefined;
  const meter = new PaceMeter(pace, () => {
    slow = new RegistryError("timed-out", `${what} comes too slowly: ${meter.account}`);
    controller.abort();
  });
  const end = (): void => controller.abort();
  if (stop.aborted) end();
  stop.addEventListener("abort", end, { once: true });
  meter.start();
  try {
    return await work(controller.signal, (bytes) => meter.received(bytes));
  } catch (error) {
    throw slow ?? error;
  } finally {
    meter.end();
    stop.removeEventListener("abort", end);
  }
}

/** As many bytes in the largest unit that leaves a whole number in front. */
export function shownBytes(bytes: number): string {
  if (bytes >= 2 ** 20) return `${Math.floor(bytes / 2 ** 20)} MiB`;
  return bytes >= 2 ** 10 ? `${Math.floor(bytes / 2 ** 10)} KiB` : `${bytes} bytes`;
}

function seconds(ms: number): string {
  return `${Math.round(ms / 1000)} s`;
}
