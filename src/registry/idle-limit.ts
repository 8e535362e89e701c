/**
 * Lets work go on for as long as it says at least every so many milliseconds that it is active; else,
 * or with `stop`, its signal comes. The work has to obey the signal by itself.
 */
export async function whileActive<T>(
  ms: number,
  stop: AbortSignal,
  work: (signal: AbortSignal, active: () => void) => Promise<T>,
  silence: () => Error,
): Promise<T> {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(silence()), ms);
  const end = (): void => controller.abort();
  if (stop.aborted) end();
  stop.addEventListener("abort", end, { once: true });
  try {
    return await work(controller.signal, () => timer.refresh());
  } finally {
    clearTimeout(timer);
    stop.removeEventListener("abort", end);
  }
}
