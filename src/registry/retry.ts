import { setTimeout as pause } from "node:timers/promises";
import { systemCodeOf } from "../network/error.ts";
import type { Limits } from "./limits.ts";
import type { Patience } from "./patience.ts";
import type { Answer } from "./request.ts";

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
export async function persistently(
  send: () => Promise<Answer>,
  limits: Limits,
  patience: Patience,
): Promise<Answer> {
  for (let attempt = 1; ; attempt++) {
    const outcome = await settled(send);
    if (attempt >= limits.attempts || !mayPass(outcome)) return outcomeOf(outcome);
    const backoffMs = limits.backoffMs * 2 ** (attempt - 1) * (0.5 + Math.random() / 2);
    const askedMs = "answer" in outcome ? askedPause(outcome.answer) : undefined;
    const pauseMs = Math.max(backoffMs, askedMs ?? 0);
    // A pause beyond what is left, or beyond reason, is the registry's way of saying no.
    if ((askedMs ?? 0) > limits.retryAfterMs || pauseMs >= patience.remainingMs()) {
      return outcomeOf(outcome);
    }
    await pause(pauseMs, undefined, { signal: patience.signal });
  }
}

type Outcome = { readonly answer: Answer } | { readonly failure: unknown };

function settled(send: () => Promise<Answer>): Promise<Outcome> {
  return send().then(
    (answer) => ({ answer }),
    (failure: unknown) => ({ failure }),
  );
}

function outcomeOf(outcome: Outcome): Answer {
  if ("answer" in outcome) return outcome.answer;
  throw outcome.failure;
}

function mayPass(outcome: Outcome): boolean {
  return "answer" in outcome
    ? passingStatuses.has(outcome.answer.status)
    : passingFailures.has(systemCodeOf(outcome.failure) ?? "");
}

/** What Retry-After asks for, as seconds or as a date (RFC 9110, section 10.2.3), in milliseconds. */
function askedPause({ headers }: Answer): number | undefined {
  const value = headers["retry-after"]?.trim();
  if (value === undefined || value === "") return undefined;
  if (/^\d+$/.test(value)) return Number(value) * 1_000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - Date.now());
}
