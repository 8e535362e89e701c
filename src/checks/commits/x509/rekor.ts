import { createHash } from "node:crypto";
import type { Certificate } from "./certificate.ts";
import { proofFault } from "./inclusion.ts";
import { readLogEntry, type LogEntry } from "./log-entry.ts";
import { inUse, signedByLog, type LogKeys } from "./log-key.ts";
import { Rejection, unsupported } from "../rejection.ts";
import type { SignerInfo } from "./signer-info.ts";

/**
 * When a listed log saw a signature, in seconds; nothing where the signature has no entry or the log
 * is not listed. An entry that the log did not make, or made for something else, is `bad`.
 */
export function loggedAt(signer: SignerInfo, leaf: Certificate, logs: LogKeys): number | undefined {
  if (signer.logEntry === undefined) return undefined;
  const entry = readLogEntry(signer.logEntry);
  const log = logs.get(entry.logId);
  if (log === undefined) return undefined;
  // The promise alone says when; the proof alone says that others can see it. gitsign writes and wants both.
  if (entry.signedEntryTimestamp.length === 0 || entry.proof === undefined) {
    throw unsupported("The log entry lacks the log's promise or the proof that it is in the log.");
  }
  const body = expectedBody(signer, leaf);
  if (entry.body.length > 0 && !entry.body.equals(body)) {
    throw bad("The log entry is about another signature.");
  }
  if (!signedByLog(log, promise(entry, body), entry.signedEntryTimestamp)) {
    throw bad("The log entry is not the log's, or about another signature.");
  }
  if (!inUse(log, entry.integratedTime)) {
    throw bad("The log's key was not in use when the entry was made.");
  }
  const fault = proofFault(entry.proof, body, entry.logId, log);
  if (fault !== undefined) throw bad(fault);
  return entry.integratedTime;
}

/**
 * What the log must have been given: gitsign enters the digest of the signed attributes, the signature
 * and the certificate as a hashedrekord 0.0.1, written as canonical JSON (RFC 8785). Comparing with
 * what follows from this very signature is what ties the entry to it.
 */
function expectedBody(signer: SignerInfo, leaf: Certificate): Buffer {
  const pem = `${leaf.x509.toString().trimEnd()}\n`;
  const body = {
    apiVersion: "0.0.1",
    kind: "hashedrekord",
    spec: {
      data: {
        hash: {
          algorithm: "sha256",
          value: createHash("sha256").update(signer.signed).digest("hex"),
        },
      },
      signature: {
        content: signer.signature.toString("base64"),
        publicKey: { content: Buffer.from(pem).toString("base64") },
      },
    },
  };
  return Buffer.from(JSON.stringify(body));
}

/** What a log signs when it promises to include an entry (Rekor, SignedEntryTimestamp), in canonical JSON. */
function promise(entry: LogEntry, body: Buffer): Buffer {
  const { integratedTime, logId, logIndex } = entry;
  const signed = { body: body.toString("base64"), integratedTime, logID: logId, logIndex };
  return Buffer.from(JSON.stringify(signed));
}

function bad(reason: string): Rejection {
  return new Rejection("bad", reason);
}
