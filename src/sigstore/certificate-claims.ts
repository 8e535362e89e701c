/**
 * What a Fulcio certificate can say about a build, and the extension that says it: numbers under
 * 1.3.6.1.4.1.57264.1, from github.com/sigstore/fulcio docs/oid-info.md.
 */
export const claimNumbers = {
  "workflow-trigger": 2,
  "workflow-sha": 3,
  "workflow-name": 4,
  "workflow-repository": 5,
  "workflow-ref": 6,
  "build-signer-uri": 9,
  "build-signer-digest": 10,
  "runner-environment": 11,
  "source-repository-uri": 12,
  "source-repository-digest": 13,
  "source-repository-ref": 14,
  "source-repository-identifier": 15,
  "source-repository-owner-uri": 16,
  "source-repository-owner-identifier": 17,
  "build-config-uri": 18,
  "build-config-digest": 19,
  "build-trigger": 20,
  "run-invocation-uri": 21,
  "source-repository-visibility": 22,
} as const;

export type ClaimName = keyof typeof claimNumbers;

/** Issuer and claims up to 6 are bare text; those from 8 on are DER UTF8Strings. */
export const issuerNumbers = { bare: 1, encoded: 8 } as const;

/** The dotted identifier of one of Fulcio's extensions. */
export function fulcioExtension(number: number): string {
  return `1.3.6.1.4.1.57264.1.${number}`;
}
