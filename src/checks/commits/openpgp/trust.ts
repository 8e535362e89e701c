import type { Signer } from "../verdict.ts";
import { keyIdOf } from "./fingerprint.ts";
import type { PublicKey } from "./public-key.ts";

/** A key's owner taking it back. */
export interface Revocation {
  /** Whether older signatures fall too: the key may have been stolen, or no reason was given (RFC 9580, section 5.2.3.31). */
  readonly hard: boolean;
  /** In seconds since 1970. */
  readonly at: number;
  readonly reason: string;
}

/** From when to when a key or a whole certificate holds; times in seconds since 1970. */
export interface Lifetime {
  /** What holds, by its fingerprint. */
  readonly fingerprint: string;
  readonly createdAt: number;
  readonly expiresAt?: number;
  readonly revocations: readonly Revocation[];
}

/** A key whose signatures can be verified, with what its certificate says of it. */
export interface TrustedKey {
  readonly key: PublicKey;
  /** The certificate's and, of a subkey, its own: all have to hold. */
  readonly lifetimes: readonly Lifetime[];
  /** Why its signatures of files do not count at all: it is not for signing, or not properly bound. */
  readonly unusable?: string;
  readonly signer: Signer;
}

/** A certificate as plain data. */
export interface Certificate {
  /** The primary key's, in upper-case hex. */
  readonly fingerprint: string;
  /** The user IDs that the key itself vouches for and has not revoked. */
  readonly userIds: readonly string[];
  readonly emails: readonly string[];
  readonly keys: readonly TrustedKey[];
}

/** The keys that somebody listed. */
export interface OpenPgpTrust {
  readonly certificates: readonly Certificate[];
  readonly byKeyId: ReadonlyMap<string, readonly TrustedKey[]>;
}

/** Makes the keys of certificates findable. */
export function openPgpTrust(certificates: readonly Certificate[]): OpenPgpTrust {
  const byKeyId = new Map<string, TrustedKey[]>();
  for (const trusted of certificates.flatMap(({ keys }) => keys)) {
    const alike = byKeyId.get(trusted.key.keyId);
    if (alike === undefined) byKeyId.set(trusted.key.keyId, [trusted]);
    else alike.push(trusted);
  }
  return { certificates, byKeyId };
}

/** The keys that a signature may mean by its issuer, a fingerprint or a key ID. */
export function keysOf(trust: OpenPgpTrust, issuer: string): readonly TrustedKey[] {
  if (issuer.length === 16) return trust.byKeyId.get(issuer) ?? [];
  const alike = trust.byKeyId.get(keyIdOf(issuer)) ?? [];
  return alike.filter(({ key }) => key.fingerprint === issuer);
}
