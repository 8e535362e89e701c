import {
  checkEcdsa,
  checkEd25519,
  checkRsa,
  requireAlgorithm,
  rsaHash,
} from "./plain-signature.ts";
import type { PublicKey } from "./public-key.ts";
import { checkSecurityKey } from "./security-key.ts";
import { WireReader } from "./wire.ts";

/** Whether a signature verifies, and what a security key said about its user. */
export interface SignatureFacts {
  readonly good: boolean;
  /** Of security keys: bit 0 says that somebody touched it, bit 2 that it verified who. */
  readonly flags?: number;
}

/**
 * Checks a signature in wire format (algorithm, bytes) over `data`, as OpenSSH's sshkey_verify does.
 * Throws a Rejection when it is not one that this key could have made.
 */
export function checkKeySignature(key: PublicKey, signature: Buffer, data: Buffer): SignatureFacts {
  const from = new WireReader(signature, "The signature");
  const algorithm = from.text();
  switch (key.family) {
    case "ed25519":
      requireAlgorithm(algorithm, key.type);
      return { good: checkEd25519(key, lastOf(from), data) };
    case "rsa":
      return { good: checkRsa(key, rsaHash(algorithm), lastOf(from), data) };
    case "ecdsa":
      requireAlgorithm(algorithm, key.type);
      return { good: checkEcdsa(key, lastOf(from), data) };
    case "sk-ed25519":
    case "sk-ecdsa":
      return checkSecurityKey(key, algorithm, from, data);
  }
}

/** The bytes of a signature that are the last of what holds them. */
function lastOf(from: WireReader): Buffer {
  const bytes = from.bytes();
  from.end();
  return bytes;
}
