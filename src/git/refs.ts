import { ProcessError } from "../process/error.ts";
import { GitError } from "./error.ts";
import { git } from "./git.ts";
import { addressOf, gitOnline, type RemoteRepository } from "./remote.ts";
import { isCommitName } from "./revision.ts";
import { withTemporaryFolder } from "../temporary-folder.ts";

/** A ref, and the object it names; an annotated tag names a tag object. */
export interface Ref {
  /** With `refs/`. */
  readonly name: string;
  readonly id: string;
}

/** Fifty thousand refs with long names. */
const maxListBytes = 16 << 20;

/**
 * The refs of a checkout under the given folders or names, `refs/tags/` for example; a name is matched
 * whole. Throws GitError.
 */
export async function localRefs(
  checkout: string,
  under: readonly string[],
): Promise<readonly Ref[]> {
  try {
    const { stdout } = await git(["for-each-ref", "--format=%(objectname)%09%(refname)", "refs/"], {
      folder: checkout,
      stdoutLimit: maxListBytes,
    });
    return refsIn(stdout, under);
  } catch (cause) {
    if (!(cause instanceof ProcessError)) throw cause;
    throw new GitError("git-failed", `the refs of ${checkout}: ${cause.message}`, { cause });
  }
}

/** The refs of a server under the given folders or names, without fetching anything. Throws GitError. */
export async function remoteRefs(
  remote: RemoteRepository,
  under: readonly string[],
): Promise<readonly Ref[]> {
  // The server filters by pattern, which may be too much; what is kept is decided here.
  const patterns = under.map((name) => (name.endsWith("/") ? `${name}*` : name));
  const args = ["ls-remote", "--refs", "--quiet", "--", addressOf(remote), ...patterns];
  // A folder of our own: no repository around it has a say.
  return withTemporaryFolder(async (folder) => {
    const { stdout } = await gitOnline(remote, args, { folder, stdoutLimit: maxListBytes });
    return refsIn(stdout, under);
  });
}

function refsIn(listing: Buffer, under: readonly string[]): readonly Ref[] {
  return listing
    .toString("utf8")
    .split("\n")
    .flatMap((line) => {
      const [id = "", name = ""] = line.split("\t", 2);
      const isWanted = under.some((u) => (u.endsWith("/") ? name.startsWith(u) : name === u));
      return isWanted && isCommitName(id) ? [{ name, id }] : [];
    });
}
