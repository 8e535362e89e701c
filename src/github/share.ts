import { messageOf } from "../errors.ts";
import type { Report } from "../model/report.ts";
import type { Linker } from "../report/markdown-entry.ts";
import { markdownText } from "../report/markdown-text.ts";
import { commentBody } from "./comment/body.ts";
import { keepComment } from "./comment/keep-comment.ts";
import type { Inputs } from "./inputs.ts";
import { setSarifId } from "./outputs.ts";
import { announce, type Remark } from "./remark.ts";
import { writeSummary } from "./summary.ts";
import type { Surroundings } from "./surroundings.ts";
import { isUploadFailure } from "./upload/outcome.ts";
import { uploadSarif, type SarifFile } from "./upload/upload.ts";

/** What of a run GitHub is given. */
export interface Shared {
  readonly report: Report;
  readonly sarif: SarifFile;
  /** The folder that the report's paths are relative to. */
  readonly root: string;
  readonly link: Linker;
}

/** What the workflow says about it, and from where. */
export interface Sharing {
  readonly inputs: Inputs;
  readonly surroundings: Surroundings;
  readonly startedAt: Date;
  readonly pause: (ms: number) => Promise<void>;
}

/**
 * Gives the results to GitHub: the comment of the pull request and code scanning. Neither changes the
 * verdict, unless the workflow insists on the upload: then what came of it instead is returned, as a
 * clause. Never throws.
 */
export async function share(shared: Shared, sharing: Sharing): Promise<string | undefined> {
  await shareComment(shared, sharing);
  return shareLog(shared, sharing);
}

async function shareComment(shared: Shared, sharing: Sharing): Promise<void> {
  if (!sharing.inputs.comment) return;
  try {
    announce(await commentOn(shared, sharing));
  } catch (error) {
    announce({ level: "warning", line: `No comment on the pull request: ${messageOf(error)}` });
  }
}

function commentOn({ report, link }: Shared, { inputs, surroundings }: Sharing): Promise<Remark> {
  const { category, offline, token } = inputs;
  const { server, repository, event, runId } = surroundings;
  const base = { server, repository, commit: event.head };
  const body = commentBody(report, { category, base, runId, link });
  return keepComment({ offline, token, category, body, surroundings });
}

async function shareLog(
  { sarif, root }: Shared,
  { inputs, surroundings, startedAt, pause }: Sharing,
): Promise<string | undefined> {
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
  if (outcome === undefined) return undefined;
  announce(outcome);
  if (outcome.sarifId !== undefined) setSarifId(outcome.sarifId);
  // What went well needs no words in a summary.
  if (outcome.level !== "info") writeSummary(() => `\n${markdownText(outcome.line)}\n`);
  const isMissing = inputs.upload === "always" && isUploadFailure(outcome);
  return isMissing ? "code scanning has not got the results, and upload is always" : undefined;
}
