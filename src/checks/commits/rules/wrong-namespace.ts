import type { Rule } from "../../../model/rule.ts";

/** An SSH signature for another purpose. */
export const wrongNamespace: Rule = {
  id: "commits/wrong-namespace",
  check: "commits",
  title: "SSH signature was made for something else than git",
  severity: "high",
  rationale:
    "SSH signatures say what they are for. One for `file` or another namespace was given for another purpose, and is replayed here.",
  remediation:
    "Sign with git itself: `git config gpg.format ssh`, `git rebase --exec 'git commit --amend --no-edit -S' BASE`, then `git push --force-with-lease`.",
  example: {
    bad: "ssh-keygen -Y sign -n file -f key payload",
    good: "git commit -S",
  },
  kinds: [],
  source: "S1",
  standards: {},
  equivalents: {},
};
