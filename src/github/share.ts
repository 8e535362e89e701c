import { messageOf } from "../errors.ts";
import type { Report } from "../model/report.ts";
import type { Linker } from "../report/markdown-entry.ts";
import { commentBody } from "./comment/body.ts";
import { keepComment } from "./comment/keep-comment.ts";
import type { Inputs } from "./inputs.ts";
import { setSarifId } from "./outputs.ts";
import { announce, type Remark } from "./remark.ts";
import type { Surroundings } from "./surroundings.ts";
import { isUploadFailure } from "./upload/outcome.ts";
import { uploadSarif, type SarifFile } from "./upload/upload.ts";

/** What the workflow says about giving GitHub something, and from where. */
export interface Sharing {
  readonly inputs: Inputs;
  readonly surroundings: Surroundings;
  readonly startedAt: Date;
  readonly pause: (ms: number) => Promise<void>;
}

/** What became of an upload. */
export interface SharedLog {
  /** As it was announced; none where the workflow wants no upload. */
  readonly remark?: Remark;
  /** What the workflow insists on and did not get, as a clause. */
  readonly unmet?: string;
}

/** Gives the SARIF log to code scanning, for paths that are relative to `root`. Never throws. */
export async function shareLog(
  sarif: SarifFile,
  root: string,
  { inputs, surroundings, startedAt, pause }: Sharing,
): Promise<SharedLog> {
  const outcome = await uploadSarif({
    mode: inputs.upload,
    waitsForProcessing: inputs.waitForProcessing,
    offline: inputs.offline,
    token: inputs.token,
    sarif,
    root,
    startedAt,
    surroundings,
    pause,
  });
  if (outcome === undefined) return {};
  const isMissing = inputs.upload === "always" && isUploadFailure(outcome);
  const remark: Remark = { line: outcome.line, level: isMissing ? "error" : outcome.level };
  announce(remark);
  if (outcome.sarifId !== undefined) setSarifId(outcome.sarifId);
  if (!isMissing) return { remark };
  return { remark, unmet: "code scanning has not got the results, and upload is always" };
}

/** Keeps the comment of the pull request, where the workflow wants one. Never throws. */
export async function shareComment(report: Report, link: Linker, sharing: Sharing): Promise<void> {
  if (!sharing.inputs.comment) return;
  try {
    announce(await commentOn(report, link, sharing));
  } catch (error) {
    announce({ level: "warning", line: `No comment on the pull request: ${messageOf(error)}` });
  }
}

function commentOn(
  report: Report,
  link: Linker,
  { inputs, surroundings }: Sharing,
): Promise<Remark> {
  const { category, offline, token } = inputs;
  const { server, repository, event, runId } = surroundings;
  const base = { server, repository, commit: event.head };
  const body = commentBody(report, { category, base, runId, link });
  return keepComment({ offline, token, category, body, surroundings });
}
