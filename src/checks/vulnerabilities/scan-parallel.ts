import os from "node:os";

/** Does something for each item, at most so many at once. The first failure ends it, after those that are under way. */
export async function eachInParallel<T>(
  items: Iterable<T>,
  most: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const queue = items[Symbol.iterator]();
  let failure: { readonly cause: unknown } | undefined;
  const worker = async (): Promise<void> => {
    for (let next = queue.next(); next.done !== true; next = queue.next()) {
      if (failure !== undefined) return;
      try {
        await work(next.value);
      } catch (cause) {
        failure ??= { cause };
      }
    }
  };
  await Promise.all(Array.from({ length: most }, worker));
  if (failure !== undefined) throw failure.cause;
}

/** What one Trivy needs while it looks at a large image. */
const bytesForOne = 768 * 2 ** 20;

/** How many scans go on at once on a machine: one for each core, and no more than memory is free for. */
export function scansAtOnce(cores = os.availableParallelism(), freeBytes = freeMemory()): number {
  return Math.max(1, Math.min(cores, Math.floor(freeBytes / bytesForOne)));
}

function freeMemory(): number {
  const limit = process.constrainedMemory();
  return limit > 0 ? Math.min(os.freemem(), limit) : os.freemem();
}
