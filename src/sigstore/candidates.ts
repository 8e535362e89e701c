/** How a found thing wraps its signature. */
export type CandidateForm = "simple-signing" | "envelope" | "bundle";

/** One thing found beside an image that may be a signature or an attestation of it. */
export interface Candidate {
  /**
   * `simple-signing`: a payload whose signature stands in the layer's annotations; `envelope`: a DSSE
   * envelope beside such annotations; `bundle`: a Sigstore bundle, complete in itself.
   */
  readonly form: CandidateForm;
  /** Where it was found, for the reader: a tag, or the digest of the referring manifest. */
  readonly where: string;
  /** The layer's content, its digest already compared with the descriptor's. */
  readonly bytes: Uint8Array;
  /** The layer's annotations, for the two legacy forms. */
  readonly annotations: Readonly<Record<string, string>>;
}

/** The form that a layer of this media type has; nothing where it is no signature or attestation. */
export function formOf(mediaType: string): CandidateForm | undefined {
  if (mediaType === "application/vnd.dev.cosign.simplesigning.v1+json") return "simple-signing";
  if (mediaType === "application/vnd.dsse.envelope.v1+json") return "envelope";
  // As cosign looks for bundles: the version follows, in one of two spellings.
  if (/^application\/vnd\.dev\.sigstore\.bundle[.+]/.test(mediaType)) return "bundle";
  return undefined;
}
