import { setOutput, warning } from "@actions/core";
import { messageOf } from "../errors.ts";
import { countsOf } from "../findings/counts.ts";
import type { Report, Verdict } from "../model/report.ts";
import { terminalText } from "../report/terminal-text.ts";
import type { ReportFiles } from "./files.ts";

/** Sets the outputs that are known once the judgement is: the verdict, open findings by severity, the files' paths. */
export function setOutputs(report: Report, files: ReportFiles): void {
  const { critical, high, medium, low } = countsOf(report.findings);
  const open = report.findings.filter(({ status }) => status === "open").length;
  write({
    verdict: report.verdict,
    findings: open,
    critical,
    high,
    medium,
    low,
    "sarif-file": files.sarif,
    "report-file": files.report,
    "html-file": files.html,
  });
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
