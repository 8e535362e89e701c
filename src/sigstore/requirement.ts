import type { ClaimName } from "./certificate-claims.ts";
import type { JsonScalar } from "./strict-json.ts";
import type { TrustedKey } from "./keys.ts";

/** Who must have signed, in what form, and what the signed statement must say. */
export type Requirement = Authority & Demands;

export type Authority = KeyAuthority | KeylessAuthority;

/** A signature by any one of the keys. */
export interface KeyAuthority {
  readonly kind: "key";
  readonly keys: readonly TrustedKey[];
  /** Whether an entry in a transparency log is demanded. One that is there must be right either way. */
  readonly log: "required" | "optional";
}

/** A signature under a certificate for any one of the identities; it must always be in a log. */
export interface KeylessAuthority {
  readonly kind: "keyless";
  readonly identities: readonly WantedIdentity[];
}

/** Expressions are RE2's and must match the whole text, with or without anchors of their own. */
export type WantedIdentity = WantedIssuer & WantedSubject & WantedClaims;
export type WantedIssuer = { readonly issuer: string } | { readonly issuerRegExp: string };
export type WantedSubject = { readonly identity: string } | { readonly identityRegExp: string };
export interface WantedClaims {
  /** What the certificate must say about the build, each compared exactly. */
  readonly claims?: Readonly<Partial<Record<ClaimName, string>>>;
}

export interface Demands {
  /** `legacy`: signature tags as cosign 2 writes them; `bundle`: Sigstore bundles. */
  readonly format: "legacy" | "bundle" | "either";
  /** What the signer must have annotated; further annotations do no harm. */
  readonly annotations: Readonly<Record<string, string>>;
  /** Where present, an attestation of this kind is wanted instead of a signature. */
  readonly attestation?: WantedAttestation;
}

export const attestationTypes = [
  "slsa-provenance",
  "spdx",
  "cyclonedx",
  "vulnerabilities",
  "openvex",
] as const;
export type AttestationType = (typeof attestationTypes)[number];

export interface WantedAttestation {
  readonly type: AttestationType | { readonly predicateType: string };
  /** What the provenance must say; asking it of another type is never met. */
  readonly provenance?: WantedProvenance;
  readonly conditions?: readonly Condition[];
}

/** Each is compared exactly; `source` without regard to `git+` and `.git`. */
export interface WantedProvenance {
  readonly builder?: string;
  readonly source?: string;
  readonly ref?: string;
  readonly buildType?: string;
}

/** A place in the statement, e.g. `predicate.buildDefinition.buildType`, and what it must hold. */
export interface Condition {
  readonly path: string;
  readonly equals: JsonScalar;
}
