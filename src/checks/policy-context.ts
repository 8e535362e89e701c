import type { PolicyContext } from "../policy/reading.ts";
import { allRules } from "./index.ts";
import { mistakeInAllowEntry } from "./registries/allowlist.ts";
import { mistakeInExpression } from "../sigstore/expression.ts";
import { mistakeInImageGlob } from "../policy/image-glob.ts";
import { parsePath } from "../sigstore/condition-path.ts";

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
