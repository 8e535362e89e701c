import { setFlagsFromString } from "node:v8";

/**
 * Keeps V8 from letting its room for young objects grow to 64 MB, of which a process that runs for seconds
 * frees nothing in time: it takes 100 MB less, and no longer. To be called before the work begins; without effect on results.
 */
export function keepYoungMemorySmall(): void {
  setFlagsFromString("--semi-space-growth-factor=1");
}
