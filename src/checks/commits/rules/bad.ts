import type { Rule } from "../../../model/rule.ts";

/** A signature over other bytes. */
export const bad: Rule = {
  id: "commits/bad",
  check: "commits",
  title: "Signature does not fit the commit",
  severity: "critical",
  rationale:
    "The bytes are not those that were signed: the commit was changed after signing, or the signature was taken from another one.",
  remediation:
    "Do not merge it. Find out who pushed it; the author signs again with `git rebase --exec 'git commit --amend --no-edit -S' BASE` and pushes with `git push --force-with-lease`.",
  example: {
    bad: "# the signature of one commit pasted into another",
    good: "git commit --amend --no-edit -S",
  },
  kinds: [],
  source: "S1",
  standards: {},
  equivalents: {},
};
