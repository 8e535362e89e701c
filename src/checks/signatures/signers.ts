import type { Candidate } from "../../sigstore/candidates.ts";
import { kindOfAttestation } from "../../sigstore/attestation.ts";
import { readBundle } from "../../sigstore/bundle.ts";
import { identityIn } from "../../sigstore/certificate.ts";
import { claimsIn, isSignature, subjectFor } from "../../sigstore/claims.ts";
import { readLegacy } from "../../sigstore/legacy.ts";

/** Who signed by their own word: nothing of it is proven. */
export interface ClaimedSigner {
  /** `a signature`, or the kind of attestation. */
  readonly what: string;
  readonly predicateType: string | undefined;
  /** None where a bare key signed, which does not say whose it is. */
  readonly identity: { readonly issuer: string; readonly subject: string } | undefined;
}

/** The different signers that the candidates name for this digest; what cannot be read names nobody. */
export function claimedSigners(
  candidates: readonly Candidate[],
  digest: string,
): readonly ClaimedSigner[] {
  const signers = candidates.flatMap((candidate) => claimedBy(candidate, digest));
  return [...new Map(signers.map((signer) => [JSON.stringify(signer), signer])).values()];
}

function claimedBy(candidate: Candidate, digest: string): ClaimedSigner[] {
  try {
    const { content, certificate } =
      candidate.form === "bundle" ? readBundle(candidate) : readLegacy(candidate);
    const claims = claimsIn(content);
    subjectFor(claims, digest);
    const predicateType = isSignature(claims) ? undefined : claims.statement?.predicateType;
    const identity = certificate === undefined ? undefined : identityIn(certificate);
    return [
      {
        what: predicateType === undefined ? "a signature" : kindOfAttestation(predicateType),
        predicateType,
        identity:
          identity === undefined
            ? undefined
            : { issuer: identity.issuer, subject: identity.subject },
      },
    ];
  } catch {
    return [];
  }
}
