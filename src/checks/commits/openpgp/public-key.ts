import { createHash } from "node:crypto";
import { keyIdOf } from "./fingerprint.ts";
import { readMaterial, type Material } from "./key-material.ts";
import { OctetReader } from "./octets.ts";
import { Rejection } from "../rejection.ts";

/** A public key that can verify signatures. */
export interface PublicKey extends Material {
  readonly version: 4 | 6;
  readonly algorithm: number;
  /** In upper-case hex. */
  readonly fingerprint: string;
  readonly keyId: string;
  /** In seconds since 1970. */
  readonly createdAt: number;
}

/** Reads the body of a public key or public subkey packet (RFC 9580, section 5.5.2). */
export function readPublicKey(body: Buffer): PublicKey {
  const from = new OctetReader(body, "The key");
  const version = from.octet();
  if (version !== 4 && version !== 6) {
    throw new Rejection(
      "unsupported",
      `The key has version ${version}, and only 4 and 6 are known.`,
    );
  }
  const createdAt = from.uint32();
  const algorithm = from.octet();
  const fields = version === 6 ? from.take(from.uint32()) : from.rest();
  from.end();
  const material = readMaterial(algorithm, version, fields);
  const fingerprint = fingerprintOf(version, body);
  return { version, algorithm, fingerprint, keyId: keyIdOf(fingerprint), createdAt, ...material };
}

/** RFC 9580, section 5.5.4. */
function fingerprintOf(version: 4 | 6, body: Buffer): string {
  const start = version === 6 ? Buffer.alloc(5, 0x9b) : Buffer.alloc(3, 0x99);
  start.writeUIntBE(body.length, 1, start.length - 1);
  const hash = createHash(version === 6 ? "sha256" : "sha1");
  return hash.update(start).update(body).digest("hex").toUpperCase();
}
