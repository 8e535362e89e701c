import { checkNames } from "../model/check.ts";
import type { Report, Verdict } from "../model/report.ts";
import { reaches } from "../model/severity.ts";
import { counted } from "./labels.ts";

export const verdictWords: Readonly<Record<Verdict, string>> = {
  pass: "PASS",
  fail: "FAIL",
  error: "NO VERDICT",
};

/** What the verdict rests on, most important first; with the verdict's word it makes the last line. */
export function verdictGrounds(report: Report): string[] {
  return [
    ...undecided(report),
    ...measured(report),
    ...skipped(report),
    ...report.notJudged
      .filter(({ count }) => count > 0)
      .map(
        ({ what, count }) => `${count} ${count === 1 ? what.replace(/s$/, "") : what} not judged`,
      ),
  ];
}

function undecided({ verdict, checks }: Report): string[] {
  if (verdict !== "error") return [];
  const names = checkNames.filter((name) => checks[name]?.state === "error");
  return [names.length === 0 ? "nothing was judged" : `${names.join(", ")} could not decide`];
}

function measured({ findings, failOn, verdict }: Report): string[] {
  const open = findings.filter(({ status, severity }) => status === "open" && severity !== "info");
  if (failOn === "none") {
    return [`${counted(open.length, "finding")}, none of which fails (fail-on: none)`];
  }
  const reaching = open.filter(({ severity }) => reaches(severity, failOn)).length;
  const below = open.length - reaching;
  const count = reaching === 0 ? "no findings" : counted(reaching, "finding");
  const line = failOn === "critical" ? "at critical" : `at or above ${failOn}`;
  return [
    [
      `${count} ${line}`,
      ...(below > 0 ? [`${below} below`] : []),
      ...(verdict === "pass" && reaching > 0 ? ["let through"] : []),
    ].join(", ") + ` (fail-on: ${failOn})`,
  ];
}

function skipped({ checks }: Report): string[] {
  const names = checkNames.filter((name) => checks[name]?.state === "skipped");
  return names.length === 0 ? [] : [`${names.join(", ")} skipped`];
}
