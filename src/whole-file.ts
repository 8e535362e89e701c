import { randomUUID } from "node:crypto";
import { constants } from "node:fs";
import { chmod, copyFile, rename, rm, writeFile } from "node:fs/promises";

/**
 * Puts a text at a path, for us alone, in place of what is there. Readers find the old file or the whole
 * new one, and a link there leads nowhere. Rejects with the system's error; then nothing is left behind.
 */
export function writeWhole(file: string, text: string): Promise<void> {
  return putWhole(file, (partial) => writeFile(partial, text, { mode: 0o600, flag: "wx" }));
}

/** The same with the bytes of another file; unless told, with that one's rights. */
export function copyWhole(from: string, file: string, mode?: number): Promise<void> {
  return putWhole(file, async (partial) => {
    await copyFile(from, partial, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
    if (mode !== undefined) await chmod(partial, mode);
  });
}

async function putWhole(file: string, fill: (partial: string) => Promise<void>): Promise<void> {
  const partial = `${file}.${randomUUID()}.partial`;
  try {
    await fill(partial);
    await rename(partial, file);
  } catch (error) {
    await rm(partial, { force: true }).catch(() => undefined);
    throw error;
  }
}
