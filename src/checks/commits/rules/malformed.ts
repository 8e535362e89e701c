import type { Rule } from "../../../model/rule.ts";

/** An object or a signature that breaks the grammar. */
export const malformed: Rule = {
  id: "commits/malformed",
  check: "commits",
  title: "Commit or signature is not written as git writes it",
  severity: "critical",
  rationale:
    "Programs disagree about what such an object says: git leaves out of the signed bytes every header that begins with gpgsig, and ends `git log --format=%G?` in the middle of a range at a signature that it does not know. Honest tools do not write this.",
  remediation:
    "Do not merge it. Write the commit anew with `git rebase --force-rebase --exec 'git commit --amend --no-edit -S' BASE`, then `git push --force-with-lease`.",
  example: {
    bad: "gpgsig junk",
    good: "git commit --amend --no-edit -S",
  },
  kinds: [],
  source: "S1",
  standards: {},
  equivalents: {},
};
