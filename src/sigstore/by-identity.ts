import { X509Certificate } from "node:crypto";
import { identityIn } from "./certificate.ts";
import { mismatchWith } from "./identity.ts";
import type { Verified } from "./judgement.ts";
import { requireEntryOf } from "./log-entry.ts";
import type { SignedMaterial } from "./material.ts";
import { proveBy } from "./proof.ts";
import { Rejection } from "./rejection.ts";
import type { KeylessAuthority } from "./requirement.ts";
import { proveByAny, type JudgingContext } from "./trust.ts";

/** Keyless needs all of them: the log, a time that the short certificate is judged at, and the SCT. */
const thresholds = { logEntries: 1, times: 1, certificateTimestamps: 1 };

/**
 * Judges a signature by the identity in its certificate. Throws a Rejection where certificate, log or
 * time are not proven by one trust root, or the identity is none that the policy names.
 */
export function judgeByIdentity(
  material: SignedMaterial,
  { identities }: KeylessAuthority,
  context: JudgingContext,
): Verified {
  const { certificate, content, logEntries } = material;
  if (certificate === undefined) {
    throw new Rejection("it was made with a bare key, and the policy wants an identity");
  }
  if (logEntries.length === 0) throw new Rejection("it is in no transparency log");
  for (const entry of logEntries) {
    requireEntryOf(entry, content, { certificate });
    requireLoggedInTime(certificate, entry.integratedTime);
  }
  const { times: _, ...when } = proveByAny(context, (root) =>
    proveBy(root, material, { certificate }, thresholds),
  );
  const identity = identityIn(certificate);
  const mismatch = mismatchWith(identity, identities);
  if (mismatch !== undefined) throw new Rejection(mismatch);
  return { kind: "verified", by: identity.subject, issuer: identity.issuer, ...when };
}

/** Also where the log's word for the time is not signed, it must not contradict the certificate. */
function requireLoggedInTime(certificate: Buffer, integratedTime: string): void {
  // Rekor 2 says no time.
  if (integratedTime === "" || integratedTime === "0") return;
  const time = new Date(Number(integratedTime) * 1000);
  const { validFrom, validTo } = new X509Certificate(certificate);
  if (time >= new Date(validFrom) && time <= new Date(validTo)) return;
  const when = Number.isNaN(time.getTime()) ? "at no valid time" : `at ${time.toISOString()}`;
  throw new Rejection(
    `its certificate was valid from ${validFrom} to ${validTo}, and it was logged ${when}`,
  );
}
