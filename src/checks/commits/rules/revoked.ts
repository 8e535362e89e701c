import type { Rule } from "../../../model/rule.ts";

/** A signature by a key that was taken back. */
export const revoked: Rule = {
  id: "commits/revoked",
  check: "commits",
  title: "Signature is by a revoked key",
  severity: "critical",
  rationale:
    "The key was taken back, for example because it was stolen. Whoever has it can date a commit as they like, so that none of its signatures counts.",
  remediation:
    "Sign with another key: `git config user.signingKey NEW`, `git rebase --exec 'git commit --amend --no-edit -S' BASE`, `git push --force-with-lease`. Older commits that are known to be good go into `commits.exempt-commits` with the reason.",
  example: {
    bad: "git config user.signingKey ~/.ssh/stolen.pub",
    good: "git config user.signingKey ~/.ssh/id_ed25519_new.pub",
  },
  kinds: [],
  source: "S1",
  standards: {},
  equivalents: {},
};
