import { failure, type SignatureVerdict } from "../verdict.ts";
import { findPath } from "./chain.ts";
import type { Judged } from "./judged.ts";
import { emailsInSubject } from "./names.ts";
import { keyUsage, purpose } from "./path-rules.ts";
import type { X509Trust } from "./trust.ts";

/**
 * Judges a signature by a person's certificate against the policy's own roots (RFC 8550). The time is
 * the signer's word, or the committer's: revocation by fingerprint is what ends a stolen key.
 */
export function judgeSmime(judged: Judged, trust: X509Trust): SignatureVerdict {
  const { signer, leaf } = judged;
  const standing = findPath(leaf, judged.intermediates, trust.roots, {
    at: signer.signingTime ?? judged.at,
    purposes: [purpose.emailProtection, purpose.codeSigning],
    purposeRequired: false,
    // RFC 8550, section 4.4.2.
    keyUsage: keyUsage.digitalSignature | keyUsage.contentCommitment,
    minRsaBits: judged.minRsaBits,
    revoked: trust.revoked,
  });
  const key = leaf.fingerprint;
  const signed = signer.signingTime === undefined ? {} : { signedAt: signer.signingTime };
  switch (standing.kind) {
    case "untrusted":
      return { kind: "unknown", key, ...signed };
    case "refused":
      return failure(standing.fault.code, standing.fault.reason, key);
    case "trusted": {
      const emails = [...leaf.extensions.names.emails, ...emailsInSubject(leaf.subject)];
      return { kind: "known", signer: { key, principals: [...new Set(emails)] }, ...signed };
    }
  }
}
