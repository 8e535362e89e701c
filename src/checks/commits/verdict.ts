/** What can be wrong with a commit's or tag's signature; each has a rule `commits/<code>`. */
export const failureCodes = [
  "bad",
  "malformed",
  "revoked",
  "expired-at-signing",
  "not-yet-valid",
  "wrong-namespace",
  "weak",
  "identity-mismatch",
  "unsupported",
] as const;
export type FailureCode = (typeof failureCodes)[number];

/** Whom a listed key belongs to, as the trust list names them. */
export interface Signer {
  /** The key, as people write it: `SHA256:…` for SSH, 40 or 64 hex digits for OpenPGP (the primary key's), an identity for X.509. */
  readonly key: string;
  /** E-mail addresses or principal patterns that the list gives the key. */
  readonly principals: readonly string[];
}

/**
 * What a signature says by itself, before the policy turns it into a level. `known`: it verifies and
 * the key is listed and was valid at the time. `unknown`: it verifies, and nobody listed the key.
 */
export type SignatureVerdict =
  | { readonly kind: "known"; readonly signer: Signer; readonly signedAt?: number }
  | {
      readonly kind: "unknown";
      readonly key: string;
      readonly unlogged?: boolean;
      readonly signedAt?: number;
    }
  | {
      readonly kind: "failure";
      readonly code: FailureCode;
      readonly reason: string;
      readonly key?: string;
    };

/** A failure in one expression. */
export function failure(code: FailureCode, reason: string, key?: string): SignatureVerdict {
  return { kind: "failure", code, reason, ...(key === undefined ? {} : { key }) };
}
