import { mapping } from "./mapping.ts";
import { namedFile } from "./named-file.ts";
import { listOf, oneOf, type Shape } from "./shape.ts";
import { signatureEntry } from "./signature-entry-shape.ts";
import type { SignaturesPolicy } from "./signatures.ts";

const section = mapping(
  {
    images: {
      shape: listOf(signatureEntry, "a list of mappings that begin with match"),
      required: false,
      about: "Which images must be signed and attested, and by whom.",
      fallback: "none",
      example: "images: [{ match: ghcr.io/acme/**, key: cosign.pub }]",
    },
    unlisted: {
      shape: oneOf(["ignore", "warn", "fail"]),
      required: false,
      about:
        "What becomes of an image that no entry and no ClusterImagePolicy names: nothing, a finding of low severity, or one of high severity.",
      fallback: "`warn`",
      example: "unlisted: fail",
    },
    "trusted-root": {
      shape: namedFile("the path of a trusted root"),
      required: false,
      about:
        "The certificate authorities, logs and time-stamp authorities that count, as a file in the format `trusted_root.json` of Sigstore.",
      fallback: "those of the public Sigstore instance",
      example: "trusted-root: policies/trusted_root.json",
    },
    "cluster-image-policies": {
      shape: listOf(namedFile("the path of a file"), "a list of paths"),
      required: false,
      about:
        "Files with objects of the kind ClusterImagePolicy, as sigstore/policy-controller reads them; images must meet all of those that match them, besides the entries of `images`.",
      fallback: "none",
      example: "cluster-image-policies: [policies/images.yaml]",
    },
  },
  "a mapping with images, unlisted, trusted-root or cluster-image-policies",
);

/** The section `signatures`: who must have signed what. */
export const signaturesShape: Shape<SignaturesPolicy> = {
  ...section,
  read(field, reading) {
    const values = section.read(field, reading);
    if (values === undefined) return undefined;
    return {
      images: values.images ?? [],
      unlisted: values.unlisted ?? "warn",
      trustedRoot: values["trusted-root"],
      clusterImagePolicies: values["cluster-image-policies"] ?? [],
    };
  },
};
