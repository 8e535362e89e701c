import type { Rule } from "../../../model/rule.ts";

/** An image whose registry must not be contacted, so that nobody knows what is in it. */
export const notContacted: Rule = {
  id: "vulnerabilities/not-contacted",
  check: "vulnerabilities",
  title: "Image must not be contacted, so its vulnerabilities are unknown",
  // It may hold anything, so no line for failing lets it through.
  severity: "critical",
  rationale:
    "A place that the policy does not allow is not asked for anything: the request alone tells it who is deploying " +
    "what. What the image holds stays unknown, which is not the same as nothing.",
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
