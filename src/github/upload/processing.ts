import { GitHubApiError } from "../api-error.ts";
import { apiPath, type GitHubApi } from "../api.ts";
import { valueAt } from "../payload-value.ts";

/** The pauses before each question, so that they are asked 5, 15, 35, 75 and 155 seconds after the upload. */
export const processingPausesMs: readonly number[] = [5_000, 10_000, 20_000, 40_000, 80_000];

/** What GitHub made of an upload. */
export type Processing =
  | { readonly status: "complete" }
  /** With GitHub's own words, which may be none. */
  | { readonly status: "failed"; readonly errors: readonly string[] }
  | { readonly status: "pending" }
  /** GitHub was asked in vain. */
  | { readonly status: "unknown"; readonly why: string };

export interface ProcessingQuestion {
  readonly api: GitHubApi;
  readonly owner: string;
  readonly name: string;
  readonly sarifId: string;
  /** Resolves after so many milliseconds. */
  readonly pause: (ms: number) => Promise<void>;
}

/** More of them, or longer ones, tell no more. */
const errorsShown = 5;

/**
 * Asks GitHub until it has processed the upload, five times at most. A question that fails does not end
 * it, since the next one may not; one that GitHub will never answer does.
 */
export async function waitForProcessing(question: ProcessingQuestion): Promise<Processing> {
  let last: Processing = { status: "pending" };
  for (const ms of processingPausesMs) {
    await question.pause(ms);
    try {
      last = await ask(question);
    } catch (error) {
      if (!(error instanceof GitHubApiError)) throw error;
      last = { status: "unknown", why: error.message };
      if (isFinal(error)) return last;
    }
    if (last.status === "complete" || last.status === "failed") return last;
  }
  return last;
}

/** A new upload may be unknown for a while (404); a token that may not ask stays one. */
function isFinal({ code }: GitHubApiError): boolean {
  return code === "unauthorized" || code === "forbidden";
}

async function ask({ api, owner, name, sarifId }: ProcessingQuestion): Promise<Processing> {
  const path = apiPath`/repos/${owner}/${name}/code-scanning/sarifs/${sarifId}`;
  const { body } = await api.request({ method: "GET", path });
  switch (valueAt(body, "processing_status")) {
    case "complete":
      return { status: "complete" };
    case "failed":
      return { status: "failed", errors: errorsIn(valueAt(body, "errors")) };
    case "pending":
      return { status: "pending" };
    default:
      return { status: "unknown", why: "GitHub's answer names no processing status" };
  }
}

function errorsIn(errors: unknown): readonly string[] {
  if (!Array.isArray(errors)) return [];
  return errors.filter((error) => typeof error === "string").slice(0, errorsShown);
}
