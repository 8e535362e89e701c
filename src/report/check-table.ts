import { checkNames, type CheckName, type CheckSummary } from "../model/check.ts";
import type { Report } from "../model/report.ts";
import { severities } from "../model/severity.ts";

/** The columns of counts, in order. */
export const countColumns = [...severities, "waived"] as const;

/** The checks of a report with their names, in the order of every table. */
export function checkRows({ checks }: Report): { name: CheckName; summary: CheckSummary }[] {
  return checkNames.flatMap((name) => {
    const summary = checks[name];
    return summary === undefined ? [] : [{ name, summary }];
  });
}

/** Whether the check looked at anything, so that its counts mean something. */
export function hasCounts({ state, counts }: CheckSummary): boolean {
  return (
    state === "passed" || state === "failed" || countColumns.some((column) => counts[column] > 0)
  );
}
