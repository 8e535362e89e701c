import { createHash } from "node:crypto";
import { open, rm, type FileHandle } from "node:fs/promises";

/** Where the bytes of one attempt go, in order. Either `finish` or `discard` comes last. */
export interface Sink<T> {
  write(chunk: Buffer): Promise<void> | void;
  finish(): Promise<T> | T;
  /** Leaves nothing behind; never rejects. */
  discard(): Promise<void> | void;
}

/** Keeps the bytes in memory. */
export function intoMemory(): Sink<Buffer> {
  const chunks: Buffer[] = [];
  return {
    write: (chunk) => void chunks.push(chunk),
    finish: () => Buffer.concat(chunks),
    discard: () => undefined,
  };
}

/** Writes the bytes to a file for us alone, in place of what is there, and tells their SHA-256 (hex). */
export function intoFile(
  file: string,
  mode: 0o600 | 0o700 = 0o600,
): Sink<{ readonly sha256: string; readonly size: number }> {
  const hash = createHash("sha256");
  let size = 0;
  let opened: Promise<FileHandle> | undefined;
  const handle = (): Promise<FileHandle> =>
    // Removed first, so that neither a link nor the rights of an older file are taken over.
    (opened ??= rm(file, { force: true }).then(() => open(file, "wx", mode)));
  return {
    async write(chunk) {
      hash.update(chunk);
      size += chunk.length;
      await (await handle()).writeFile(chunk);
    },
    async finish() {
      await (await handle()).close();
      return { sha256: hash.digest("hex"), size };
    },
    async discard() {
      await opened?.then((one) => one.close()).catch(() => undefined);
      if (opened !== undefined) await rm(file, { force: true }).catch(() => undefined);
    },
  };
}
