import type { Rule } from "../../../model/rule.ts";

/** A signature of gitsign without the log's word for its time. */
export const notLogged: Rule = {
  id: "commits/not-logged",
  check: "commits",
  title: "gitsign signature has no entry in the transparency log",
  severity: "high",
  rationale:
    "A certificate of gitsign lives for minutes. Only the log says whether the signature was made in these minutes; without its entry an old stolen key signs for ever.",
  remediation:
    "Let gitsign put the log's entry into the signature, `git config gitsign.rekorMode offline`, and sign again: `git rebase --exec 'git commit --amend --no-edit -S' BASE`, then `git push --force-with-lease`.",
  example: {
    bad: "git config gitsign.rekorMode online",
    good: "git config gitsign.rekorMode offline",
  },
  kinds: [],
  source: "S1",
  standards: {},
  equivalents: {},
};
