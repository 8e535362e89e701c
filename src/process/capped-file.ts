import { createWriteStream } from "node:fs";
import { Transform, type Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

/**
 * Writes a stream into a new file up to a number of bytes, reads past the rest, and says once when it
 * overflowed. Resolves when the stream has ended; rejects when the file cannot be written.
 */
export function cappedFile(
  stream: Readable,
  path: string,
  { limit, onOverflow }: { readonly limit: number; readonly onOverflow: () => void },
): Promise<void> {
  let size = 0;
  let overflowed = false;
  const cap = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      const kept = chunk.subarray(0, limit - size);
      size += kept.length;
      if (kept.length < chunk.length && !overflowed) {
        overflowed = true;
        onOverflow();
      }
      done(null, kept);
    },
  });
  const written = pipeline(stream, cap, createWriteStream(path, { flags: "wx", mode: 0o600 }));
  // Whoever waits for the child waits for this only after it; until then nobody listens.
  written.catch(() => undefined);
  return written;
}
