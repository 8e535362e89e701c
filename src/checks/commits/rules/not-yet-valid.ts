import type { Rule } from "../../../model/rule.ts";

/** A signature made too early. */
export const notYetValid: Rule = {
  id: "commits/not-yet-valid",
  check: "commits",
  title: "Signature is older than its key's validity",
  severity: "high",
  rationale:
    "The commit's date lies before the key was valid: the date or the clock is wrong, or somebody dates commits back.",
  remediation:
    "Set the clock and sign again with the present date: `git rebase --reset-author-date --exec 'git commit --amend --no-edit -S' BASE`, then `git push --force-with-lease`.",
  example: {
    bad: "GIT_COMMITTER_DATE=2001-01-01T00:00:00Z git commit -S",
    good: "git commit -S",
  },
  kinds: [],
  source: "S1",
  standards: {},
  equivalents: {},
};
