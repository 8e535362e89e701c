import { performance } from "node:perf_hooks";
import { signalAfter, within } from "../deadline.ts";

/** How long something may still go on, and the signal that ends it. */
export interface Patience {
  readonly signal: AbortSignal;
  remainingMs(): number;
}

/** Patience for so many milliseconds from now, or until somebody else's signal. */
export function patienceFor(ms: number, stop: AbortSignal): Patience {
  const end = performance.now() + ms;
  return {
    signal: signalAfter(ms, stop),
    remainingMs: () => Math.max(0, end - performance.now()),
  };
}

/** Patience for one piece of work, over when the work is. */
export function withPatience<T>(
  ms: number,
  stop: AbortSignal,
  work: (patience: Patience) => Promise<T>,
): Promise<T> {
  const end = performance.now() + ms;
  const remainingMs = (): number => Math.max(0, end - performance.now());
  return within(ms, stop, (signal) => work({ signal, remainingMs }));
}
