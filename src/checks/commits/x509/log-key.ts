import { verify, type KeyObject } from "node:crypto";

/** The key of a transparency log and when it was in use, both ends included. */
export interface LogKey {
  readonly key: KeyObject;
  readonly validFrom: number;
  readonly validTo?: number;
}

/** The keys of logs by the log's identity in hexadecimal. */
export type LogKeys = ReadonlyMap<string, LogKey>;

/** Whether a log signed data; logs sign SHA-256 digests, or with Ed25519. */
export function signedByLog({ key }: LogKey, data: Buffer, signature: Buffer): boolean {
  const digest = key.asymmetricKeyType === "ed25519" ? null : "sha256";
  try {
    return verify(digest, data, key, signature);
  } catch {
    return false;
  }
}

/** Whether a log's key was in use at a time. */
export function inUse({ validFrom, validTo }: LogKey, seconds: number): boolean {
  return seconds >= validFrom && (validTo === undefined || seconds <= validTo);
}
