import { checkKeySignature } from "./key-signature.ts";
import { hasControl } from "./patterns.ts";
import { keyTypes, readKeyFields, type PublicKey } from "./public-key.ts";
import { malformed, Rejection } from "../rejection.ts";
import { WireReader } from "./wire.ts";

export interface Certificate {
  readonly kind: "user" | "host";
  readonly serial: bigint;
  readonly keyId: string;
  readonly principals: readonly string[];
  /** Seconds; valid from `validAfter` on, and until just before `validBefore`. */
  readonly validAfter: bigint;
  readonly validBefore: bigint;
  readonly criticalOptions: readonly string[];
  /** The key of the certificate authority that signed it; the signature has been verified. */
  readonly authority: PublicKey;
}

const suffix = "-cert-v01@openssh.com";
const plainTypes: ReadonlyMap<string, string> = new Map(
  keyTypes.map((type) => [`${type.replace(/@openssh\.com$/, "")}${suffix}`, type]),
);
const kinds: ReadonlyMap<number, Certificate["kind"]> = new Map([
  [1, "user"],
  [2, "host"],
]);

/** OpenSSH reads no certificate with more (sshkey.h, SSHKEY_CERT_MAX_PRINCIPALS). */
const mostPrincipals = 256;

/** The plain type of a certificate's key, when `type` is that of a certificate. */
export function certifiedType(type: string): string | undefined {
  return plainTypes.get(type);
}

/**
 * Reads a certificate (OpenSSH, PROTOCOL.certkeys) and verifies its authority's signature; whether
 * the certificate may sign a commit is for `certificateFault` to say.
 */
export function readCertificate(
  blob: Buffer,
  type: string,
): { readonly key: PublicKey; readonly certificate: Certificate } {
  const from = new WireReader(blob, "The certificate");
  from.bytes();
  from.bytes();
  const key = readKeyFields(type, from);
  const serial = from.uint64();
  const kind = kindOf(from.uint32());
  const keyId = from.text();
  const principals = readPrincipals(from.nested("The certificate's list of principals"));
  const validAfter = from.uint64();
  const validBefore = from.uint64();
  const criticalOptions = readOptions(from.nested("The certificate's list of critical options"));
  readOptions(from.nested("The certificate's list of extensions"));
  from.bytes();
  const authority = readAuthority(from.bytes());
  const signed = blob.subarray(0, from.offset);
  const signature = from.bytes();
  from.end();
  requireSignature(authority, signature, signed);
  const validity = { validAfter, validBefore };
  return {
    key,
    certificate: { kind, serial, keyId, principals, ...validity, criticalOptions, authority },
  };
}

function kindOf(value: number): Certificate["kind"] {
  const kind = kinds.get(value);
  if (kind === undefined) throw malformed("The certificate is neither a user's nor a host's.");
  return kind;
}

function readPrincipals(from: WireReader): readonly string[] {
  const principals: string[] = [];
  while (!from.atEnd) {
    if (principals.length === mostPrincipals) {
      throw malformed(`The certificate has more than ${mostPrincipals} principals.`);
    }
    const principal = from.text();
    // ssh-keygen prints them separated by commas and newlines, and git reads that.
    if (principal === "" || principal.includes(",") || hasControl(principal)) {
      throw malformed("The certificate has a principal that is not a name.");
    }
    principals.push(principal);
  }
  return principals;
}

function readOptions(from: WireReader): readonly string[] {
  const names: string[] = [];
  while (!from.atEnd) {
    names.push(from.text());
    from.bytes();
  }
  return names;
}

function readAuthority(blob: Buffer): PublicKey {
  const from = new WireReader(blob, "The key of the certificate's authority");
  const authority = readKeyFields(from.text(), from);
  from.end();
  return authority;
}

function requireSignature(authority: PublicKey, signature: Buffer, signed: Buffer): void {
  if (checkKeySignature(authority, signature, signed).good) return;
  throw new Rejection("bad", "The certificate was not signed by the authority that it names.");
}
