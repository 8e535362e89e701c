import type { Report } from "../../model/report.ts";
import type { Linker } from "../../report/markdown-entry.ts";
import { markdownCode, markdownLink } from "../../report/markdown-text.ts";
import { markdownReport } from "../../report/markdown.ts";
import { linkToCommit, linkToRun, type LinkBase } from "../links.ts";

/** GitHub takes 65,536 characters; bytes are never fewer. */
export const commentLimitBytes = 65_000;

/** What a comment says besides the report. */
export interface CommentContext {
  readonly category: string;
  readonly base: LinkBase;
  /** GITHUB_RUN_ID. */
  readonly runId: string | undefined;
  readonly link: Linker;
}

/** The first line of the comment of a category, which nobody sees. */
export function markerOf(category: string): string {
  const name = encodeURIComponent(category.replace(/\p{Cs}/gu, "\ufffd"));
  // Two hyphens may not stand in a comment of HTML.
  return `<!-- portcullis:${name.replace(/-(?=-|$)/g, "%2D")} -->`;
}

/** The report as a comment: the marker, the report as far as it fits, and which commit it is about. */
export function commentBody(report: Report, context: CommentContext): string {
  const head = `${markerOf(context.category)}\n`;
  const foot = `\n${about(context)}\n`;
  const limitBytes = commentLimitBytes - Buffer.byteLength(head + foot);
  return head + markdownReport(report, { limitBytes, link: context.link }) + foot;
}

function about({ category, base, runId }: CommentContext): string {
  const { commit } = base;
  const judged = markdownLink(markdownCode(commit.slice(0, 10)), linkToCommit(base, commit));
  const run = runId === undefined ? "" : ` by ${markdownLink("this run", linkToRun(base, runId))}`;
  const use = category === "portcullis" ? "" : `, category ${markdownCode(category)}`;
  return `About commit ${judged}${run}${use}. This comment is edited in place.`;
}
