import { within } from "../../deadline.ts";
import { messageOf } from "../../errors.ts";
import { proxiesFrom } from "../../network/proxy.ts";
import { GitHubApiError } from "../api-error.ts";
import type { ApiLimits } from "../api-limits.ts";
import { apiPath, gitHubApi, type ApiOptions, type GitHubApi } from "../api.ts";
import { pullRequestIn } from "../pull-request.ts";
import { readOnlyCause } from "../read-only.ts";
import type { Remark } from "../remark.ts";
import type { Surroundings } from "../surroundings.ts";
import { markerOf } from "./body.ts";
import { identityOf } from "./identity.ts";
import { findOwnComment, type Thread } from "./own-comment.ts";

/** The comment that a pull request is to have. */
export interface CommentRequest {
  readonly offline: boolean;
  readonly token: string | undefined;
  readonly category: string;
  /** Begins with the category's marker. */
  readonly body: string;
  readonly surroundings: Surroundings;
  readonly limits?: Partial<ApiLimits>;
}

/** No comment is worth more of a job than this. */
const longestMs = 180_000;

/**
 * Sees to it that the pull request of the event has this comment, once: the one of an earlier run is
 * edited, else one is made; none is ever deleted. Whatever happens is told by the remark.
 */
export async function keepComment(request: CommentRequest): Promise<Remark> {
  const { offline, token, surroundings } = request;
  const thread = threadOf(surroundings);
  if (typeof thread === "string") return without("info", thread);
  if (offline) return without("info", "offline is true");
  if (token === undefined) return without("notice", "there is no token");
  try {
    return await within(longestMs, undefined, (stop) =>
      write(request, thread, {
        token,
        proxyFor: proxiesFrom(process.env),
        ...(request.limits === undefined ? {} : { limits: request.limits }),
        stop,
      }),
    );
  } catch (error) {
    return failure(error, surroundings);
  }
}

/** Where the comment goes, or why there is no such place. */
function threadOf({ event, payload, repository }: Surroundings): Thread | string {
  if (!event.name.startsWith("pull_request")) {
    return `the event ${event.name} has no pull request`;
  }
  const number = pullRequestIn(payload, repository)?.number;
  if (number === undefined) return "the event names no number of its pull request";
  const [owner = "", name = ""] = repository.split("/");
  return { owner, name, number };
}

async function write(
  { surroundings, category, body }: CommentRequest,
  thread: Thread,
  options: Omit<ApiOptions, "baseUrl">,
): Promise<Remark> {
  const identity = await identityOf(surroundings.graphql, options);
  const api = gitHubApi({ ...options, baseUrl: surroundings.api });
  try {
    const found = await findOwnComment(api, thread, { marker: markerOf(category), identity });
    if (found === "unsearched") {
      return without("notice", "the pull request has too many comments to find an earlier one");
    }
    await (found === "none" ? create(api, thread, body) : edit(api, thread, found, body));
    const how = found === "none" ? "was made" : "was brought up to date";
    return { level: "info", line: `The comment on pull request ${thread.number} ${how}.` };
  } finally {
    api.close();
  }
}

async function create(api: GitHubApi, thread: Thread, body: string): Promise<void> {
  const path = apiPath`/repos/${thread.owner}/${thread.name}/issues/${thread.number}/comments`;
  await api.request({ method: "POST", path, body: { body } });
}

async function edit(api: GitHubApi, thread: Thread, id: number, body: string): Promise<void> {
  const path = apiPath`/repos/${thread.owner}/${thread.name}/issues/comments/${id}`;
  await api.request({ method: "PATCH", path, body: { body } });
}

function failure(error: unknown, surroundings: Surroundings): Remark {
  if (!(error instanceof GitHubApiError)) return without("warning", messageOf(error));
  const isDenied = error.code === "forbidden" || error.code === "not-found";
  if (!isDenied) return without("warning", error.message);
  const cause = readOnlyCause(surroundings);
  if (cause !== undefined) return without("notice", cause);
  const how = "give the job `permissions: pull-requests: write`";
  return without("warning", `${error.message}; ${how}`);
}

function without(level: Remark["level"], why: string): Remark {
  return { level, line: `No comment on the pull request: ${why}. The summary has the same text.` };
}
