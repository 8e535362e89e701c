import { randomUUID } from "node:crypto";
import { constants } from "node:fs";
import { chmod, copyFile, lstat, readdir, rename, rm, utimes } from "node:fs/promises";
import { join } from "node:path";
import type { Keep } from "./storage.ts";

/** What a folder of kept files may grow to. */
export interface KeptLimits {
  /** In bytes; what was used longest ago goes first. */
  readonly totalBytes: number;
  readonly files: number;
}

/** Room for a few of Trivy's archives (50 MB), its databases (70 MB, 700 MB for Java) and layers. */
const defaultLimits: KeptLimits = { totalBytes: 4 * 2 ** 30, files: 500 };

/** Dots in front are for what is not whole yet. */
const plainName = /^\w[\w.+-]{0,199}$/;
const partialEnding = ".partial";
const partialMs = 24 * 60 * 60 * 1000;

/**
 * Keeps files in a folder that is there. Nothing of it ever fails: a file that cannot be kept or taken
 * is one that is not there. Others may read the folder at the same time and write into it, too.
 */
export function keepIn(folder: string, limits: KeptLimits = defaultLimits): Keep {
  return {
    async take(name) {
      if (!plainName.test(name)) return undefined;
      const path = join(folder, name);
      try {
        if (!(await lstat(path)).isFile()) return undefined;
        // What was used last goes last; a folder that cannot be written is still good for reading.
        await utimes(path, new Date(), new Date()).catch(() => undefined);
        return path;
      } catch {
        return undefined;
      }
    },
    async put(name, file) {
      if (!plainName.test(name)) return;
      const partial = join(folder, `.${randomUUID()}${partialEnding}`);
      try {
        await copyFile(file, partial, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
        await chmod(partial, 0o600);
        // The name stands for a whole file at every moment.
        await rename(partial, join(folder, name));
        await makeRoom(folder, name, limits);
      } catch {
        await rm(partial, { force: true }).catch(() => undefined);
      }
    },
  };
}

/** Removes what was used longest ago until the rest is within the limits; the newest file stays. */
async function makeRoom(folder: string, newest: string, limits: KeptLimits): Promise<void> {
  const files = await filesIn(folder);
  const isPartial = ({ name }: KeptFile): boolean => name.endsWith(partialEnding);
  const isLeftOver = (file: KeptFile): boolean =>
    isPartial(file) && file.usedMs < Date.now() - partialMs;
  const whole = files
    .filter((file) => !isPartial(file))
    .sort((a, b) => Number(b.name === newest) - Number(a.name === newest) || b.usedMs - a.usedMs);
  let bytes = 0;
  const surplus = whole.filter((file, index) => {
    bytes += file.bytes;
    return index > 0 && (bytes > limits.totalBytes || index >= limits.files);
  });
  for (const { name } of [...surplus, ...files.filter(isLeftOver)]) {
    await rm(join(folder, name), { force: true });
  }
}

interface KeptFile {
  readonly name: string;
  readonly bytes: number;
  readonly usedMs: number;
}

async function filesIn(folder: string): Promise<readonly KeptFile[]> {
  const found: KeptFile[] = [];
  for (const name of await readdir(folder)) {
    // Another run may be making room, too.
    const stats = await lstat(join(folder, name)).catch(() => undefined);
    if (stats?.isFile() === true) found.push({ name, bytes: stats.size, usedMs: stats.mtimeMs });
  }
  return found;
}
