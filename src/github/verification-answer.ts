import type { PlatformAnswer } from "../checks/commits/platform-api.ts";

/**
 * What GitHub's `verification` object of a commit says. Only `verified: true` with the reason `valid`
 * is a yes; reasons that nobody has heard of are a no; faults of GitHub's own verifier are neither.
 */
export function answerIn(verification: unknown): PlatformAnswer {
  if (typeof verification !== "object" || verification === null) return silent;
  const { verified, reason, verified_at } = verification as Readonly<Record<string, unknown>>;
  if (typeof verified !== "boolean" || typeof reason !== "string") return silent;
  if (isFault(reason)) return { indeterminate: `GitHub could not verify it (${reason})` };
  if (!verified || reason !== "valid") return { verified: false, reason: named(reason) };
  const verifiedAt = typeof verified_at === "string" ? Date.parse(verified_at) : Number.NaN;
  if (Number.isNaN(verifiedAt)) return { verified: true };
  return { verified: true, verifiedAt: Math.floor(verifiedAt / 1_000) };
}

const silent: PlatformAnswer = { indeterminate: "GitHub did not say whether it verified it" };

/** States of GitHub's verifier that pass, in REST's spelling and in GraphQL's. */
function isFault(reason: string): boolean {
  return /^(?:gpgverify_\w{1,30}|ocsp_pending|ocsp_error)$/i.test(reason);
}

/** Reasons are words such as `unknown_key`; anything else is not worth repeating. */
function named(reason: string): string {
  return /^[A-Za-z_]{1,40}$/.test(reason) ? reason.toLowerCase() : "a reason without a name";
}
