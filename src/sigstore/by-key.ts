import { X509Certificate } from "node:crypto";
import { requireEntryOf } from "./log-entry.ts";
import type { Verified } from "./judgement.ts";
import { isSignedBy } from "./key-signature.ts";
import { spkiOf, type TrustedKey } from "./keys.ts";
import type { SignedMaterial } from "./material.ts";
import { proveBy, type Proof } from "./proof.ts";
import { Rejection, Undecided } from "./rejection.ts";
import type { KeyAuthority } from "./requirement.ts";
import { proveByAny, type JudgingContext } from "./trust.ts";

/**
 * Judges a signature by the policy's keys. Throws a Rejection where none of them made it, or where what
 * stands beside it contradicts it: a log entry, a time-stamp, a certificate.
 */
export function judgeByKey(
  material: SignedMaterial,
  { keys, log }: KeyAuthority,
  context: JudgingContext,
): Verified {
  const signer = keys.find(({ key, hashes }) => isSignedBy(material.content, key, hashes));
  if (signer === undefined) {
    throw new Rejection(
      keys.length === 1
        ? `it was not made with the policy's key (${keys[0]?.fingerprint ?? ""})`
        : `it was made with none of the policy's ${keys.length} keys`,
    );
  }
  const proof = proofOf(material, signer, log, context);
  requireFittingCertificate(material, signer, proof?.times[0] ?? context.now);
  const { times: _, ...when } = proof ?? { times: [] };
  return { kind: "verified", by: `key ${signer.fingerprint}`, ...when };
}

function proofOf(
  material: SignedMaterial,
  signer: TrustedKey,
  log: KeyAuthority["log"],
  context: JudgingContext,
): Proof | undefined {
  const { certificate, content, logEntries, timestamps } = material;
  for (const entry of logEntries) {
    requireEntryOf(entry, content, certificate === undefined ? signer : { certificate });
  }
  if (log === "required" && logEntries.length === 0) {
    throw new Rejection("it is in no transparency log, and the policy demands that");
  }
  if (logEntries.length === 0 && timestamps.length === 0) return undefined;
  if (context.trust.length === 0) {
    if (log === "optional") return undefined;
    throw new Undecided("there is no trust root to prove its log entry by");
  }
  const logEntriesNeeded = log === "required" ? 1 : 0;
  const thresholds = { logEntries: logEntriesNeeded, times: 0, certificateTimestamps: 0 };
  return proveByAny(context, (root) => proveBy(root, material, signer, thresholds));
}

/** cosign lets a certificate accompany a key; then it must be this key's, and valid when it signed. */
function requireFittingCertificate(
  { certificate, format }: SignedMaterial,
  { key }: TrustedKey,
  time: Date,
): void {
  if (certificate === undefined) return;
  if (format === "bundle") {
    throw new Rejection("its bundle holds a certificate, and the policy wants a signature by key");
  }
  const { publicKey, validFrom, validTo } = new X509Certificate(certificate);
  if (!spkiOf(publicKey).equals(spkiOf(key))) {
    throw new Rejection("its certificate is for another key");
  }
  if (time < new Date(validFrom) || time > new Date(validTo)) {
    throw new Rejection("its certificate was not valid when it was signed");
  }
}
