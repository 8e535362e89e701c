import type { Rule } from "../../../model/rule.ts";

/** A change of the policy or of a file that it names. */
export const trustChanged: Rule = {
  id: "commits/trust-changed",
  check: "commits",
  title: "Change edits who is trusted",
  severity: "info",
  rationale:
    "The file decides whose commits count. The version of the trust ref was applied to this change; what is new takes effect once it is merged.",
  remediation:
    "Review the new version as what it is: a decision about who may write here. `git diff TRUST_REF HEAD -- FILE` shows it.",
  example: {
    bad: "# a pull request that adds its author's own key",
    good: "# a maintainer's pull request that adds the key, merged first",
  },
  kinds: [],
  source: "S1",
  standards: {},
  equivalents: {},
};
