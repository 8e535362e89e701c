import type { PolicyContext } from "../policy/reading.ts";
import { allRules } from "./index.ts";
import { mistakeInAllowEntry } from "./registries/allowlist.ts";
import { mistakeInExpression } from "./signatures/expression.ts";
import { mistakeInImageGlob } from "./signatures/image-glob.ts";
import { parsePath } from "./signatures/judge/condition-path.ts";

/** What a policy may name, as the checks of this version know it. */
export const policyContext: PolicyContext = {
  rules: allRules,
  mistakeInAllowEntry,
  mistakeInImageGlob,
  mistakeInExpression,
  mistakeInStatementPath,
};

function mistakeInStatementPath(path: string): string | undefined {
  const steps = parsePath(path);
  return "mistake" in steps ? steps.mistake : undefined;
}
