import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { intoFile } from "../network/sink.ts";

const readBytes = 1 << 20;

/** The SHA-256 of a file, hex. Rejects with the system's error. */
export async function fileDigest(path: string): Promise<string> {
  const hash = createHash("sha256");
  const stream = createReadStream(path, { highWaterMark: readBytes });
  for await (const chunk of stream as AsyncIterable<Buffer>) hash.update(chunk);
  return hash.digest("hex");
}

/**
 * Copies a file of at most so many bytes to where only we may write, and tells the copy's SHA-256
 * (hex): what was compared cannot be exchanged afterwards. Nothing where it is larger.
 */
export async function copyWithDigest(
  from: string,
  to: string,
  mostBytes: number,
): Promise<string | undefined> {
  const sink = intoFile(to);
  let size = 0;
  try {
    const stream = createReadStream(from, { highWaterMark: readBytes });
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > mostBytes) break;
      await sink.write(chunk);
    }
    if (size > 0 && size <= mostBytes) return (await sink.finish()).sha256;
    await sink.discard();
    return undefined;
  } catch (thrown) {
    await sink.discard();
    throw thrown;
  }
}
