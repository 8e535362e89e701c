import { Rejection } from "../rejection.ts";
import type { OpenPgpSignature } from "./signature.ts";
import type { Lifetime, Revocation, TrustedKey } from "./trust.ts";

/** What a signature of a listed key has to be measured by. */
export interface Measure {
  /** RSA and DSA keys with a shorter modulus are weak. */
  readonly minRsaBits: number;
  /** In seconds since 1970. */
  readonly now: number;
}

/**
 * Why a signature that its key did make does not count, if so. What matters is the time at which it
 * was made: a key that expired later was good, and one that was retired later too.
 */
export function objection(
  signature: OpenPgpSignature,
  trusted: TrustedKey,
  measure: Measure,
): Rejection | undefined {
  const { key, unusable } = trusted;
  if (unusable !== undefined)
    return new Rejection("bad", `The key ${key.fingerprint} ${unusable}.`);
  if (key.modulusBits !== undefined && key.modulusBits < measure.minRsaBits) {
    const message = `The key ${key.fingerprint} has ${key.modulusBits} bits; at least ${measure.minRsaBits} are required.`;
    return new Rejection("weak", message);
  }
  for (const lifetime of trusted.lifetimes) {
    const found = objectionInTime(signature.createdAt, lifetime, measure.now);
    if (found !== undefined) return found;
  }
  return signatureExpired(signature, measure.now);
}

function objectionInTime(madeAt: number, lifetime: Lifetime, now: number): Rejection | undefined {
  const { fingerprint, createdAt, expiresAt } = lifetime;
  const revocation = decisive(lifetime.revocations, madeAt);
  if (revocation !== undefined) {
    const message = `The key ${fingerprint} was revoked at ${inWords(revocation.at)}: ${revocation.reason}.`;
    return new Rejection("revoked", message);
  }
  if (madeAt < createdAt || createdAt > now) {
    const message = `The signature says it was made at ${inWords(madeAt)}, and its key ${fingerprint} dates from ${inWords(createdAt)}.`;
    return new Rejection("not-yet-valid", message);
  }
  if (expiresAt === undefined || madeAt < expiresAt) return undefined;
  const message = `The signature was made at ${inWords(madeAt)}, when its key ${fingerprint} had expired at ${inWords(expiresAt)}.`;
  return new Rejection("expired-at-signing", message);
}

/** The revocation that a signature of that time falls under: a hard one always, another only if it is older. */
function decisive(revocations: readonly Revocation[], madeAt: number): Revocation | undefined {
  const hard = revocations.find((revocation) => revocation.hard);
  return hard ?? revocations.find((revocation) => revocation.at <= madeAt);
}

/** RFC 9580, section 5.2.3.18: signers can give a signature itself an end, and then it counts no more. */
function signatureExpired(signature: OpenPgpSignature, now: number): Rejection | undefined {
  if (signature.expiresAt === undefined || now < signature.expiresAt) return undefined;
  const message = `The signature was made to hold until ${inWords(signature.expiresAt)} only.`;
  return new Rejection("expired-at-signing", message);
}

function inWords(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace(".000Z", "Z");
}
