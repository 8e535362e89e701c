import type { CheckState } from "./check.ts";

/** A signature or attestation that was verified. */
export interface VerifiedSignature {
  /** The identity in the certificate, or the fingerprint of the key. */
  readonly by: string;
  /** Who vouched for the identity; none with a key. */
  readonly issuer?: string;
  /** When it was signed, by the word of a log or a time-stamp authority; ISO 8601. */
  readonly at?: string;
  /** The log that holds it and its place there. */
  readonly log?: string;
  /** The tag, or the digest of the referring manifest, that it was found at. */
  readonly where: string;
}

/** What a check learnt about one image. */
export interface ImageResult {
  /** Whether the policy wanted it judged, says that it needs nothing, or does not name it. */
  readonly kind: "judged" | "skipped" | "unlisted";
  readonly state: CheckState;
  /** What the reference stands for in this run; none where nobody had to ask. */
  readonly digest?: string;
  readonly signatures?: readonly VerifiedSignature[];
  /** What of the image was looked at, such as `linux/amd64`. */
  readonly platforms?: readonly string[];
}
