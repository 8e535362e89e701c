import { setOutput, warning } from "@actions/core";
import { messageOf } from "../errors.ts";
import type { ReportedFinding } from "../model/finding.ts";
import type { Report, Verdict } from "../model/report.ts";
import type { Severity } from "../model/severity.ts";
import { terminalText } from "../report/terminal-text.ts";
import type { ReportFiles } from "./files.ts";

/**
 * Sets the outputs that are known once the judgement is: the verdict, the findings that count by
 * severity, the new ones among them, the files' paths.
 */
export function setOutputs(report: Report, files: ReportFiles): void {
  const counting = countingIn(report);
  const of = (severity: Severity): number =>
    counting.filter((finding) => finding.severity === severity).length;
  write({
    verdict: report.verdict,
    findings: counting.length,
    new: counting.filter(({ status }) => status === "open").length,
    critical: of("critical"),
    high: of("high"),
    medium: of("medium"),
    low: of("low"),
    "sarif-file": files.sarif,
    "report-file": files.report,
    "html-file": files.html,
    "badge-file": files.badge,
  });
}

/** What is not waived and, where only new findings count, not known: a fail never stands beside a zero. */
function countingIn({ findings, comparison }: Report): readonly ReportedFinding[] {
  return findings.filter(
    ({ status }) => status === "open" || (status === "baseline" && comparison?.gate === "all"),
  );
}

/** Sets the output that names the upload, as GitHub does. */
export function setSarifId(sarifId: string): void {
  write({ "sarif-id": sarifId });
}

/** Sets the verdict alone; of two, the runner takes the later one. */
export function setVerdict(verdict: Verdict): void {
  write({ verdict });
}

/** What cannot be written is a warning: the step's status says the verdict as well. */
function write(outputs: Readonly<Record<string, string | number>>): void {
  try {
    for (const [name, value] of Object.entries(outputs)) setOutput(name, value);
  } catch (error) {
    const names = Object.keys(outputs).join(", ");
    warning(
      `The outputs ${names} could not all be written: ${terminalText(messageOf(error))}. The step's status stands.`,
    );
  }
}
