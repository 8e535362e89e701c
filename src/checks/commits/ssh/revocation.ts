import { UsageError } from "../../../errors.ts";
import type { SshKey } from "./key.ts";
import { isKrl, readKrl } from "./krl.ts";
import { Rejection } from "../rejection.ts";
import { readRevokedKeys } from "./revoked-keys.ts";

/** Keys and certificates that no longer count, whenever they signed. */
export interface RevocationList {
  revokes(key: SshKey): boolean;
}

/**
 * Reads a revocation list: a binary one (OpenSSH's KRL) or text with a key a line. A list that cannot
 * be read whole is a UsageError, since what it would have revoked is not known.
 */
export function readRevocationList(path: string, bytes: Buffer): RevocationList {
  if (!isKrl(bytes)) return readRevokedKeys(path, bytes);
  try {
    return readKrl(bytes);
  } catch (thrown) {
    if (!(thrown instanceof Rejection)) throw thrown;
    throw new UsageError(`${path}: ${thrown.message}`, { cause: thrown });
  }
}
