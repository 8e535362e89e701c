import { isCommitName } from "../git/revision.ts";
import { valueAt } from "./payload-value.ts";

/** What an event's payload says about its pull request; what it does not say soundly is left out. */
export interface PullRequest {
  readonly number: number | undefined;
  readonly head: string | undefined;
  readonly base: string | undefined;
  /** GitHub's trial merge of the two, as it was when the event happened. */
  readonly merge: string | undefined;
  /** Whether its branch lies in another repository, or in one that is gone. */
  readonly isFromFork: boolean;
}

/** The pull request of an event, for whoever can do without it; nothing where the payload has none. */
export function pullRequestIn(payload: unknown, repository: string): PullRequest | undefined {
  const pull = valueAt(payload, "pull_request");
  if (typeof pull !== "object" || pull === null) return undefined;
  return {
    number: numberIn(valueAt(pull, "number") ?? valueAt(payload, "number")),
    head: commitIn(valueAt(pull, "head", "sha")),
    base: commitIn(valueAt(pull, "base", "sha")),
    merge: commitIn(valueAt(pull, "merge_commit_sha")),
    isFromFork: !isNamed(repository, valueAt(pull, "head", "repo", "full_name")),
  };
}

/** The number of an issue or a pull request. */
export function numberIn(value: unknown): number | undefined {
  return typeof value === "number" && Number.isSafeInteger(value) && value > 0 ? value : undefined;
}

/** The full name of a commit. */
export function commitIn(value: unknown): string | undefined {
  return typeof value === "string" && isCommitName(value) ? value : undefined;
}

/** Whether a payload names this repository; GitHub takes no notice of case. */
export function isNamed(repository: string, named: unknown): boolean {
  return typeof named === "string" && named.toLowerCase() === repository.toLowerCase();
}
