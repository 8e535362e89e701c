import { NetworkError, systemCodeOf } from "../network/error.ts";
import type { RawAnswer } from "./api-exchange.ts";
import { GitHubApiError, type GitHubApiErrorCode } from "./api-error.ts";

/** What a failure happened to, as errors name it, and the word that must not be in them. */
export interface Attempt {
  /** `GET /repos/acme/shop/…` */
  readonly what: string;
  readonly host: string;
  readonly token: string | undefined;
}

/** Failures of the system before a single byte of the request was sent. */
const unheard: ReadonlySet<string> = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN"]);

const waitable: ReadonlySet<GitHubApiErrorCode> = new Set(["rate-limited", "unavailable"]);

const longestQuote = 300;

/** The error that an answer without success stands for. */
export function refusalIn(answer: RawAnswer, { what, token }: Attempt): GitHubApiError {
  const { status } = answer;
  const said = quoted(answer.body, token);
  const code = codeOf(answer, said);
  const retryAfterMs = waitable.has(code) ? askedPause(answer) : undefined;
  const message = `GitHub answered ${status} to ${what}${said === undefined ? "" : `: ${said}`}`;
  return new GitHubApiError(code, message, {
    status,
    ...(said === undefined ? {} : { said }),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    isUnheard: code === "rate-limited",
  });
}

/** The error that something thrown while sending or receiving stands for. */
export function failureOf(thrown: unknown, { what, host }: Attempt): GitHubApiError {
  if (thrown instanceof GitHubApiError) return thrown;
  if (thrown instanceof NetworkError) {
    const message = `${host} cannot be reached for ${what}: ${thrown.message}`;
    return new GitHubApiError("unavailable", message, { isUnheard: true });
  }
  const code = systemCodeOf(thrown) ?? "";
  if (code.startsWith("HPE_")) {
    return new GitHubApiError("bad-response", `${host} does not speak HTTP (${code})`);
  }
  // The system's message may quote what was sent; its code never does.
  const message = `${host} cannot be reached for ${what} (${code || "unknown cause"})`;
  return new GitHubApiError("unavailable", message, { isUnheard: unheard.has(code) });
}

/** The error of a request that we ended, because of time or because the run ends. */
export function stoppedIn({ what, host }: Attempt): GitHubApiError {
  return new GitHubApiError("timed-out", `${host} did not answer ${what} in time`);
}

function codeOf({ status, headers }: RawAnswer, said = ""): GitHubApiErrorCode {
  if (status === 429) return "rate-limited";
  if (status === 403) {
    const isLimit = headers["retry-after"] !== undefined || /rate limit/i.test(said);
    return isLimit ? "rate-limited" : "forbidden";
  }
  if (status === 401) return "unauthorized";
  if (status === 404) return "not-found";
  if (status === 408 || status >= 500) return "unavailable";
  return status >= 400 ? "rejected" : "bad-response";
}

/** `Retry-After`, or what is left of the hour by the server's own clock, since ours may be off. */
function askedPause({ headers }: RawAnswer): number | undefined {
  const served = Date.parse(headers.date ?? "");
  const now = Number.isNaN(served) ? Date.now() : served;
  const after = headers["retry-after"]?.trim() ?? "";
  if (/^\d+$/.test(after)) return Number(after) * 1_000;
  const date = Date.parse(after);
  if (!Number.isNaN(date)) return Math.max(0, date - now);
  const reset = String(headers["x-ratelimit-reset"] ?? "");
  if (headers["x-ratelimit-remaining"] !== "0" || !/^\d+$/.test(reset)) return undefined;
  return Math.max(0, Number(reset) * 1_000 - now);
}

/** The `message` of GitHub's JSON on one line, with its list of errors; nothing where there is none. */
function quoted(body: Buffer, token: string | undefined): string | undefined {
  const { message, errors } = objectIn(body);
  if (typeof message !== "string") return undefined;
  const details = Array.isArray(errors) ? errors.map(detailOf) : [];
  const text = [message, ...details].filter((part) => part !== "").join("; ");
  const bare = token === undefined ? text : text.replaceAll(token, "***");
  return bare.replace(/[\p{Cc}\p{Cf}\s]+/gu, " ").slice(0, longestQuote);
}

function detailOf(error: unknown): string {
  if (typeof error === "string") return error;
  if (typeof error !== "object" || error === null || !("message" in error)) return "";
  return typeof error.message === "string" ? error.message : "";
}

function objectIn(body: Buffer): { readonly message?: unknown; readonly errors?: unknown } {
  try {
    const value: unknown = JSON.parse(body.toString("utf8"));
    return typeof value === "object" && value !== null ? value : {};
  } catch {
    return {};
  }
}
