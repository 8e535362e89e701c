import { randomUUID } from "node:crypto";
import { rename, rm } from "node:fs/promises";
import { onDisk } from "../disk-error.ts";
import type { Patience } from "../network/patience.ts";
import { intoFile, type Sink } from "../network/sink.ts";
import type { Descriptor } from "./descriptor.ts";
import { errorFor, type Desk } from "./desk.ts";
import { algorithmOf } from "./digest.ts";
import type { Endpoint } from "./endpoint.ts";
import { RegistryError } from "./error.ts";
import { paced, type Pace } from "./pace.ts";

/** Where a blob goes, and how long that may take. */
export interface Writing {
  /** Is there only when all of the blob is. */
  readonly file: string;
  /** In bytes. */
  readonly limit: number;
  readonly patience: Patience;
  /** Of what one endpoint sends, its second attempt included. */
  readonly pace: Pace;
  /** Hears of all bytes that come, also of those that come in vain. */
  readonly received?: (bytes: number) => void;
}

/** A server that falls silent in the middle of a blob is asked for it once more. */
const attempts = 2;

/**
 * Writes a blob of exactly the size and the digest that its descriptor tells to a file, without keeping
 * it in memory. Rejects with a RegistryError, `timed-out` also for what drips, or with a DiskError; then
 * there is no file.
 */
export async function fetchBlobToFile(
  desk: Desk,
  endpoint: Endpoint,
  descriptor: Descriptor,
  writing: Writing,
): Promise<void> {
  const { digest, size } = descriptor;
  const what = `the blob ${digest} of ${endpoint.repository}`;
  if (size > writing.limit) {
    const allowed = `${writing.limit} are allowed`;
    throw new RegistryError("too-large", `${what} has ${size} bytes, and ${allowed}`);
  }
  if (algorithmOf(digest) !== "sha256") {
    throw new RegistryError("unsupported", `${what} is not named by its SHA-256`);
  }
  const { patience, pace } = writing;
  await paced(`${what} from ${endpoint.host}`, pace, patience.signal, (signal, noted) => {
    const received = (bytes: number): void => {
      noted(bytes);
      writing.received?.(bytes);
    };
    const own = { ...writing, patience: { ...patience, signal }, received };
    return patiently(desk, endpoint, descriptor, own);
  });
}

async function patiently(
  desk: Desk,
  endpoint: Endpoint,
  descriptor: Descriptor,
  writing: Writing,
): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await write(desk, endpoint, descriptor, writing);
    } catch (error) {
      const isSilence = error instanceof RegistryError && error.code === "timed-out";
      if (!isSilence || attempt === attempts || writing.patience.signal.aborted) throw error;
    }
  }
}

async function write(
  desk: Desk,
  endpoint: Endpoint,
  { digest, size }: Descriptor,
  { file, patience, received: noted }: Writing,
): Promise<void> {
  const what = `the blob ${digest} of ${endpoint.repository}`;
  let partial = "";
  let received = "";
  const into = (): Sink<void> => {
    // Each attempt has a file of its own: the one before may still be busy removing its own.
    partial = `${file}.${randomUUID()}.partial`;
    const sink = fileSink(partial, (written) => {
      received = written;
    });
    return {
      ...sink,
      write(chunk) {
        noted?.(chunk.length);
        return sink.write(chunk);
      },
    };
  };
  const path = `blobs/${digest}`;
  try {
    const question = { method: "GET", path, accept: "*/*", limit: size, into } as const;
    const answer = await desk.ask(endpoint, question, patience);
    if (answer.status !== 200) throw errorFor(answer, what);
    if (received !== `${size} ${digest}`) {
      throw new RegistryError("digest-mismatch", `${answer.url.host} sent other bytes as ${what}`);
    }
    await onDisk(file, () => rename(partial, file));
  } finally {
    if (partial !== "") await rm(partial, { force: true }).catch(() => undefined);
  }
}

/** Tells size and digest of what it has written; what the disk refuses is a DiskError. */
function fileSink(path: string, done: (written: string) => void): Sink<void> {
  const sink = intoFile(path);
  return {
    write: (chunk) => onDisk(path, async () => sink.write(chunk)),
    async finish() {
      const { sha256, size } = await onDisk(path, async () => sink.finish());
      done(`${size} sha256:${sha256}`);
    },
    discard: () => sink.discard(),
  };
}
