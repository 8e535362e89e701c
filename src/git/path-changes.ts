import { ProcessError } from "../process/error.ts";
import { storeOf } from "./checkout-store.ts";
import type { RangeSources } from "./complete-range.ts";
import { GitError } from "./error.ts";
import { fetchObjects, initBare, wholeHistory } from "./fetch.ts";
import { git } from "./git.ts";
import { commitName, formatOf } from "./revision.ts";
import { withScratch } from "./scratch-repository.ts";
import { withTemporaryFolder } from "../temporary-folder.ts";

/** Files along a line of history. */
export interface PathQuestion {
  /** Where the line begins; it is not looked at itself. */
  readonly since: string;
  readonly until: string;
  /** From the repository's root. */
  readonly paths: readonly string[];
}

/**
 * The commits of a branch, oldest first, that leave one of the files different from how their first
 * parent has it. Throws GitError where neither the checkout nor the server has all that it takes.
 */
export async function pathChanges(
  { checkout, remote }: RangeSources,
  question: PathQuestion,
): Promise<readonly string[]> {
  if (checkout !== undefined) {
    try {
      const store = await storeOf(checkout);
      return await withScratch(store, async ({ folder, cuts }) => {
        // What lies behind a cut would look unchanged.
        if (cuts.size > 0) throw new GitError("incomplete", "the checkout is shallow");
        return changesIn(folder, question);
      });
    } catch (error) {
      if (!(error instanceof GitError) || remote === undefined) throw error;
    }
  }
  if (remote === undefined) throw new GitError("no-repository", "there is no repository to read");
  return withTemporaryFolder(async (folder) => {
    await initBare(folder, formatOf(commitName(question.until)));
    const wants = [question.since, question.until];
    await fetchObjects(folder, remote, { wants, filter: "blob:none", depth: wholeHistory });
    return changesIn(folder, question);
  });
}

async function changesIn(
  folder: string,
  { since, until, paths }: PathQuestion,
): Promise<readonly string[]> {
  const line = [`^${commitName(since)}`, commitName(until)];
  const options = ["--first-parent", "--reverse", "--topo-order"];
  try {
    const { stdout } = await git(["rev-list", ...options, ...line, "--", ...paths], { folder });
    return stdout.toString("latin1").split("\n").slice(0, -1);
  } catch (cause) {
    if (!(cause instanceof ProcessError)) throw cause;
    const said = cause.stderr.split("\n", 1)[0]?.slice(0, 300) ?? "";
    throw new GitError("incomplete", `the history of the trust files: ${said}`, { cause });
  }
}
