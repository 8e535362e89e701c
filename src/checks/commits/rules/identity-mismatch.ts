import type { Rule } from "../../../model/rule.ts";

/** A signature by one person on a commit of another. */
export const identityMismatch: Rule = {
  id: "commits/identity-mismatch",
  check: "commits",
  title: "Key belongs to somebody else than the commit names",
  severity: "high",
  rationale:
    "Git never compares the two: with her own listed key one colleague could commit in the name of another.",
  remediation:
    "Commit under the address that the list has for the key, `git config user.email ADDRESS`, `git rebase --exec 'git commit --amend --no-edit --reset-author -S' BASE`, `git push --force-with-lease`; or have the address added to the key's line in allowed_signers.",
  example: {
    bad: "git -c user.email=boss@example.com commit -S",
    good: "git -c user.email=ann@example.com commit -S",
  },
  kinds: [],
  source: "S1",
  standards: {},
  equivalents: {},
};
