import { setOutput } from "@actions/core";
import { countsOf } from "../assemble.ts";
import type { Report } from "../model/report.ts";
import type { ReportFiles } from "./files.ts";

/** Sets every output that action.yml declares: the verdict, open findings by severity, and the files' paths. */
export function setOutputs(report: Report, files: ReportFiles): void {
  const { critical, high, medium, low } = countsOf(report.findings);
  const open = report.findings.filter(({ status }) => status === "open").length;
  setOutput("verdict", report.verdict);
  setOutput("findings", open);
  setOutput("critical", critical);
  setOutput("high", high);
  setOutput("medium", medium);
  setOutput("low", low);
  setOutput("sarif-file", files.sarif);
  setOutput("report-file", files.report);
}
