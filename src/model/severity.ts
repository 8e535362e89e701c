/** How bad a finding is, worst first. `info` is said and never fails a run. */
export const severities = ["critical", "high", "medium", "low", "info"] as const;
export type Severity = (typeof severities)[number];

/** The line at and above which open findings fail a run; with `none` no severity does. */
export const failLines = ["critical", "high", "medium", "low", "none"] as const;
export type FailLine = (typeof failLines)[number];

/** Negative when `a` is worse than `b`, so that sorting puts the worst first. */
export function compareSeverity(a: Severity, b: Severity): number {
  return severities.indexOf(a) - severities.indexOf(b);
}

/** Whether a finding of this severity fails a run whose line is `line`. */
export function reaches(severity: Severity, line: FailLine): boolean {
  return line !== "none" && compareSeverity(severity, line) <= 0;
}
