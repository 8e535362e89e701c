/** The bounds of dealings with GitHub's API. */
export interface ApiLimits {
  /** How often one request is sent in all. */
  readonly attempts: number;
  /** How often a request is sent in all that GitHub refuses with 401, 403 or 404. */
  readonly refusedAttempts: number;
  /** The pause before the second attempt; it doubles with each further one. */
  readonly backoffMs: number;
  /** The pause after a rate limit where GitHub names none; GitHub asks for a minute at least. */
  readonly rateLimitPauseMs: number;
  /** Where GitHub asks for a longer pause than this, it is not waited for. */
  readonly longestPauseMs: number;
  /** One exchange, from connecting to the last byte. */
  readonly exchangeMs: number;
  /** One request with all its attempts and pauses. */
  readonly requestMs: number;
  readonly answerBytes: number;
  readonly redirects: number;
}

export const defaultApiLimits: ApiLimits = {
  attempts: 4,
  refusedAttempts: 2,
  backoffMs: 500,
  rateLimitPauseMs: 60_000,
  longestPauseMs: 120_000,
  exchangeMs: 30_000,
  requestMs: 300_000,
  answerBytes: 32 << 20,
  redirects: 3,
};
