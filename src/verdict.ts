import type { CheckState } from "./model/check.ts";
import type { Verdict } from "./model/report.ts";

/** What is known of a check when its state is decided. */
export type CheckEvidence =
  | { readonly kind: "decided"; readonly fails: boolean }
  | { readonly kind: "skipped"; readonly demanded: boolean }
  | { readonly kind: "error" };

/**
 * The state of a check: an error stays an error whatever was found beside it, a skip of a check that
 * somebody demanded is an error, and it fails by any finding that fails the run.
 */
export function stateOf(evidence: CheckEvidence): CheckState {
  switch (evidence.kind) {
    case "error":
      return "error";
    case "skipped":
      return evidence.demanded ? "error" : "skipped";
    case "decided":
      return evidence.fails ? "failed" : "passed";
  }
}

/**
 * The verdict of a run. An error anywhere is no verdict, also beside failures; a run in which nothing
 * was decided is none either. `warn` lets failures pass and never an error.
 */
export function verdictOf(states: readonly CheckState[], mode: "enforce" | "warn"): Verdict {
  if (states.includes("error")) return "error";
  if (!states.includes("passed") && !states.includes("failed")) return "error";
  return states.includes("failed") && mode === "enforce" ? "fail" : "pass";
}

/** The exit status of the command: 0 pass, 1 fail, 2 no verdict. */
export const exitStatuses: Readonly<Record<Verdict, 0 | 1 | 2>> = { pass: 0, fail: 1, error: 2 };
