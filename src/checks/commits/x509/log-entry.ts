import { atMostOne, readMessage, type Message } from "./protobuf.ts";

/** What a transparency log answered when a signature was entered (sigstore_rekor.proto, TransparencyLogEntry). */
export interface LogEntry {
  readonly logIndex: number;
  /** The log's identity, in hexadecimal. */
  readonly logId: string;
  readonly kind: string;
  readonly version: string;
  /** When the log took the entry, in seconds. */
  readonly integratedTime: number;
  /** The log's signature over entry, index and time; empty where it made none. */
  readonly signedEntryTimestamp: Buffer;
  readonly proof?: InclusionProof;
  /** What was entered; gitsign leaves it out, since it follows from the signature. */
  readonly body: Buffer;
}

/** That the entry is in the log, and what the log says of itself. */
export interface InclusionProof {
  readonly logIndex: number;
  readonly rootHash: Buffer;
  readonly treeSize: number;
  readonly hashes: readonly Buffer[];
  readonly checkpoint: string;
}

const nothing = Buffer.alloc(0);

/** Reads a log entry as gitsign embeds it. */
export function readLogEntry(bytes: Buffer): LogEntry {
  const entry = readMessage(bytes);
  const kind = nested(entry, 3);
  const proof = entry.bytes(6).length === 0 ? undefined : readProof(nested(entry, 6));
  return {
    logIndex: numberIn(entry, 1),
    logId: bytesIn(nested(entry, 2), 1).toString("hex"),
    kind: textIn(kind, 1),
    version: textIn(kind, 2),
    integratedTime: numberIn(entry, 4),
    signedEntryTimestamp: bytesIn(nested(entry, 5), 1),
    ...(proof === undefined ? {} : { proof }),
    body: bytesIn(entry, 7),
  };
}

function readProof(message: Message): InclusionProof {
  return {
    logIndex: numberIn(message, 1),
    rootHash: bytesIn(message, 2),
    treeSize: numberIn(message, 3),
    hashes: message.bytes(4),
    checkpoint: textIn(nested(message, 5), 1),
  };
}

function numberIn(message: Message, field: number): number {
  return atMostOne(message.numbers(field), 0);
}

function bytesIn(message: Message, field: number): Buffer {
  return atMostOne(message.bytes(field), nothing);
}

function textIn(message: Message, field: number): string {
  return bytesIn(message, field).toString("utf8");
}

function nested(message: Message, field: number): Message {
  return readMessage(bytesIn(message, field));
}
