import { namesSigners } from "./attestation-shape.ts";
import { mapping } from "./mapping.ts";
import type { Shape } from "./shape.ts";
import { imageGlob, repositoryOfSignatures } from "./signature-entry-shape.ts";
import { signerKeys, signersOf, undetailed } from "./signers-shape.ts";
import type { VexAttestationEntry } from "./vulnerabilities.ts";
import { nameOf } from "./words.ts";

const entry = mapping(
  {
    match: {
      shape: imageGlob,
      required: true,
      about:
        "The images whose attestations count, as a glob of whole references; see [Globs of images](#globs-of-images). Where several entries match an image, the signers of all of them count.",
      fallback: "none; required",
      example: "match: ghcr.io/acme/**",
    },
    keyless: undetailed(
      signerKeys.keyless,
      "By whose identity a statement counts, as `keyless` of `signatures.images`.",
      "nobody; this or `key` is required",
    ),
    key: undetailed(
      signerKeys.key,
      "By whose keys a statement counts, as `key` of `signatures.images`.",
      "nobody; this or `keyless` is required",
    ),
    hash: { ...signerKeys.hash, about: "The hash that was signed with `key`." },
    log: { ...signerKeys.log, about: "As `log` of `signatures.images`, for `key`." },
    repository: {
      shape: repositoryOfSignatures,
      required: false,
      about:
        "Where the attestations are kept instead of beside the image, as cosign's `COSIGN_REPOSITORY` says it.",
      fallback: "the image's own repository",
      example: "repository: ghcr.io/acme/attestations",
    },
  },
  "a mapping that begins with match",
);

/** Whose OpenVEX attestations count for the images of a glob. */
export const vexAttestationShape: Shape<VexAttestationEntry> = {
  ...entry,
  schema: { ...entry.schema, anyOf: [{ required: ["keyless"] }, { required: ["key"] }] },
  read(field, reading) {
    const values = entry.read(field, reading);
    if (values === undefined) return undefined;
    const signers = signersOf(values, field, reading);
    if (signers === undefined) {
      if (!namesSigners(field)) {
        reading.report(
          field,
          `${nameOf(field.path)} does not say whose attestations count; add keyless or key`,
        );
      }
      return undefined;
    }
    const { match, repository } = values;
    return { match, signers, repository, location: field.location };
  },
};
