import { verify, type KeyObject } from "node:crypto";
import { hashesOf, mistakeInKey, type HashName } from "./keys.ts";
import type { SignedContent } from "./material.ts";

/**
 * Whether the signature over the content is the key's, with one of the hashes. RSA is PKCS #1 v1.5, as
 * cosign's. False for every malformed signature and every key too weak to trust.
 */
export function isSignedBy(
  { message, signature }: SignedContent,
  key: KeyObject,
  hashes: readonly (HashName | null)[] = hashesOf(key),
): boolean {
  if (mistakeInKey(key) !== undefined) return false;
  return hashes.some((hash) => {
    try {
      return verify(hash, message, key, signature);
    } catch {
      return false;
    }
  });
}
