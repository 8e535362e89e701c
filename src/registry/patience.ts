import { performance } from "node:perf_hooks";

/** How long something may still go on, and the signal that ends it. */
export interface Patience {
  readonly signal: AbortSignal;
  remainingMs(): number;
}

/** Patience for so many milliseconds from now, or until somebody else's signal. */
export function patienceFor(ms: number, stop: AbortSignal): Patience {
  const end = performance.now() + ms;
  return {
    signal: AbortSignal.any([AbortSignal.timeout(ms), stop]),
    remainingMs: () => Math.max(0, end - performance.now()),
  };
}
