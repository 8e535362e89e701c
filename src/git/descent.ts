import { ProcessError } from "../process/error.ts";
import { storeOf } from "./checkout-store.ts";
import { git } from "./git.ts";
import { typesOf } from "./object-reader.ts";
import { parentsOf } from "./parents.ts";
import { commitName } from "./revision.ts";
import { withScratch, type Scratch } from "./scratch-repository.ts";

/** How a commit is built upon another one, as far as the history that is here tells. */
export interface Descent {
  /** Those that the commit itself names: they are known in the shallowest checkout too. */
  readonly parents: readonly string[];
  /** `unknown` where the history here ends before the other commit is met. */
  readonly includes: "yes" | "no" | "unknown";
}

/**
 * Tells whether a checkout's commit has another one in its history. Nothing is fetched, and neither
 * grafts nor a forged shallow file have a say. Throws GitError where the checkout cannot be read.
 */
export async function descentOf(
  checkout: string,
  commit: string,
  ancestor: string,
): Promise<Descent> {
  return withScratch(await storeOf(checkout), async (scratch) => {
    const parents = await parentsOf(scratch, commit);
    if (parents.includes(ancestor)) return { parents, includes: "yes" };
    return { parents, includes: await includes(scratch, commit, ancestor) };
  });
}

async function includes(
  scratch: Scratch,
  commit: string,
  ancestor: string,
): Promise<Descent["includes"]> {
  const { cuts } = scratch;
  const isHere = (await typesOf(scratch, [ancestor])).has(ancestor);
  // One that is not here may be named by the last commits that are.
  const named = isHere
    ? [ancestor]
    : [...cuts].flatMap(([id, missing]) => (missing.includes(ancestor) ? [id] : []));
  try {
    for (const each of named) if (await isAncestor(scratch, each, commit)) return "yes";
  } catch (error) {
    if (!(error instanceof ProcessError)) throw error;
    return "unknown";
  }
  return cuts.size === 0 ? "no" : "unknown";
}

async function isAncestor(scratch: Scratch, older: string, newer: string): Promise<boolean> {
  const names = [commitName(older), commitName(newer)];
  const args = ["merge-base", "--is-ancestor", ...names];
  const { status } = await git(args, { folder: scratch.folder, statuses: [0, 1] });
  return status === 0;
}
