import { copyFileSync, existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Keep } from "../../../src/storage.ts";

/** Keeps files in a folder, under their names. */
export function keptIn(folder: string): Keep {
  mkdirSync(folder, { recursive: true });
  return {
    take: (name) =>
      Promise.resolve(existsSync(join(folder, name)) ? join(folder, name) : undefined),
    put: (name, file) => Promise.resolve(copyFileSync(file, join(folder, name))),
  };
}
