import type { Rule } from "../../../model/rule.ts";

/** An image that the policy lets through unsigned, said for the record. */
export const skippedImage: Rule = {
  id: "signatures/skipped-image",
  check: "signatures",
  title: "The policy lets the image through unsigned",
  severity: "info",
  rationale: "An exception that nobody sees outlives its reason.",
  remediation: "Remove the entry with skip: true once the image is signed.",
  example: {
    bad: "signatures: { images: [{ match: docker.io/library/**, skip: true, reason: Docker does not sign these }] }",
    good: "signatures: { images: [{ match: ghcr.io/acme/**, key: cosign.pub }] }",
  },
  kinds: [],
  source: "S2",
  standards: {},
  equivalents: {},
};
