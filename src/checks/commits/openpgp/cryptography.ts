import { createHash, createVerify, verify, type KeyObject } from "node:crypto";
import { algorithms } from "./algorithms.ts";
import type { PublicKey } from "./public-key.ts";
import { Rejection } from "../rejection.ts";
import type { OpenPgpSignature } from "./signature.ts";
import { canonicalText } from "./text.ts";

/**
 * Whether the key made the signature over the payload (RFC 9580, sections 5.2.3 and 5.2.4). Says
 * nothing of whose the key is and until when it holds. A digest too short for the key is `weak`.
 */
export function verifies(signature: OpenPgpSignature, key: PublicKey, payload: Buffer): boolean {
  // RFC 9580, section 10.1.1: keys make signatures of their own version.
  if (signature.version !== key.version || signature.algorithm !== key.algorithm) return false;
  const bits = signature.digest.bits;
  if (bits < key.digestBits) {
    throw new Rejection(
      "weak",
      `The signature uses a digest of ${bits} bits, and its key needs ${key.digestBits}.`,
    );
  }
  const content = signature.text ? canonicalText(payload) : payload;
  const hashed = [signature.salt, content, signature.trailer];
  switch (key.algorithm) {
    case algorithms.rsa:
    case algorithms.rsaSignOnly:
      return verifiesRsa(signature, key, hashed);
    case algorithms.dsa:
    case algorithms.ecdsa:
      return verifiesPair(signature, key, hashed);
    case algorithms.eddsaLegacy:
      return verifiesEdwards(signature, key.keyObject, padded(signature.values, 32), hashed);
    default:
      return verifiesEdwards(signature, key.keyObject, signature.values[0], hashed);
  }
}

function verifiesRsa(
  signature: OpenPgpSignature,
  key: PublicKey,
  hashed: readonly Buffer[],
): boolean {
  const value = padded(signature.values, key.numberOctets);
  return value !== undefined && verifier(signature, hashed).verify(key.keyObject, value);
}

function verifiesPair(
  signature: OpenPgpSignature,
  key: PublicKey,
  hashed: readonly Buffer[],
): boolean {
  const value = padded(signature.values, key.numberOctets);
  if (value === undefined) return false;
  return verifier(signature, hashed).verify(
    { key: key.keyObject, dsaEncoding: "ieee-p1363" },
    value,
  );
}

function verifiesEdwards(
  signature: OpenPgpSignature,
  key: KeyObject,
  value: Buffer | undefined,
  hashed: readonly Buffer[],
): boolean {
  if (value === undefined) return false;
  const hash = createHash(signature.digest.name);
  for (const part of hashed) hash.update(part);
  return verify(null, hash.digest(), key, value);
}

function verifier(
  signature: OpenPgpSignature,
  hashed: readonly Buffer[],
): ReturnType<typeof createVerify> {
  const verification = createVerify(signature.digest.name);
  for (const part of hashed) verification.update(part);
  return verification;
}

/** The numbers side by side, each filled up with zeros; nothing when one is too long to be right. */
function padded(numbers: readonly Buffer[], octets: number): Buffer | undefined {
  if (numbers.some((number) => number.length > octets)) return undefined;
  return Buffer.concat(numbers.flatMap((number) => [Buffer.alloc(octets - number.length), number]));
}
