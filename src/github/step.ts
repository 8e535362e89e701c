import { setTimeout } from "node:timers/promises";
import { info, setFailed } from "@actions/core";
import { allRules } from "../checks/index.ts";
import { messageOf, UsageError } from "../errors.ts";
import { mergedReport } from "../merge/merged-report.ts";
import type { Report } from "../model/report.ts";
import { judge, type Outcome } from "../pipeline.ts";
import { htmlReport } from "../report/html.ts";
import { jsonReport } from "../report/json.ts";
import { jsonText } from "../report/json-text.ts";
import { markdownText } from "../report/markdown-text.ts";
import type { Linker } from "../report/markdown-entry.ts";
import { markdownReport } from "../report/markdown.ts";
import { textReport } from "../report/text.ts";
import { verdictGrounds, verdictWords } from "../report/verdict-line.ts";
import { visibleText } from "../report/visible-text.ts";
import { sarifDraft } from "../sarif/build.ts";
import { truncationNotices } from "../sarif/limits.ts";
import { annotate } from "./annotations.ts";
import type { Event } from "./event.ts";
import { runFolder, writeReportFiles } from "./files.ts";
import { readInputs, type Inputs } from "./inputs.ts";
import { linkTo, linkToCommit } from "./links.ts";
import { printGroup } from "./log.ts";
import { setOutputs, setVerdict } from "./outputs.ts";
import { requestOf } from "./request.ts";
import { share } from "./share.ts";
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
  const startedAt = new Date();
  const inputs = readInputs();
  await printVersions();
  const surroundings = readSurroundings();
  const folder = runFolder(surroundings.temporary);
  const { outcome, root } = await outcomeOf(inputs, surroundings, folder);
  const report = withNotices(outcome.report, truncationNotices(outcome.report));
  const published = publish({ ...outcome, report }, inputs, surroundings, folder);
  // What a shard saw is shown by the step that joins them all.
  const missing =
    inputs.shard === undefined
      ? await share({ report, root, ...published }, { inputs, surroundings, startedAt, pause })
      : undefined;
  conclude(report, missing);
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
    const report = mergedReport(inputs.merge, workspace);
    const notices = mergeNotices(surroundings.event);
    return {
      outcome: { report: withNotices(report, notices), sources: new Map() },
      root: workspace,
    };
  }
  const request = await requestOf(inputs, surroundings, folder);
  return { outcome: await judge(request), root: request.root };
}

/** Nothing is judged again here, so whoever writes the workflow's other jobs writes the reports. */
function mergeNotices({ authorWritesWorkflow }: Event): readonly string[] {
  if (!authorWritesWorkflow) return [];
  return [
    "The joined reports are the word of this workflow's own jobs, which a pull request's author can change; look at what the change does to the workflow.",
  ];
}

function withNotices(report: Report, notices: readonly string[]): Report {
  return { ...report, notices: [...report.notices, ...notices] };
}

interface Published {
  readonly sarif: SarifFile;
  readonly link: Linker;
}

/** Every way in which a run is shown in the job; the status comes after all of them. */
function publish(
  { report, sources }: Outcome,
  { category, shard }: Inputs,
  { server, repository, event }: Surroundings,
  folder: string,
): Published {
  const linkBase = { server, repository, commit: event.head };
  const link: Linker = ({ location, commit }) =>
    commit === undefined ? linkTo(linkBase, location) : linkToCommit(linkBase, commit);
  const { log, problems } = sarifDraft(report, allRules, { category });
  const text = jsonText(log);
  const html = htmlReport(report, sources, { link });
  setOutputs(report, writeReportFiles(folder, { sarif: text, report: jsonReport(report), html }));
  printGroup("Report", textReport(report, sources, { color: true }));
  if (shard === undefined) {
    annotate(report.findings, (commit) => linkToCommit(linkBase, commit));
    writeSummary((room) => markdownReport(report, { limitBytes: room - lateBytes, link }));
  }
  return { sarif: { text, runs: log.runs.length, problems }, link };
}

/** `missing` is what the workflow insists on and did not get. */
function conclude(report: Report, missing: string | undefined): void {
  const verdict = missing === undefined ? report.verdict : "error";
  const grounds = [...(missing === undefined ? [] : [missing]), ...verdictGrounds(report)];
  const sentence = `${verdictWords[verdict]}: ${grounds.join("; ")}`;
  if (verdict !== report.verdict) setVerdict(verdict);
  if (verdict === "pass") {
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
  setVerdict("error");
}

function item(line: string): string {
  return `- ${markdownText(line)}\n`;
}
