import type { Base } from "../baseline/base.ts";
import { messageOf } from "../errors.ts";
import { storeOf } from "../git/checkout-store.ts";
import type { RangeSources } from "../git/complete-range.ts";
import { GitError } from "../git/error.ts";
import { mergeBase } from "../git/merge-base.ts";
import { readObjects } from "../git/object-reader.ts";
import { resolveCommit } from "../git/range.ts";
import { rawParents } from "../git/raw-parents.ts";
import { isCommitName } from "../git/revision.ts";
import { withScratch } from "../git/scratch-repository.ts";
import { UsageError } from "../errors.ts";
import type { Repository } from "./base-files.ts";
import type { BranchTip } from "./event.ts";
import type { Surroundings } from "./surroundings.ts";
import { checkoutOf, remoteOf } from "./tips.ts";

/**
 * What the checkout of an event is compared with. For a merge that GitHub made of a pull request: the
 * parent that is the base branch; for any other checkout of what is to be merged: where it left the
 * base branch; for a push: the state before. Other events bring no change.
 */
export async function baseOf(surroundings: Surroundings, repository: Repository): Promise<Base> {
  const { event } = surroundings;
  const checkout = checkoutOf(repository);
  if (checkout === undefined) return none("the job has checked out no repository");
  const sources: RangeSources = { checkout, remote: remoteOf(repository) };
  try {
    if (event.name === "merge_group" && event.base !== undefined) {
      return { kind: "commit", commit: event.base.commit, sources };
    }
    if (event.base !== undefined) return await mergedInto(event.base, surroundings, sources);
    if (event.name === "push") return beforePush(surroundings, sources);
    return none(`the event ${event.name} brings no change of the files`);
  } catch (error) {
    if (!(error instanceof GitError) && !(error instanceof UsageError)) throw error;
    return none(messageOf(error).replace(/\.$/, ""));
  }
}

async function mergedInto(
  base: BranchTip,
  { commit, event }: Surroundings,
  sources: RangeSources & { readonly checkout?: string | undefined },
): Promise<Base> {
  const { checkout = "" } = sources;
  const head = await resolveCommit(checkout, "HEAD");
  if (head === undefined) return none("there is no commit at HEAD of the checkout");
  const [first, second] = await parentsOf(checkout, head);
  // GitHub names the merge that it made; whatever else is checked out was put there by the workflow.
  if (head === commit && first !== undefined && second === event.head) {
    return { kind: "commit", commit: first, sources };
  }
  const common = await mergeBase(sources, head, base.commit);
  if (common !== undefined) return { kind: "commit", commit: common, sources };
  return none(`the checkout and the base branch ${base.branch} have no commit in common`);
}

async function parentsOf(checkout: string, commit: string): Promise<readonly string[]> {
  const store = await storeOf(checkout);
  return withScratch({ ...store, claimedCuts: [] }, async (scratch) => {
    for await (const object of readObjects(scratch, [commit])) {
      if (object.state === "whole" && object.type === "commit") return rawParents(object.bytes);
    }
    return [];
  });
}

function beforePush({ payload }: Surroundings, sources: RangeSources): Base {
  const isObject = typeof payload === "object" && payload !== null;
  const before: unknown = isObject ? Reflect.get(payload, "before") : undefined;
  if (typeof before === "string" && isCommitName(before)) {
    return { kind: "commit", commit: before, sources };
  }
  return none("this is the first push of the branch");
}

function none(reason: string): Base {
  return { kind: "none", reason };
}
