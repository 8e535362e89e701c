import type { ProblemKind, ReadingProblem } from "../../kubernetes/problem.ts";
import type { CheckName } from "../../model/check.ts";
import type { Finding } from "../../model/finding.ts";
import type { Rule } from "../../model/rule.ts";
import { duplicateKey } from "./rules/files/duplicate-key.ts";
import { emptySubmodule } from "./rules/files/empty-submodule.ts";
import { gitLfsPointer } from "./rules/files/git-lfs-pointer.ts";
import { kustomizeNotEvaluated } from "./rules/files/kustomize-not-evaluated.ts";
import { linkNotFollowed } from "./rules/files/link-not-followed.ts";
import { templateNotJudged } from "./rules/files/template-not-judged.ts";
import { unreadable } from "./rules/files/unreadable.ts";
import { wrongType } from "./rules/files/wrong-type.ts";

const ruleOf: Readonly<Record<ProblemKind, Rule>> = {
  unreadable,
  "duplicate-key": duplicateKey,
  "wrong-type": wrongType,
  "template-not-judged": templateNotJudged,
  "kustomize-not-evaluated": kustomizeNotEvaluated,
  "git-lfs-pointer": gitLfsPointer,
  "empty-submodule": emptySubmodule,
  "link-not-followed": linkNotFollowed,
};

/** The rules about reading files, one for each kind of problem. */
export const fileRules: readonly Rule[] = Object.values(ruleOf);

/**
 * What reading met, as findings of the check that says so: `manifests`, or another one when that does
 * not run.
 */
export function problemFindings(
  problems: readonly ReadingProblem[],
  check: CheckName = "manifests",
): Finding[] {
  return problems.map(({ kind, message, location, offender }) => {
    const rule = ruleOf[kind];
    return {
      check,
      rule: rule.id,
      severity: rule.severity,
      message: message.endsWith(".") ? message : `${message}.`,
      remediation: rule.remediation,
      location,
      // The offending text in the place of a line number, which would not survive an edit above it.
      identity: [location.path, textOf(offender)],
      offender,
    };
  });
}

function textOf(offender: unknown): string {
  if (typeof offender === "string") return offender;
  return (
    JSON.stringify(offender, (_, value: unknown) =>
      typeof value === "bigint" ? String(value) : value,
    ) ?? ""
  );
}
