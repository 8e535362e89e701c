import { GitError } from "./error.ts";
import { fetchObjects, initBare } from "./fetch.ts";
import type { RemoteRepository } from "./remote.ts";
import { commitName, formatOf } from "./revision.ts";
import { withTemporaryFolder } from "../temporary-folder.ts";

/** A commit on a server, and what is needed to ask for it. */
export interface RemoteCommit extends RemoteRepository {
  readonly commit: string;
}

/**
 * Fetches one commit into a bare repository of its own, lends that to `use`, and removes it. The
 * checkout is not touched, and none of its configuration counts. Throws GitError `fetch-failed`.
 */
export async function withFetchedCommit<T>(
  remote: RemoteCommit,
  use: (repository: string) => Promise<T>,
): Promise<T> {
  const commit = commitName(remote.commit);
  return withTemporaryFolder(async (folder) => {
    try {
      await initBare(folder, formatOf(commit));
      await fetchObjects(folder, remote, { wants: [commit], depth: 1 });
    } catch (cause) {
      if (!(cause instanceof GitError)) throw cause;
      const message = `${commit} could not be fetched: ${cause.message}`;
      throw new GitError("fetch-failed", message, { cause, objects: cause.objects });
    }
    return use(folder);
  });
}
