import type { Rule } from "../../../model/rule.ts";

/** A commit that nobody signed, or a tag. */
export const unsigned: Rule = {
  id: "commits/unsigned",
  check: "commits",
  title: "Commit or tag has no signature",
  severity: "high",
  rationale:
    "Author and committer of a commit are whatever somebody typed. Without a signature a commit in anybody's name can be pushed by whoever got hold of a token, and nobody can tell afterwards.",
  remediation:
    "Sign with an SSH key: `git config gpg.format ssh`, `git config user.signingKey ~/.ssh/id_ed25519.pub`, `git config commit.gpgSign true`; then sign what is there with `git rebase --exec 'git commit --amend --no-edit -S' BASE` and push with `git push --force-with-lease`. A tag is signed with `git tag -s -f NAME NAME^{}`.",
  example: {
    bad: 'git commit -m "Fix the cart"',
    good: "git config gpg.format ssh\ngit config user.signingKey ~/.ssh/id_ed25519.pub\ngit config commit.gpgSign true\ngit rebase --exec 'git commit --amend --no-edit -S' origin/main\ngit push --force-with-lease",
  },
  kinds: [],
  source: "S1",
  standards: {},
  equivalents: {},
};
