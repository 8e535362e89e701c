import { verify } from "node:crypto";
import { quote } from "../../../policy/words.ts";
import type { PublicKey } from "./public-key.ts";
import { malformed, Rejection } from "../rejection.ts";
import { WireReader } from "./wire.ts";

const rsaHashes: ReadonlyMap<string, string> = new Map([
  ["rsa-sha2-256", "sha256"],
  ["rsa-sha2-512", "sha512"],
]);

/** Says that a signature names the algorithm of its key. */
export function requireAlgorithm(algorithm: string, type: string): void {
  if (algorithm === type) return;
  throw malformed(`A key of the type ${type} makes no ${quote(algorithm)} signature.`);
}

/** The digest of an RSA signature (RFC 8332); the old algorithm with SHA-1 is `weak`. */
export function rsaHash(algorithm: string): string {
  const hash = rsaHashes.get(algorithm);
  if (hash !== undefined) return hash;
  if (algorithm === "ssh-rsa") {
    throw new Rejection("weak", "The signature is over a SHA-1 digest, which can be forged.");
  }
  throw malformed(`An RSA key makes no ${quote(algorithm)} signature.`);
}

/** Whether an Ed25519 signature of 64 bytes verifies. */
export function checkEd25519(key: PublicKey, bytes: Buffer, data: Buffer): boolean {
  if (bytes.length !== 64) throw malformed("An Ed25519 signature does not have 64 bytes.");
  return verify(null, data, key.keyObject, bytes);
}

/** Whether an RSA signature (PKCS #1 version 1.5) verifies. */
export function checkRsa(key: PublicKey, hash: string, bytes: Buffer, data: Buffer): boolean {
  const length = Math.ceil((key.rsaBits ?? 0) / 8);
  if (bytes.length > length) throw malformed("An RSA signature is longer than its key.");
  // As OpenSSH (ssh-rsa.c): some signers drop leading zeros.
  const padded = Buffer.concat([Buffer.alloc(length - bytes.length), bytes]);
  return verifies(hash, data, key, padded);
}

/** Whether an ECDSA signature, two numbers in wire format (RFC 5656), verifies. */
export function checkEcdsa(key: PublicKey, bytes: Buffer, data: Buffer): boolean {
  const from = new WireReader(bytes, "An ECDSA signature");
  const halves = [from.number(), from.number()];
  from.end();
  const width = key.curve?.bytes ?? 0;
  if (halves.some((half) => half.length > width)) return false;
  const fixed = halves.map((half) => Buffer.concat([Buffer.alloc(width - half.length), half]));
  return verifies(key.curve?.hash ?? "sha256", data, key, Buffer.concat(fixed));
}

function verifies(hash: string, data: Buffer, key: PublicKey, signature: Buffer): boolean {
  try {
    return verify(hash, data, { key: key.keyObject, dsaEncoding: "ieee-p1363" }, signature);
  } catch {
    // OpenSSL refuses some keys (a huge exponent) only here.
    return false;
  }
}
