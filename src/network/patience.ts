import { performance } from "node:perf_hooks";
import { signalAfter } from "../deadline.ts";

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
