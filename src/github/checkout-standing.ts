import { descentOf } from "../git/descent.ts";
import { pullRequestIn } from "./pull-request.ts";
import type { Surroundings } from "./surroundings.ts";
import { valueAt } from "./payload-value.ts";

/** What a checked-out commit is to the change that an event wants merged. */
export type Standing =
  | "head"
  /** The change's merge: GitHub's trial one, or the commit that it became. */
  | "merge"
  /** Built upon the head: a newer head, or a merge that the job made. */
  | "later"
  /** It does not have the change. */
  | "other"
  /** The history in the checkout ends before it could tell. */
  | "unknown";

/**
 * What the commit of a checkout is to the change of an event. Only its own history counts, never that
 * GITHUB_SHA names it. Throws GitError where the checkout cannot be read.
 */
export async function standingOf(
  checkout: string,
  commit: string,
  surroundings: Pick<Surroundings, "event" | "payload" | "repository">,
): Promise<Standing> {
  const { head } = surroundings.event;
  if (commit === head) return "head";
  if (commit === becameOf(surroundings)) return "merge";
  const { parents, includes } = await descentOf(checkout, commit, head);
  if (parents.length === 2 && parents[1] === head) return "merge";
  if (includes === "yes") return "later";
  return includes === "no" ? "other" : "unknown";
}

/** The commit of a merged pull request on its base branch; squashed, it does not name the head. */
function becameOf({ payload, repository }: Pick<Surroundings, "payload" | "repository">) {
  if (valueAt(payload, "pull_request", "merged") !== true) return undefined;
  return pullRequestIn(payload, repository)?.merge;
}
