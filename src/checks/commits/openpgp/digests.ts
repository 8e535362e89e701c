import { Rejection } from "../rejection.ts";

/** A digest that signatures may use, with the salt that version 6 gives it (RFC 9580, section 9.5). */
export interface Digest {
  readonly name: "sha224" | "sha256" | "sha384" | "sha512";
  readonly bits: number;
  readonly saltOctets: number;
}

const digests: ReadonlyMap<number, Digest> = new Map([
  [8, { name: "sha256", bits: 256, saltOctets: 16 }],
  [9, { name: "sha384", bits: 384, saltOctets: 24 }],
  [10, { name: "sha512", bits: 512, saltOctets: 32 }],
  [11, { name: "sha224", bits: 224, saltOctets: 16 }],
]);

/** Collisions in these can be made or are feared (RFC 9580, section 9.5). */
const broken: ReadonlyMap<number, string> = new Map([
  [1, "MD5"],
  [2, "SHA-1"],
  [3, "RIPEMD-160"],
]);

/** The digest of that number; a broken one is `weak`, any other `unsupported`. */
export function digestOf(id: number): Digest {
  const digest = digests.get(id);
  if (digest !== undefined) return digest;
  const name = broken.get(id);
  if (name !== undefined)
    throw new Rejection("weak", `The signature uses the digest ${name}, which is broken.`);
  throw new Rejection("unsupported", `The signature uses the digest number ${id}.`);
}
