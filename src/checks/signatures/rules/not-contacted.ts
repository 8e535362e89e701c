import type { Rule } from "../../../model/rule.ts";

/** An image whose registry must not be contacted, so that its signatures stay unknown. */
export const notContacted: Rule = {
  id: "signatures/not-contacted",
  check: "signatures",
  title: "Image must not be contacted, so its signatures are unknown",
  severity: "high",
  rationale:
    "A place that the policy does not allow is not asked for anything: the request alone tells it who is deploying " +
    "what, and nothing that it answers would count.",
  remediation:
    "Use an image from a place listed under registries.allow, and write its reference so that it can be read.",
  example: {
    bad: "image: registry.example.net/web:1.4.2 # allowed: ghcr.io/acme/",
    good: "image: ghcr.io/acme/web:1.4.2 # allowed: ghcr.io/acme/",
  },
  kinds: [],
  source: "S2",
  standards: { cis: ["5.5.1"] },
  equivalents: {},
};
