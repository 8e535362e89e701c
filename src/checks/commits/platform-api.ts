import type { FailureCode } from "./verdict.ts";

/** How much is known to be good about a commit without a failure, best first. */
export const commitLevels = [
  /** Signed by a listed key that belongs to the person whom the commit names. */
  "trusted",
  /** Signed by a listed key; whose it is was not asked. */
  "trusted-key",
  /** Signed by the platform itself, or verified by it. */
  "platform",
  /** A good signature of a key that nobody listed. */
  "valid-unknown",
  /** A good signature of a short-lived certificate, with no log entry that proves when it was made. */
  "valid-unlogged",
  /** Signed with an OpenPGP key that is not at hand, so that nobody here can say whether it is good. */
  "unverified",
  "unsigned",
] as const;
export type CommitLevel = (typeof commitLevels)[number];

/** What a policy may say under `commits.github-api`. */
export const apiModes = ["off", "fallback", "also"] as const;
export type ApiMode = (typeof apiModes)[number];

/** What GitHub says about one commit's signature. `indeterminate`: it did not say, and this is why. */
export type PlatformAnswer =
  /** `verifiedAt`: seconds since 1970 at which GitHub verified it first. */
  | { readonly verified: true; readonly verifiedAt?: number }
  | { readonly verified: false; readonly reason: string }
  | { readonly indeterminate: string };

/** What is held of a commit. `denied`: GitHub was to verify it too, and does not, for this reason. */
export type Judgement =
  | { readonly kind: "level"; readonly level: CommitLevel; readonly denied?: string }
  | { readonly kind: "failure"; readonly code: FailureCode; readonly reason: string }
  | { readonly kind: "indeterminate"; readonly reason: string };

/** Whether GitHub's answer could change what is held of a commit, so that it is worth a request. */
export function needsPlatform(judgement: Judgement, mode: ApiMode): boolean {
  if (mode === "off" || judgement.kind !== "level") return false;
  if (mode === "fallback") {
    return judgement.level === "valid-unknown" || judgement.level === "unverified";
  }
  return judgement.level !== "unsigned";
}

/**
 * What is held of a commit once GitHub was asked. `fallback` lifts a good signature of an unknown key
 * to `platform` where GitHub verified it. `also` demands GitHub's word besides our own: without it
 * nothing is better than `valid-unknown`, and `denied` says why. Failures of our own, missing
 * signatures and missing log entries stay as they are, and an answer that is needed and is not there
 * makes the commit indeterminate.
 */
export function applyApi<J extends Judgement>(
  judgement: J,
  answer: PlatformAnswer | undefined,
  mode: ApiMode,
): J | Judgement {
  if (!needsPlatform(judgement, mode) || judgement.kind !== "level") return judgement;
  if (answer === undefined) return unknown("GitHub was not asked whether it verified the commit");
  if ("indeterminate" in answer) return unknown(answer.indeterminate);
  if (answer.verified) {
    return mode === "fallback" ? { ...judgement, level: "platform" } : judgement;
  }
  if (mode === "fallback") return judgement;
  return { ...judgement, level: atMostUnknown(judgement.level), denied: answer.reason };
}

function unknown(reason: string): Judgement {
  return { kind: "indeterminate", reason };
}

function atMostUnknown(level: CommitLevel): CommitLevel {
  const ceiling = commitLevels.indexOf("valid-unknown");
  return commitLevels.indexOf(level) < ceiling ? "valid-unknown" : level;
}
