import type { Rule } from "../../../model/rule.ts";

/** A signature that could be forged. */
export const weak: Rule = {
  id: "commits/weak",
  check: "commits",
  title: "Signature is by a key or digest that is too weak",
  severity: "high",
  rationale: "Short RSA keys and SHA-1 can be forged by somebody with enough money.",
  remediation:
    "Make a new key, `ssh-keygen -t ed25519`, have it listed, and sign again: `git config user.signingKey ~/.ssh/id_ed25519.pub`, `git rebase --exec 'git commit --amend --no-edit -S' BASE`, `git push --force-with-lease`.",
  example: {
    bad: "ssh-keygen -t rsa -b 1024",
    good: "ssh-keygen -t ed25519",
  },
  kinds: [],
  source: "S1",
  standards: {},
  equivalents: {},
};
