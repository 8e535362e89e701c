/** Why GitHub's API brought no answer. The union is closed: whoever reports one can name them all. */
export type GitHubApiErrorCode =
  /** The token is missing, wrong or expired (401). */
  | "unauthorized"
  /** The token may not do this, or the repository does not allow it (403). */
  | "forbidden"
  /** There is no such thing, or none that the token may see (404). */
  | "not-found"
  /** Too many requests, by the hour or all at once (429, and 403 that says so). */
  | "rate-limited"
  /** GitHub understood the request and does not want it (every other 4xx). */
  | "rejected"
  /** GitHub has a fault, or cannot be reached. */
  | "unavailable"
  | "timed-out"
  /** The answer leads to another host, or in circles. */
  | "redirected"
  | "too-large"
  /** What came back is not what GitHub's API speaks. */
  | "bad-response";

/** What is known about a failure besides its code. */
export interface GitHubApiFailure {
  /** The status of the answer, where there was one. */
  readonly status?: number;
  /** GitHub's own words, cut short: text from elsewhere, to be shown like any other. */
  readonly said?: string;
  /** How long GitHub asks to be left alone. */
  readonly retryAfterMs?: number;
  /** Whether GitHub surely did not act on the request. */
  readonly isUnheard?: boolean;
}

/** A request to GitHub's API that failed for good. Neither message nor fields ever hold the token. */
export class GitHubApiError extends Error implements GitHubApiFailure {
  override readonly name = "GitHubApiError";
  readonly code: GitHubApiErrorCode;
  readonly status?: number;
  readonly said?: string;
  readonly retryAfterMs?: number;
  readonly isUnheard?: boolean;

  constructor(code: GitHubApiErrorCode, message: string, failure: GitHubApiFailure = {}) {
    super(message);
    this.code = code;
    Object.assign(this, failure);
  }
}
