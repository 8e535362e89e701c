import { checkNames, type CheckName, type CheckSummary } from "../model/check.ts";
import type { Report } from "../model/report.ts";
import { severities, type Severity } from "../model/severity.ts";

/** A column of counts: open findings of a severity, waived ones, or those that the base has as well. */
export type CountColumn = Severity | "waived" | "known";

const always: readonly CountColumn[] = [...severities, "waived"];

/** The columns of counts, in order; together they count every finding once. */
export function countColumnsOf({ comparison }: Report): readonly CountColumn[] {
  return comparison === undefined ? always : [...always, "known"];
}

/** How many findings of the check fall into the column. */
export function countIn({ counts }: CheckSummary, column: CountColumn): number {
  return column === "known" ? (counts.baseline ?? 0) : counts[column];
}

/** Whether a count of the column asks for something to be done. */
export function isOfSeverity(column: CountColumn): column is Severity {
  return column !== "waived" && column !== "known";
}

/** The checks of a report with their names, in the order of every table. */
export function checkRows({ checks }: Report): { name: CheckName; summary: CheckSummary }[] {
  return checkNames.flatMap((name) => {
    const summary = checks[name];
    return summary === undefined ? [] : [{ name, summary }];
  });
}

/** Whether the check looked at anything, so that its counts mean something. */
export function hasCounts(summary: CheckSummary): boolean {
  const { state } = summary;
  const columns: readonly CountColumn[] = [...always, "known"];
  return (
    state === "passed" ||
    state === "failed" ||
    columns.some((column) => countIn(summary, column) > 0)
  );
}
