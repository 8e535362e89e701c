import { info, setFailed, setOutput } from "@actions/core";
import { allRules } from "../checks/index.ts";
import { messageOf, UsageError } from "../errors.ts";
import type { Report } from "../model/report.ts";
import { judge, type Outcome } from "../pipeline.ts";
import { jsonReport } from "../report/json.ts";
import { jsonText } from "../report/json-text.ts";
import { markdownText } from "../report/markdown-text.ts";
import type { Linker } from "../report/markdown-entry.ts";
import { markdownReport } from "../report/markdown.ts";
import { textReport } from "../report/text.ts";
import { verdictGrounds, verdictWords } from "../report/verdict-line.ts";
import { visibleText } from "../report/visible-text.ts";
import { sarifLog } from "../sarif/build.ts";
import { truncationNotices } from "../sarif/limits.ts";
import { annotate } from "./annotations.ts";
import { runFolder, writeReportFiles } from "./files.ts";
import { readInputs, type Inputs } from "./inputs.ts";
import { linkTo, linkToCommit } from "./links.ts";
import { printGroup } from "./log.ts";
import { setOutputs } from "./outputs.ts";
import { requestOf } from "./request.ts";
import { writeSummary } from "./summary.ts";
import { printVersions } from "./versions.ts";
import { readSurroundings, type Surroundings } from "./surroundings.ts";

/** The step from its inputs to its status, which is left in `process.exitCode`. */
export async function runStep(): Promise<void> {
  const inputs = readInputs();
  await printVersions();
  const surroundings = readSurroundings();
  const folder = runFolder(surroundings.temporary);
  const outcome = await judge(await requestOf(inputs, surroundings, folder));
  const report = withNotices(outcome.report, truncationNotices(outcome.report));
  publish({ ...outcome, report }, inputs, surroundings, folder);
  conclude(report);
}

function withNotices(report: Report, notices: readonly string[]): Report {
  return { ...report, notices: [...report.notices, ...notices] };
}

/** Every way in which a run is shown; the status comes after all of them. */
function publish(
  { report, sources }: Outcome,
  { category }: Inputs,
  { server, repository, event }: Surroundings,
  folder: string,
): void {
  const { log } = sarifLog(report, allRules, { category });
  const files = writeReportFiles(folder, jsonText(log), jsonReport(report));
  setOutputs(report, files);
  printGroup("Report", textReport(report, sources, { color: true }));
  const linkBase = { server, repository, commit: event.head };
  annotate(report.findings, (commit) => linkToCommit(linkBase, commit));
  const link: Linker = ({ location, commit }) =>
    commit === undefined ? linkTo(linkBase, location) : linkToCommit(linkBase, commit);
  writeSummary((limitBytes) => markdownReport(report, { limitBytes, link }));
}

function conclude(report: Report): void {
  const sentence = `${verdictWords[report.verdict]}: ${verdictGrounds(report).join("; ")}`;
  if (report.verdict === "pass") {
    info(sentence);
    process.exitCode = 0;
  } else setFailed(sentence);
}

/** Ends the step without a verdict: it fails, says why, and leaves `error` for the steps that follow. */
export function failStep(thrown: unknown): void {
  process.exitCode = 1;
  const lines =
    thrown instanceof UsageError ? thrown.mistakes : [`internal error: ${messageOf(thrown)}`];
  setFailed(["NO VERDICT", ...lines].map(visibleText).join("\n"));
  writeSummary(() => `### Portcullis: no verdict\n\n${lines.map(item).join("")}`);
  try {
    setOutput("verdict", "error");
  } catch (error) {
    info(`The output verdict could not be set: ${visibleText(messageOf(error))}`);
  }
}

function item(line: string): string {
  return `- ${markdownText(line)}\n`;
}
