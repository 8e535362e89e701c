import type { Readable } from "node:stream";

/** Collects a stream up to a number of bytes, reads past the rest, and says once when it overflowed. */
export function cappedOutput(
  stream: Readable,
  limit: number,
  onOverflow: () => void = () => undefined,
): () => Buffer {
  const chunks: Buffer[] = [];
  let size = 0;
  let overflowed = false;
  stream.on("data", (chunk: Buffer) => {
    const room = limit - size;
    const kept = chunk.length <= room ? chunk : chunk.subarray(0, room);
    if (kept.length > 0) chunks.push(kept);
    size += kept.length;
    if (kept.length === chunk.length || overflowed) return;
    overflowed = true;
    onOverflow();
  });
  // A broken pipe shows in how the child ends.
  stream.on("error", () => undefined);
  return () => Buffer.concat(chunks);
}
