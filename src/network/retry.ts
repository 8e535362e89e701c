import type { IncomingHttpHeaders } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { systemCodeOf } from "./error.ts";
import type { Patience } from "./patience.ts";

/** How often something is tried, and how long is waited in between. */
export interface Persistence {
  /** How often one request is sent in all. */
  readonly attempts: number;
  /** The pause before the second attempt; it doubles with each further one. */
  readonly backoffMs: number;
  /** A server that asks for a longer pause than this is not waited for. */
  readonly retryAfterMs: number;
}

/** As much of an answer as says whether to ask again. */
export interface AnswerHead {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
}

const passingStatuses: ReadonlySet<number> = new Set([429, 502, 503, 504]);
const passingFailures: ReadonlySet<string> = new Set([
  "ECONNRESET",
  "ECONNREFUSED",
  "ECONNABORTED",
  "EPIPE",
  "ETIMEDOUT",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "EAI_AGAIN",
]);

/**
 * The first answer that waiting would not better, else the last answer or failure. Only statuses and
 * failures that pass are tried again, with doubling pauses or the one that the server asks for.
 */
export async function persistently<T extends AnswerHead>(
  send: () => Promise<T>,
  persistence: Persistence,
  patience: Patience,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    const outcome = await settled(send);
    if (attempt >= persistence.attempts || !mayPass(outcome)) return outcomeOf(outcome);
    const backoffMs = persistence.backoffMs * 2 ** (attempt - 1) * (0.5 + Math.random() / 2);
    const askedMs = "answer" in outcome ? askedPause(outcome.answer) : undefined;
    const pauseMs = Math.max(backoffMs, askedMs ?? 0);
    // A pause beyond what is left, or beyond reason, is the server's way of saying no.
    if ((askedMs ?? 0) > persistence.retryAfterMs || pauseMs >= patience.remainingMs()) {
      return outcomeOf(outcome);
    }
    await pause(pauseMs, undefined, { signal: patience.signal });
  }
}

type Outcome<T> = { readonly answer: T } | { readonly failure: unknown };

function settled<T>(send: () => Promise<T>): Promise<Outcome<T>> {
  return send().then(
    (answer) => ({ answer }),
    (failure: unknown) => ({ failure }),
  );
}

function outcomeOf<T>(outcome: Outcome<T>): T {
  if ("answer" in outcome) return outcome.answer;
  throw outcome.failure;
}

function mayPass(outcome: Outcome<AnswerHead>): boolean {
  return "answer" in outcome
    ? passingStatuses.has(outcome.answer.status)
    : passingFailures.has(systemCodeOf(outcome.failure) ?? "");
}

/** What Retry-After asks for, as seconds or as a date (RFC 9110, section 10.2.3), in milliseconds. */
function askedPause({ headers }: AnswerHead): number | undefined {
  const value = headers["retry-after"]?.trim();
  if (value === undefined || value === "") return undefined;
  if (/^\d+$/.test(value)) return Number(value) * 1_000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - Date.now());
}
