import type { Location } from "../model/location.ts";

/** A file that the policy names, from the root of the repository, and the place that names it. */
export interface NamedFile {
  readonly path: string;
  /** The path as it was written, where `path` leads to another version of the file. */
  readonly shown?: string;
  readonly location: Location;
}

/** What a text of a certificate must be. */
export type TextRule =
  | { readonly kind: "exact"; readonly text: string; readonly location: Location }
  /** An expression of RE2 that must match the whole text. */
  | { readonly kind: "expression"; readonly source: string; readonly location: Location };

/** What a certificate of Fulcio may have to say about the GitHub workflow that asked for it. */
export interface WorkflowClaims {
  readonly name?: string;
  readonly ref?: string;
  readonly repository?: string;
  readonly sha?: string;
  readonly trigger?: string;
}

/** Somebody who signs without a key of their own; everything named must hold. */
export interface KeylessSigner {
  readonly issuer: TextRule;
  readonly identity: TextRule;
  readonly workflow: WorkflowClaims;
  readonly location: Location;
}

export const hashNames = ["sha256", "sha384", "sha512"] as const;
export type HashName = (typeof hashNames)[number];

/** Who may have signed; any one of the keys and identities is enough. */
export interface Signers {
  readonly keys: readonly NamedFile[];
  readonly keyless: readonly KeylessSigner[];
  /** The hash that the keys sign; without it each key's own. */
  readonly hash: HashName | undefined;
  /** Whether a signature by a key must be in the transparency log; keyless ones always must. */
  readonly log: "required" | "optional";
}

export const attestationNames = [
  "slsa-provenance",
  "spdx",
  "cyclonedx",
  "vuln",
  "openvex",
] as const;
export type AttestationName = (typeof attestationNames)[number];

/** The predicate type that an attestation must have: one of the known families, or exactly this URI. */
export type AttestationType =
  | { readonly kind: "known"; readonly name: AttestationName }
  | { readonly kind: "uri"; readonly uri: string };

/** What an SLSA provenance must say. */
export interface ProvenanceClaims {
  readonly builder?: string;
  readonly source?: string;
  readonly ref?: string;
  readonly buildType?: string;
}

/** A field of a signed statement that must be there and be exactly this. */
export interface FieldCondition {
  /** From the statement, such as `predicate.runDetails.builder.id`. */
  readonly path: string;
  readonly equals: string | number | boolean;
  readonly location: Location;
}

/** An attestation that an image must have. */
export interface AttestationDemand {
  readonly type: AttestationType;
  readonly signers: Signers;
  readonly provenance: ProvenanceClaims;
  readonly where: readonly FieldCondition[];
  readonly location: Location;
}

/** What the images that a glob matches must have; every part of it. */
export interface DemandEntry {
  readonly kind: "demand";
  readonly match: string;
  /** Who must have signed the image itself; none where only attestations are asked for. */
  readonly signers: Signers | undefined;
  /** What the image's signature must say. */
  readonly annotations: ReadonlyMap<string, string>;
  readonly attestations: readonly AttestationDemand[];
  /** Where its signatures and attestations are kept instead of beside the image. */
  readonly repository: string | undefined;
  /** Whether the digest of the index decides, or every image that it names must fulfil the entry too. */
  readonly platforms: "top" | "recursive";
  readonly location: Location;
}

/** Images that need no signature, and why. */
export interface SkipEntry {
  readonly kind: "skip";
  readonly match: string;
  readonly reason: string;
  readonly location: Location;
}

export type SignatureEntry = DemandEntry | SkipEntry;

/** The section `signatures` of a policy. */
export interface SignaturesPolicy {
  readonly images: readonly SignatureEntry[];
  /** What becomes of an image that nothing in the section names. */
  readonly unlisted: "ignore" | "warn" | "fail";
  readonly trustedRoot: NamedFile | undefined;
  readonly clusterImagePolicies: readonly NamedFile[];
}

/** The files that decide with the section, each with the key that names it. */
export function filesNamedBy(
  section: SignaturesPolicy,
): readonly { readonly key: string; readonly file: NamedFile }[] {
  const { images, trustedRoot, clusterImagePolicies } = section;
  return [
    ...images.flatMap(keysOf).map((file) => ({ key: "signatures.images", file })),
    ...(trustedRoot === undefined ? [] : [{ key: "signatures.trusted-root", file: trustedRoot }]),
    ...clusterImagePolicies.map((file) => ({ key: "signatures.cluster-image-policies", file })),
  ];
}

/** The same section with the path of every file that it names replaced. */
export function withPaths(
  section: SignaturesPolicy,
  replace: (path: string) => string,
): SignaturesPolicy {
  const moved = (file: NamedFile): NamedFile => ({ ...file, path: replace(file.path) });
  const signers = (of: Signers): Signers => ({ ...of, keys: of.keys.map(moved) });
  const entry = (of: SignatureEntry): SignatureEntry => {
    if (of.kind === "skip") return of;
    return {
      ...of,
      signers: of.signers === undefined ? undefined : signers(of.signers),
      attestations: of.attestations.map((each) => ({ ...each, signers: signers(each.signers) })),
    };
  };
  return {
    ...section,
    images: section.images.map(entry),
    trustedRoot: section.trustedRoot === undefined ? undefined : moved(section.trustedRoot),
    clusterImagePolicies: section.clusterImagePolicies.map(moved),
  };
}

/** Everybody whom an entry lets sign, for the image and for its attestations. */
export function signersIn(entry: SignatureEntry): readonly Signers[] {
  if (entry.kind === "skip") return [];
  const own = entry.signers === undefined ? [] : [entry.signers];
  return [...new Set([...own, ...entry.attestations.map(({ signers }) => signers)])];
}

function keysOf(entry: SignatureEntry): readonly NamedFile[] {
  return signersIn(entry).flatMap(({ keys }) => keys);
}
