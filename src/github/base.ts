import type { Base } from "../baseline/base.ts";
import { messageOf, UsageError } from "../errors.ts";
import { storeOf } from "../git/checkout-store.ts";
import type { RangeSources } from "../git/complete-range.ts";
import { GitError } from "../git/error.ts";
import { mergeBase } from "../git/merge-base.ts";
import { parentsOf } from "../git/parents.ts";
import { resolveCommit } from "../git/range.ts";
import { withScratch } from "../git/scratch-repository.ts";
import type { Repository } from "./base-files.ts";
import { defaultBranchOf } from "./commits.ts";
import type { BranchTip } from "./event.ts";
import { commitBefore } from "./payload-value.ts";
import type { Surroundings } from "./surroundings.ts";
import { branchTip, checkoutOf, remoteOf } from "./tips.ts";

/**
 * What the checkout of an event is compared with. For a merge that GitHub made of a pull request: the
 * parent that is the base branch; for any other checkout of what is to be merged: where it left the
 * base branch; for a push to the default branch: the state before; for a push to another: where that
 * left the default branch. Tags and other events bring no change.
 */
export async function baseOf(surroundings: Surroundings, repository: Repository): Promise<Base> {
  const { event } = surroundings;
  const checkout = checkoutOf(repository);
  if (checkout === undefined) return none("the job has checked out no repository");
  const sources: CheckoutSources = { checkout, remote: remoteOf(repository) };
  try {
    if (event.name === "merge_group" && event.base !== undefined) {
      return { kind: "commit", commit: event.base.commit, sources };
    }
    if (event.base !== undefined) return await mergedInto(event.base, surroundings, sources);
    if (event.name === "push") return await beforePush(surroundings, repository, sources);
    return none(`the event ${event.name} brings no change of the files`);
  } catch (error) {
    if (!(error instanceof GitError) && !(error instanceof UsageError)) throw error;
    return none(messageOf(error).replace(/\.$/, ""));
  }
}

interface CheckoutSources extends RangeSources {
  readonly checkout: string;
}

async function mergedInto(
  base: BranchTip,
  { commit, event }: Surroundings,
  sources: CheckoutSources,
): Promise<Base> {
  const { checkout } = sources;
  const head = await resolveCommit(checkout, "HEAD");
  if (head === undefined) return none("there is no commit at HEAD of the checkout");
  const store = { ...(await storeOf(checkout)), claimedCuts: [] };
  const [first, second] = await withScratch(store, (scratch) => parentsOf(scratch, head));
  // GitHub names the merge that it made; whatever else is checked out was put there by the workflow.
  if (head === commit && first !== undefined && second === event.head) {
    return { kind: "commit", commit: first, sources };
  }
  const common = await mergeBase(sources, head, base.commit);
  if (common !== undefined) return { kind: "commit", commit: common, sources };
  return none(`the checkout and the base branch ${base.branch} have no commit in common`);
}

async function beforePush(
  surroundings: Surroundings,
  repository: Repository,
  sources: CheckoutSources,
): Promise<Base> {
  const { ref, payload } = surroundings;
  if (ref.startsWith("refs/tags/")) return none("a tag brings no change of the files");
  const target = defaultBranchOf(surroundings);
  const branch = ref.replace(/^refs\/heads\//, "");
  if (target !== undefined && branch === target) return stateBefore(payload, sources);
  const left = await whereItLeft(target, repository, sources);
  if ("commit" in left) return { kind: "commit", commit: left.commit, sources };
  const before = stateBefore(payload, sources);
  if (before.kind === "none") return none(`${before.reason}, and ${left.reason}`);
  const notice = `Compared with the state before the push, so what earlier pushes of ${branch} brought counts as known: ${left.reason}.`;
  return { ...before, notice };
}

/** Earlier pushes of a branch were judged on their own, and red ones do not make the next ones green. */
async function whereItLeft(
  target: string | undefined,
  repository: Repository,
  sources: CheckoutSources,
): Promise<{ readonly commit: string } | { readonly reason: string }> {
  if (target === undefined) return { reason: "the event names no default branch" };
  const head = await resolveCommit(sources.checkout, "HEAD");
  if (head === undefined) return { reason: "there is no commit at HEAD of the checkout" };
  const tip = await branchTip(repository, target);
  if (tip === undefined) {
    return { reason: `the default branch ${target} is neither on the server nor in the checkout` };
  }
  const common = await commonCommit(sources, head, tip);
  if (common !== undefined) return { commit: common };
  return { reason: `no commit is known that it has in common with the default branch ${target}` };
}

async function commonCommit(
  sources: CheckoutSources,
  head: string,
  tip: string,
): Promise<string | undefined> {
  try {
    return await mergeBase(sources, head, tip);
  } catch (error) {
    if (error instanceof GitError) return undefined;
    throw error;
  }
}

function stateBefore(payload: unknown, sources: RangeSources): Base {
  const commit = commitBefore(payload);
  if (commit === undefined) return none("this is the first push of the branch");
  return { kind: "commit", commit, sources };
}

function none(reason: string): Base {
  return { kind: "none", reason };
}
