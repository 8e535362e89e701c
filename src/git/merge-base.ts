import { ProcessError } from "../process/error.ts";
import { withRange, type RangeSources } from "./complete-range.ts";
import { GitError } from "./error.ts";
import { git } from "./git.ts";
import { commitName } from "./revision.ts";

/**
 * The newest commit that both are built upon; nothing where they have none in common, or where not all
 * of the history can be had that it takes to tell. Throws GitError where no source can be read.
 */
export async function mergeBase(
  sources: RangeSources,
  head: string,
  base: string,
): Promise<string | undefined> {
  const wanted = { include: [commitName(head)], exclude: [commitName(base)] };
  return withRange(sources, wanted, async ({ scratch, missing }) => {
    if (missing.length > 0) return undefined;
    try {
      const args = ["merge-base", commitName(head), commitName(base)];
      const { stdout } = await git(args, { folder: scratch.folder, statuses: [0, 1] });
      return stdout.toString("latin1").split("\n", 1)[0] || undefined;
    } catch (cause) {
      if (!(cause instanceof ProcessError)) throw cause;
      throw new GitError("incomplete", cause.message, { cause });
    }
  });
}
