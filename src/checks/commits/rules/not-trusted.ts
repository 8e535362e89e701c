import type { Rule } from "../../../model/rule.ts";

/** A signature of GitHub's that the policy gives no weight. */
export const notTrusted: Rule = {
  id: "commits/not-trusted",
  check: "commits",
  title: "Signature of the platform does not count here",
  severity: "high",
  rationale:
    "GitHub signs what is done with its buttons for every account, also in forks. The policy says for whom that counts, and this commit is none of these.",
  remediation:
    "Sign the commit with a listed key: `git rebase --exec 'git commit --amend --no-edit -S' BASE`, then `git push --force-with-lease`. Where more of GitHub's commits should count, a maintainer sets `commits.github-web-flow` or `commits.require` in the policy.",
  example: {
    bad: "commits: { require: trusted, github-web-flow: any }",
    good: "commits: { require: trusted, github-web-flow: known-authors }",
  },
  kinds: [],
  source: "S1",
  standards: {},
  equivalents: {},
};
