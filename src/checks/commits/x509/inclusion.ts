import { createHash } from "node:crypto";
import { signedByLog, type LogKey } from "./log-key.ts";
import type { InclusionProof } from "./log-entry.ts";

/** Why a proof of inclusion does not show that an entry is in the log, if it does not. */
export function proofFault(
  proof: InclusionProof,
  body: Buffer,
  logId: string,
  log: LogKey,
): string | undefined {
  const head = readCheckpoint(proof.checkpoint, logId, log);
  if (head === undefined) return "The checkpoint beside the log entry is not signed by the log.";
  const fits = head.size === proof.treeSize && head.root.equals(proof.rootHash);
  if (!fits)
    return "The log entry and the checkpoint beside it are about different states of the log.";
  const root = rootFrom(leafHash(body), proof);
  return root?.equals(head.root) ? undefined : "The log entry is not in the log that it names.";
}

interface Head {
  readonly size: number;
  readonly root: Buffer;
}

/** The head of a log in a checkpoint (a signed note: text, empty line, signatures) if the log signed it. */
function readCheckpoint(envelope: string, logId: string, log: LogKey): Head | undefined {
  const split = envelope.indexOf("\n\n");
  if (split < 0) return undefined;
  const text = envelope.slice(0, split + 1);
  const hint = Buffer.from(logId.slice(0, 8), "hex");
  const signed = envelope
    .slice(split + 2)
    .split("\n")
    .some((line) => {
      const encoded = /^\u2014 [^ ]+ ([A-Za-z0-9+/=]+)$/.exec(line)?.[1] ?? "";
      const bytes = Buffer.from(encoded, "base64");
      return (
        bytes.subarray(0, 4).equals(hint) && signedByLog(log, Buffer.from(text), bytes.subarray(4))
      );
    });
  const [, size = "", root = ""] = text.split("\n");
  if (!signed || !/^[0-9]{1,15}$/.test(size)) return undefined;
  return { size: Number(size), root: Buffer.from(root, "base64") };
}

function leafHash(body: Buffer): Buffer {
  return createHash("sha256")
    .update(Buffer.from([0]))
    .update(body)
    .digest();
}

function nodeHash(left: Buffer, right: Buffer): Buffer {
  return createHash("sha256")
    .update(Buffer.from([1]))
    .update(left)
    .update(right)
    .digest();
}

/** The root that a leaf and its audit path lead to (RFC 9162, section 2.1.3.2); nothing where the path does not fit. */
function rootFrom(
  leaf: Buffer,
  { logIndex, treeSize, hashes }: InclusionProof,
): Buffer | undefined {
  if (logIndex >= treeSize) return undefined;
  let index = BigInt(logIndex);
  let last = BigInt(treeSize) - 1n;
  let root = leaf;
  for (const hash of hashes) {
    if (last === 0n) return undefined;
    if ((index & 1n) === 1n || index === last) {
      root = nodeHash(hash, root);
      while ((index & 1n) === 0n && index !== 0n) {
        index >>= 1n;
        last >>= 1n;
      }
    } else root = nodeHash(root, hash);
    index >>= 1n;
    last >>= 1n;
  }
  return last === 0n ? root : undefined;
}
