import type { Rule } from "../../../model/rule.ts";

/** A signature that cannot be judged. */
export const unsupported: Rule = {
  id: "commits/unsupported",
  check: "commits",
  title: "Signature is of a kind that is not understood",
  severity: "high",
  rationale: "What cannot be verified counts as little as no signature at all.",
  remediation:
    "Sign with a common key (`ssh-keygen -t ed25519`, or an Ed25519 or RSA key of OpenPGP): `git rebase --exec 'git commit --amend --no-edit -S' BASE`, then `git push --force-with-lease`.",
  example: {
    bad: "# a signature with an algorithm of its own",
    good: "git config gpg.format ssh",
  },
  kinds: [],
  source: "S1",
  standards: {},
  equivalents: {},
};
