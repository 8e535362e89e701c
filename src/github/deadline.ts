/**
 * Lets work go on for so many milliseconds, or until `stop`; then its signal comes. The work has to
 * obey the signal by itself.
 */
export async function within<T>(
  ms: number,
  stop: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  // On Node 20 the garbage collector takes AbortSignal.timeout out of AbortSignal.any, and nothing ends.
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
