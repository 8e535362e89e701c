// On Node 20 the garbage collector takes an AbortSignal.timeout out of AbortSignal.any, and what waits for
// it waits for ever; a timer of our own holds its controller.

/**
 * Lets work go on for so many milliseconds, or until `stop`; then its signal comes. The work has to
 * obey the signal by itself.
 */
export async function within<T>(
  ms: number,
  stop: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  const end = (): void => controller.abort();
  const timer = setTimeout(end, ms);
  if (stop?.aborted === true) end();
  stop?.addEventListener("abort", end, { once: true });
  try {
    return await work(controller.signal);
  } finally {
    clearTimeout(timer);
    stop?.removeEventListener("abort", end);
  }
}

/** A signal that comes after so many milliseconds, or with `stop`; its timer keeps no process alive. */
export function signalAfter(ms: number, stop?: AbortSignal): AbortSignal {
  const controller = new AbortController();
  const end = (): void => controller.abort();
  setTimeout(end, ms).unref();
  if (stop?.aborted === true) end();
  stop?.addEventListener("abort", end, { once: true });
  return controller.signal;
}
