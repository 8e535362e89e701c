import { messageOf, UsageError } from "../../errors.ts";
import { resolveCommit } from "../../git/range.ts";
import { within } from "../../deadline.ts";
import { proxiesFrom } from "../../network/proxy.ts";
import { GitHubApiError } from "../api-error.ts";
import type { ApiLimits } from "../api-limits.ts";
import { apiPath, gitHubApi, type GitHubApi } from "../api.ts";
import { standingOf } from "../checkout-standing.ts";
import { valueAt } from "../payload-value.ts";
import type { Surroundings } from "../surroundings.ts";
import { checkoutOf } from "../tips.ts";
import { deliveryOf, type Delivery } from "./delivery.ts";
import { missed, undetermined, type Miss, type UploadMode, type UploadOutcome } from "./outcome.ts";
import { waitForProcessing, type Processing } from "./processing.ts";
import { doubtIn, refusalOf } from "./refusal.ts";
import { uploadTarget, type TargetQuestion } from "./target.ts";

/** What is to be uploaded, and what the workflow says about it. */
export interface UploadRequest {
  readonly mode: UploadMode;
  readonly waitsForProcessing: boolean;
  readonly offline: boolean;
  readonly token: string | undefined;
  readonly sarif: SarifFile;
  /** The folder that the log's paths are relative to. */
  readonly root: string;
  readonly startedAt: Date;
  readonly surroundings: Surroundings;
  /** Resolves after so many milliseconds. */
  readonly pause: (ms: number) => Promise<void>;
  readonly limits?: Partial<ApiLimits>;
}

export interface SarifFile {
  readonly text: string;
  readonly runs: number;
  /** What GitHub would refuse it for; each is a bug of ours. */
  readonly problems: readonly string[];
}

/** Ten megabytes may take a while, and no upload is worth more than ten minutes of a job. */
const uploadLimits: Partial<ApiLimits> = { exchangeMs: 120_000 };
const longestMs = 600_000;

/**
 * Uploads the log to code scanning and waits until GitHub has processed it. Whatever happens is told by
 * the outcome and nothing is thrown; there is none where the workflow wants no upload.
 */
export async function uploadSarif(request: UploadRequest): Promise<UploadOutcome | undefined> {
  if (request.mode === "never") return undefined;
  try {
    const delivery = await prepared(request);
    return "why" in delivery ? missed(delivery) : await sent(delivery, request);
  } catch (error) {
    const why = `it cannot be attempted: ${messageOf(error).replace(/\.$/, "")}`;
    return missed({ why, how: "put that right", isExpected: false });
  }
}

/** What is sent, or why nothing is; the network is not touched for it. */
async function prepared(request: UploadRequest): Promise<Delivery | Miss> {
  const { offline, token, sarif, surroundings, root } = request;
  if (offline) return miss("offline is true", "leave that out, or set `upload: never`");
  if (token === undefined) return miss("there is no token", "leave the input `token` out");
  if (sarif.runs === 0) {
    return miss("no check came to a result", "put right what kept them from deciding");
  }
  const [problem] = sarif.problems;
  if (problem !== undefined) {
    return {
      why: `the log breaks a rule of code scanning (${problem})`,
      how: "report this bug of ours with that file",
      isExpected: false,
    };
  }
  const target = uploadTarget({ ...surroundings, ...(await checkedOutIn(root, surroundings)) });
  return "why" in target ? target : deliveryOf(sarif.text, target, request);
}

/** What the checkout says; a tag in GITHUB_SHA is followed to its commit. */
async function checkedOutIn(
  root: string,
  surroundings: Surroundings,
): Promise<Pick<TargetQuestion, "commit" | "checkedOut">> {
  const { commit, event } = surroundings;
  const checkout = checkoutOf({ root });
  if (checkout === undefined) return { commit, checkedOut: undefined };
  const [found, own] = await Promise.all([
    resolveCommit(checkout, "HEAD"),
    resolveCommit(checkout, commit),
  ]);
  const merges = event.base !== undefined;
  if (found === undefined) {
    if (merges) throw new UsageError("there is no commit at HEAD of the checkout");
    return { commit: own ?? commit, checkedOut: undefined };
  }
  const standing = merges ? await standingOf(checkout, found, surroundings) : undefined;
  return { commit: own ?? commit, checkedOut: { commit: found, standing } };
}

function miss(why: string, how: string): Miss {
  return { why, how, isExpected: true };
}

function sent(delivery: Delivery, request: UploadRequest): Promise<UploadOutcome> {
  const { surroundings, token, limits } = request;
  return within(longestMs, undefined, async (stop) => {
    const api = gitHubApi({
      baseUrl: surroundings.api,
      token,
      proxyFor: proxiesFrom(process.env),
      limits: { ...uploadLimits, ...limits },
      stop,
    });
    try {
      return await accepted(api, delivery, request);
    } catch (error) {
      if (!(error instanceof GitHubApiError)) throw error;
      const why = doubtIn(error);
      return why === undefined
        ? missed(refusalOf(error, surroundings))
        : undetermined(nameOf(delivery), why);
    } finally {
      api.close();
    }
  });
}

async function accepted(
  api: GitHubApi,
  delivery: Delivery,
  { surroundings, waitsForProcessing, pause }: UploadRequest,
): Promise<UploadOutcome> {
  const [owner = "", name = ""] = surroundings.repository.split("/");
  const path = apiPath`/repos/${owner}/${name}/code-scanning/sarifs`;
  // The same results for the same commit again take the place of the earlier ones, so that a request
  // of which nobody knows whether it arrived may be sent again.
  const { body } = await api.request({ method: "POST", path, body: delivery, isRepeatable: true });
  const sarifId = valueAt(body, "id");
  const what = nameOf(delivery);
  if (typeof sarifId !== "string" || !/^[\w-]{1,100}$/.test(sarifId)) {
    return undetermined(what, "GitHub's answer names no id");
  }
  if (!waitsForProcessing) {
    const line = `Uploaded to code scanning for ${what}; GitHub's processing was not waited for.`;
    return { state: "accepted", level: "info", line, sarifId };
  }
  const processing = await waitForProcessing({ api, owner, name, sarifId, pause });
  return { ...outcomeOf(processing, what), sarifId };
}

function nameOf({ ref, commit_sha: commit }: Delivery): string {
  return `${ref} at ${commit.slice(0, 10)}`;
}

function outcomeOf(processing: Processing, what: string): UploadOutcome {
  switch (processing.status) {
    case "complete":
      return {
        state: "processed",
        level: "info",
        line: `Code scanning has the results (${what}).`,
      };
    case "pending": {
      const line = `Uploaded to code scanning for ${what}; GitHub is still processing it.`;
      return { state: "pending", level: "notice", line };
    }
    case "unknown": {
      const line = `Uploaded to code scanning for ${what}; whether GitHub could use it is unknown: ${processing.why}.`;
      return { state: "unknown", level: "warning", line };
    }
    case "failed": {
      const said =
        processing.errors.length === 0 ? "no reason given" : processing.errors.join("; ");
      const line = `Code scanning could not process the results for ${what}: ${said}`;
      return { state: "failed", level: "warning", line };
    }
  }
}
