import type { Check } from "../check.ts";
import type { VerifyWebFlow } from "./judge.ts";
import { commitRules } from "./rules/index.ts";

/** Is every commit of the range signed by somebody whom this repository trusts? */
export const commits: Check = commitsCheck();

/** The check; only tests give it somebody else's word for what GitHub signed than GitHub's own keys. */
export function commitsCheck(verifyWebFlow?: VerifyWebFlow): Check {
  return {
    name: "commits",
    rules: commitRules,
    async run({ commits: subject }) {
      if (subject.kind === "none") return { kind: "skipped", reason: subject.reason };
      if (subject.kind === "error") return { kind: "error", reason: subject.reason, findings: [] };
      // What verifies signatures is large, and a run without a range has no use for it.
      const { judgeRange } = await import("./judge-range.ts");
      return judgeRange(subject, verifyWebFlow);
    },
  };
}
