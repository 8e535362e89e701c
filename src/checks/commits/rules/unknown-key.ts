import type { Rule } from "../../../model/rule.ts";

/** A signature that is good, or an OpenPGP one that cannot be checked, by a key that is in no list. */
export const unknownKey: Rule = {
  id: "commits/unknown-key",
  check: "commits",
  title: "Signature is by a key that nobody listed",
  severity: "high",
  rationale:
    "A good signature by any key on earth says only that somebody has a key. Who may sign is what the repository's own list says, read from the branch that the change goes to.",
  remediation:
    "Have a maintainer add the key to the file that `commits.allowed-signers` or `commits.openpgp-keys` names, in a change of its own that is merged first; or sign again with a listed key: `git rebase --exec 'git commit --amend --no-edit -S' BASE`, then `git push --force-with-lease`.",
  example: {
    bad: "# .github/allowed_signers does not have the key",
    good: 'echo "ann@example.com namespaces=\\"git\\" $(cat ~/.ssh/id_ed25519.pub)" >> .github/allowed_signers',
  },
  kinds: [],
  source: "S1",
  standards: {},
  equivalents: {},
};
