import { checkNames, type CheckName } from "../model/check.ts";
import { failsRun } from "../model/failing.ts";
import type { Report, Verdict } from "../model/report.ts";
import { type FailLine, reaches } from "../model/severity.ts";
import { comparisonLabel } from "./comparison-label.ts";
import { counted } from "./labels.ts";
import { shortened, visibleText } from "./visible-text.ts";

export const verdictWords: Readonly<Record<Verdict, string>> = {
  pass: "PASS",
  fail: "FAIL",
  error: "NO VERDICT",
};

/** What the verdict rests on, most important first; with the verdict's word it makes the last line. */
export function verdictGrounds(report: Report): string[] {
  return [
    ...unmetIn(report),
    ...undecided(report),
    ...measured(report),
    ...compared(report),
    ...skipped(report),
    ...report.notJudged
      .filter(({ count }) => count > 0)
      .map(
        ({ what, count }) => `${count} ${count === 1 ? what.replace(/s$/, "") : what} not judged`,
      ),
  ];
}

function unmetIn({ unmet }: Report): string[] {
  return unmet === undefined ? [] : [unmet];
}

/** Of a reason, so much stands in the line; the table of the checks has all of it. */
const reasonBounds = { word: 120, total: 240 };

/** Which checks left the run without a verdict, the first reason, and what to do. */
function undecided({ verdict, checks, unmet }: Report): string[] {
  if (verdict !== "error") return [];
  const names = checkNames.filter((name) => checks[name]?.state === "error");
  if (names.length === 0 && unmet !== undefined) return [];
  const silent = names.length === 0 ? checkNames.filter((name) => checks[name]) : names;
  const what = names.length === 0 ? "nothing was judged" : `${names.join(", ")} could not decide`;
  const [first, ...others] = new Set(silent.flatMap((name) => reasonOf(name, checks) ?? []));
  if (first === undefined) return [what];
  const more =
    others.length === 0 ? "" : ` (${counted(others.length, "other reason")} in the table)`;
  return [`${what}: ${first}${more} → put that right and run it again`];
}

function reasonOf(name: CheckName, checks: Report["checks"]): string | undefined {
  const reason = checks[name]?.reason;
  return reason && shortened(visibleText(reason).replace(/\.$/, ""), reasonBounds);
}

/** What the base has already counts as well unless only new findings do. */
function measured(report: Report): string[] {
  const { findings, failOn, verdict, comparison } = report;
  const counting = comparison?.gate === "all" ? ["open", "baseline"] : ["open"];
  const open = findings.filter(
    ({ status, severity }) => counting.includes(status) && severity !== "info",
  );
  const failing = open.filter((finding) => failsRun(finding, report));
  if (failOn === "none" && failing.length === 0) {
    return [`${counted(open.length, "finding")}, none of which fails (fail-on: none)`];
  }
  const reaching = open.filter(({ severity }) => reaches(severity, failOn));
  const spared = reaching.length - reaching.filter((each) => failsRun(each, report)).length;
  const byWord = failing.filter(({ severity }) => !reaches(severity, failOn)).length;
  const below = open.length - reaching.length - byWord;
  return [
    [
      ...(failOn === "none" ? [] : [reachingLabel(reaching.length, failOn)]),
      ...(spared > 0 ? [`${spared} of them spared by the policy`] : []),
      ...(byWord > 0
        ? [`${counted(byWord, "finding")} that the policy fails whatever the severity`]
        : []),
      ...(below > 0 ? [`${below} below`] : []),
      ...(verdict === "pass" && failing.length > 0 ? ["let through"] : []),
    ].join(", ") + ` (fail-on: ${failOn})`,
  ];
}

function reachingLabel(count: number, failOn: FailLine): string {
  const line = failOn === "critical" ? "at critical" : `at or above ${failOn}`;
  return `${count === 0 ? "no findings" : counted(count, "finding")} ${line}`;
}

function compared(report: Report): string[] {
  const label = comparisonLabel(report);
  return label === undefined ? [] : [label];
}

function skipped({ checks }: Report): string[] {
  const names = checkNames.filter((name) => checks[name]?.state === "skipped");
  return names.length === 0 ? [] : [`${names.join(", ")} skipped`];
}
