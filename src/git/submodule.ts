import { ProcessError } from "../process/error.ts";
import { GitError } from "./error.ts";
import { git } from "./git.ts";

/**
 * The commit that the checked-out commit of a repository wants at a path as a submodule; nothing where
 * it has something else there. Throws GitError.
 */
export async function submoduleAt(checkout: string, path: string): Promise<string | undefined> {
  try {
    const args = ["ls-tree", "-z", "HEAD", "--", path];
    const { stdout } = await git(args, { folder: checkout });
    return /^160000 commit (?<id>[0-9a-f]+)\t/.exec(stdout.toString("latin1"))?.groups?.["id"];
  } catch (cause) {
    if (!(cause instanceof ProcessError)) throw cause;
    throw new GitError("git-failed", `git ls-tree: ${cause.message}`, { cause });
  }
}
