import { setTimeout as pause } from "node:timers/promises";
import { GitHubApiError } from "./api-error.ts";
import type { ApiLimits } from "./api-limits.ts";

/** What one request is allowed to cost. */
export interface Persistence {
  /** Whether doing it twice does no harm; otherwise only what GitHub surely left undone is sent again. */
  readonly isRepeatable: boolean;
  readonly limits: ApiLimits;
  /** Ends the pauses. */
  readonly stop: AbortSignal | undefined;
  readonly remainingMs: () => number;
}

/**
 * What `send` resolves to, tried again while waiting may help: rate limits after the pause that GitHub
 * asks for, its own faults with doubling pauses, and refusals once or twice, because fresh tokens and
 * fresh commits are not known everywhere at once. `send` must reject with nothing but GitHubApiError.
 */
export async function persistently<T>(
  send: () => Promise<T>,
  persistence: Persistence,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await send();
    } catch (error) {
      if (!(error instanceof GitHubApiError)) throw error;
      const pauseMs = pauseAfter(error, attempt, persistence);
      // Waiting longer than there is time for only delays the same end.
      if (pauseMs === undefined || pauseMs >= persistence.remainingMs()) throw error;
      await rest(pauseMs, persistence.stop, error);
    }
  }
}

function pauseAfter(
  error: GitHubApiError,
  attempt: number,
  { isRepeatable, limits }: Persistence,
): number | undefined {
  const backoffMs = limits.backoffMs * 2 ** (attempt - 1) * (1 + Math.random());
  switch (error.code) {
    case "rate-limited": {
      const askedMs = error.retryAfterMs ?? limits.rateLimitPauseMs * 2 ** (attempt - 1);
      if (attempt >= limits.attempts || askedMs > limits.longestPauseMs) return undefined;
      return Math.max(askedMs, backoffMs);
    }
    case "unavailable":
    case "timed-out":
    case "bad-response": {
      const askedMs = error.retryAfterMs ?? 0;
      if (attempt >= limits.attempts || askedMs > limits.longestPauseMs) return undefined;
      if (!isRepeatable && error.isUnheard !== true) return undefined;
      return Math.max(askedMs, backoffMs);
    }
    case "unauthorized":
    case "forbidden":
    case "not-found":
      return attempt >= limits.refusedAttempts ? undefined : backoffMs;
    default:
      return undefined;
  }
}

async function rest(
  ms: number,
  stop: AbortSignal | undefined,
  error: GitHubApiError,
): Promise<void> {
  try {
    await pause(ms, undefined, stop === undefined ? {} : { signal: stop });
  } catch {
    throw error;
  }
}
