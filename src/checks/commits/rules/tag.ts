import type { Rule } from "../../../model/rule.ts";

/** A tag object that is not what its ref says. */
export const tag: Rule = {
  id: "commits/tag",
  check: "commits",
  title: "Tag does not stand for what it is published as",
  severity: "high",
  rationale:
    "A signed tag says its own name. Published under another one, or put on another tag or a file, an old good signature makes a release of something that nobody released.",
  remediation:
    "Make the tag anew on the commit, under its own name: `git tag -s -f NAME COMMIT`, then `git push --force origin refs/tags/NAME`.",
  example: {
    bad: "git push origin v1.0.0:refs/tags/v2.0.0",
    good: "git tag -s v2.0.0 && git push origin v2.0.0",
  },
  kinds: [],
  source: "S1",
  standards: {},
  equivalents: {},
};
