import type { Rule } from "../../../model/rule.ts";

/** An image about whose signatures nothing could be learnt; the check is an error besides. */
export const couldNotTell: Rule = {
  id: "signatures/could-not-tell",
  check: "signatures",
  title: "Whether the image is signed could not be told",
  severity: "high",
  rationale:
    "A registry that is down, refuses or sends too much leaves open whether the signature is there. A gate that took " +
    "silence for consent could be opened by whoever can cut the line.",
  remediation:
    "Run again once the registry answers; give the job credentials for it, or name a private host in the policy.",
  example: {
    bad: "image: registry.example.com/web:1.4.2 # answers 401",
    good: "image: registry.example.com/web:1.4.2 # after docker login registry.example.com",
  },
  kinds: [],
  source: "S2",
  standards: {},
  equivalents: {},
};
