import type { Rule } from "../../../model/rule.ts";

/** A signature made too late. */
export const expiredAtSigning: Rule = {
  id: "commits/expired-at-signing",
  check: "commits",
  title: "Signature was made after its key had expired",
  severity: "high",
  rationale:
    "A key that has expired signs no more. Git from version 2.54 on lets this through (EXPKEYSIG), which makes every end of validity worthless.",
  remediation:
    "Extend the key (`gpg --quick-set-expire FINGERPRINT 1y`, or `valid-before` in allowed_signers) in a change of its own, or sign with a valid one: `git rebase --exec 'git commit --amend --no-edit -S' BASE`, then `git push --force-with-lease`.",
  example: {
    bad: 'ann@example.com valid-before="20250101Z" ssh-ed25519 AAAA…',
    good: 'ann@example.com valid-before="20280101Z" ssh-ed25519 AAAA…',
  },
  kinds: [],
  source: "S1",
  standards: {},
  equivalents: {},
};
