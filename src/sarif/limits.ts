import { checkNames } from "../model/check.ts";
import type { Report } from "../model/report.ts";

/**
 * GitHub refuses an upload above the first two and cuts what is above the others in no useful order.
 * https://docs.github.com/en/code-security/reference/code-scanning/sarif-files/sarif-support
 */
export const limits = {
  runs: 20,
  rulesPerRun: 25_000,
  resultsPerRun: 5_000,
  relatedPerResult: 20,
  tagsPerRule: 10,
  ruleName: 255,
  description: 1024,
} as const;

/** Sentences for the reader about open findings that a SARIF log of the report has no room for. */
export function truncationNotices({ findings }: Report): string[] {
  const open = findings.filter(({ status }) => status !== "waived");
  return checkNames.flatMap((name) => {
    const count = open.filter(({ check }) => check === name).length;
    if (count <= limits.resultsPerRun) return [];
    return [
      `The SARIF log holds the worst ${limits.resultsPerRun} of the ${count} findings of ${name}, for GitHub stores no more; the JSON report has all.`,
    ];
  });
}
