import type { Rule } from "../../../model/rule.ts";

/** An image that lacks a signature or an attestation that the policy asks for. */
export const notVerified: Rule = {
  id: "signatures/not-verified",
  check: "signatures",
  title: "Image is not signed as the policy wants",
  severity: "high",
  rationale:
    "A registry hands out whatever was pushed last. Only a signature by the expected identity or key says that the " +
    "image is the one that its builder made; anybody else's signature says nothing.",
  remediation:
    "Deploy an image that the named signer has signed, or sign this one in its release workflow. If the found signer is " +
    "the right one, `portcullis init --signatures IMAGE` prints the entry for it.",
  example: {
    bad: "image: ghcr.io/acme/web:1.4.2 # signed by …/build.yml@refs/heads/dev",
    good: "image: ghcr.io/acme/web:1.4.2 # signed by …/release.yml@refs/heads/main",
  },
  kinds: [],
  source: "S2",
  standards: { cis: ["5.5.1"], nsa: ["2"] },
  equivalents: { kubescape: ["C-0237"], kyverno: ["verify-image"] },
};
