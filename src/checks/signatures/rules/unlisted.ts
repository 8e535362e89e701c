import type { Rule } from "../../../model/rule.ts";

/** An image that no entry of the section `signatures` names. */
export const unlistedImage: Rule = {
  id: "signatures/unlisted",
  check: "signatures",
  title: "No entry of the policy says who must have signed the image",
  severity: "low",
  rationale:
    "A list of signers protects only what it names. An image beside it, often a helper or a sidecar, runs with the " +
    "same rights and is looked at by nobody.",
  remediation:
    "Add an entry under signatures.images (`portcullis init --signatures IMAGE` prints one), or one with skip: true and a reason.",
  example: {
    bad: "signatures: { images: [] }",
    good: "signatures: { images: [{ match: ghcr.io/acme/**, key: cosign.pub }] }",
  },
  kinds: [],
  source: "S2",
  standards: {},
  equivalents: {},
};
