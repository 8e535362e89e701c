import { X509Certificate } from "@sigstore/core";
import { readBlobBundle } from "../sigstore/bundle.ts";
import { judgeByIdentity } from "../sigstore/by-identity.ts";
import type { SignedMaterial } from "../sigstore/material.ts";
import { Undecided } from "../sigstore/rejection.ts";
import { snapshotOfPublicRoot } from "../sigstore/snapshot.ts";
import type { TrustRoot } from "../sigstore/trust-root.ts";
import { messageOf } from "../errors.ts";
import { TrivyError } from "./error.ts";

/** A release archive, and what is said to be its signature. */
export interface SignedRelease {
  readonly archive: Buffer<ArrayBuffer>;
  /** The `.sigstore.json` that lies beside it. */
  readonly bundle: Uint8Array;
  readonly version: string;
  /** In the place of the snapshot of the public instance. */
  readonly trustRoot?: TrustRoot;
  readonly now: Date;
}

const issuer = "https://token.actions.githubusercontent.com";

/** Who signs Trivy's releases: trivy docs/getting-started/signature-verification.md. */
function signerOf(version: string): string {
  const workflow = "aquasecurity/trivy/.github/workflows/reusable-release.yaml";
  return `https://github.com/${workflow}@refs/tags/v${version}`;
}

/**
 * Judges a release by its Sigstore bundle: `verified`, or `unproven` where the trust root at hand is
 * older than the instance that signed. Throws a TrivyError for a bundle that is not the release's.
 */
export function judgeReleaseSignature(release: SignedRelease): "verified" | "unproven" {
  const { archive, bundle, version, now } = release;
  try {
    const root = release.trustRoot ?? snapshotOfPublicRoot().root;
    const material = readBlobBundle(bundle, archive);
    // Nothing follows from what is newer than the root: who can send such a bundle can send none, too.
    if (!isKnownTo(root, material)) return "unproven";
    const identities = [{ issuer, identity: signerOf(version) }];
    // The digest of an image plays no part in a signature over bytes.
    judgeByIdentity(material, { kind: "keyless", identities }, { digest: "", trust: [root], now });
    return "verified";
  } catch (thrown) {
    if (thrown instanceof Undecided) return "unproven";
    const what = `the signature of Trivy ${version} does not hold: ${messageOf(thrown)}`;
    const remedy =
      "do not use this archive; let vulnerabilities.trivy.mirror name a source you trust";
    throw new TrivyError("program", `${what}; ${remedy}`, { cause: thrown });
  }
}

/** Whether the root has heard of the logs and of the authority that the material names. */
function isKnownTo(
  { material: root }: TrustRoot,
  { certificate, logEntries }: SignedMaterial,
): boolean {
  const knowsLogs = logEntries.every(({ logId }) =>
    root.tlogs.some(({ logID }) => logID.equals(logId.keyId)),
  );
  if (!knowsLogs || certificate === undefined) return knowsLogs;
  const wanted = X509Certificate.parse(certificate).extAuthorityKeyID?.keyIdentifier;
  return (
    wanted === undefined ||
    root.certificateAuthorities.some(({ certChain }) =>
      certChain.some((one) => one.extSubjectKeyID?.keyIdentifier.equals(wanted) === true),
    )
  );
}
