import { setTimeout } from "node:timers/promises";
import { info, setFailed } from "@actions/core";
import { allRules } from "../checks/index.ts";
import { messageOf, UsageError } from "../errors.ts";
import type { Report } from "../model/report.ts";
import { judge, type Outcome } from "../pipeline.ts";
import { badge } from "../report/badge.ts";
import { htmlReport } from "../report/html.ts";
import { jsonReport } from "../report/json.ts";
import { jsonText } from "../report/json-text.ts";
import { markdownText } from "../report/markdown-text.ts";
import type { Linker } from "../report/markdown-entry.ts";
import { markdownReport } from "../report/markdown.ts";
import { terminalText, withoutCommands } from "../report/terminal-text.ts";
import { textReport } from "../report/text.ts";
import { verdictGrounds, verdictWords } from "../report/verdict-line.ts";
import { visibleText } from "../report/visible-text.ts";
import { sarifDraft } from "../sarif/build.ts";
import { truncationNotices } from "../sarif/limits.ts";
import { annotate } from "./annotations.ts";
import { runFolder, writeReportFiles } from "./files.ts";
import { readInputs, type Inputs } from "./inputs.ts";
import { joinShards } from "./join-shards.ts";
import { linkTo, linkToCommit, type LinkBase } from "./links.ts";
import { printGroup } from "./log.ts";
import { setOutputs, setVerdict } from "./outputs.ts";
import { requestOf } from "./request.ts";
import { shareComment, shareLog, type SharedLog } from "./share.ts";
import { writeSummary } from "./summary.ts";
import { printVersions } from "./versions.ts";
import { readSurroundings, type Surroundings } from "./surroundings.ts";
import type { SarifFile } from "./upload/upload.ts";

/** What a step needs from the machine besides the runner's variables. */
export interface StepMeans {
  /** Resolves after so many milliseconds. */
  readonly pause: (ms: number) => Promise<void>;
}

/** Kept free in the summary for a line on what became of the upload. */
const lateBytes = 8 << 10;

const realMeans: StepMeans = { pause: (ms) => setTimeout(ms) };

/** The step from its inputs to its status, which is left in `process.exitCode`. */
export async function runStep({ pause }: StepMeans = realMeans): Promise<void> {
  hasFailed = false;
  const startedAt = new Date();
  const inputs = readInputs();
  await printVersions();
  const surroundings = readSurroundings();
  const folder = runFolder(surroundings.temporary);
  const { outcome, root } = await outcomeOf(inputs, surroundings, folder);
  const found = withNotices(outcome.report, truncationNotices(outcome.report));
  const sarif = sarifOf(found, inputs);
  const sharing = { inputs, surroundings, startedAt, pause };
  // What a shard saw is shown by the step that joins them all.
  const isShared = inputs.shard === undefined;
  const upload = isShared ? await shareLog(sarif, root, sharing) : {};
  const report = settled(found, upload);
  const link = linkerFor(surroundings);
  publish({ ...outcome, report }, { sarif, link, folder });
  if (isShared) {
    show(report, upload, surroundings);
    await shareComment(report, link, sharing);
  }
  conclude(report);
}

interface Judged {
  readonly outcome: Outcome;
  /** The folder that the report's paths are relative to. */
  readonly root: string;
}

/** What the checkout holds is judged, or what shards found is joined. */
async function outcomeOf(
  inputs: Inputs,
  surroundings: Surroundings,
  folder: string,
): Promise<Judged> {
  const { workspace } = surroundings;
  if (inputs.merge.length > 0) {
    return { outcome: await joinShards(inputs.merge, surroundings), root: workspace };
  }
  const request = await requestOf(inputs, surroundings, folder);
  return { outcome: await judge(request), root: request.root };
}

function withNotices(report: Report, notices: readonly string[]): Report {
  return { ...report, notices: [...report.notices, ...notices] };
}

function sarifOf(report: Report, { category }: Inputs): SarifFile {
  const { log, problems } = sarifDraft(report, allRules, { category });
  return { text: jsonText(log), runs: log.runs.length, problems };
}

/** The report with the verdict that everything shows: none where the workflow insists on more. */
function settled(report: Report, { unmet }: SharedLog): Report {
  return unmet === undefined ? report : { ...report, verdict: "error", unmet };
}

function linkerFor(surroundings: Surroundings): Linker {
  const base = linkBaseOf(surroundings);
  return ({ location, commit }) =>
    commit === undefined ? linkTo(base, location) : linkToCommit(base, commit);
}

function linkBaseOf({ server, repository, event }: Surroundings): LinkBase {
  return { server, repository, commit: event.head };
}

interface Publication {
  readonly sarif: SarifFile;
  readonly link: Linker;
  readonly folder: string;
}

/** The outputs, the files that they name, and the log. */
function publish({ report, sources }: Outcome, { sarif, link, folder }: Publication): void {
  const html = htmlReport(report, sources, { link });
  const badgeText = badge(report.verdict);
  const texts = { sarif: sarif.text, report: jsonReport(report), html, badge: badgeText };
  setOutputs(report, writeReportFiles(folder, texts));
  printGroup("Report", textReport(report, sources, { color: true }));
}

/** What the job's page shows; what went well with the upload needs no words there. */
function show(report: Report, { remark }: SharedLog, surroundings: Surroundings): void {
  const base = linkBaseOf(surroundings);
  annotate(report, (commit) => linkToCommit(base, commit));
  const link = linkerFor(surroundings);
  writeSummary((room) => markdownReport(report, { limitBytes: room - lateBytes, link }));
  if (remark === undefined || remark.level === "info") return;
  writeSummary(() => `\n${markdownText(remark.line)}\n`);
}

/** The last line of the log, and the step's status. */
function conclude(report: Report): void {
  const { verdict } = report;
  const words = `${verdictWords[verdict]}: ${verdictGrounds(report).join("; ")}`;
  // Reasons may quote what a registry or a file says.
  const sentence = withoutCommands(terminalText(words));
  if (hasFailed) setVerdict("error");
  else if (verdict === "pass") {
    info(sentence);
    process.exitCode = 0;
  } else setFailed(sentence);
}

/** Whether something went wrong beside the run; no verdict of it counts then. */
let hasFailed = false;

/** Ends the step without a verdict: it fails, says why, and leaves `error` for the steps that follow. */
export function failStep(thrown: unknown): void {
  hasFailed = true;
  process.exitCode = 1;
  const lines =
    thrown instanceof UsageError ? thrown.mistakes : [`internal error: ${messageOf(thrown)}`];
  setFailed(["NO VERDICT", ...lines].map(visibleText).join("\n"));
  writeSummary(() => `### Portcullis: no verdict\n\n${lines.map(item).join("")}`);
  setVerdict("error");
}

function item(line: string): string {
  return `- ${markdownText(line)}\n`;
}
