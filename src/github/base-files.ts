import { UsageError } from "../errors.ts";
import { GitError, type GitErrorCode } from "../git/error.ts";
import { withFetchedCommit } from "../git/fetched-commit.ts";
import { readFileAt } from "../git/read-file-at.ts";
import type { TrustPoint } from "./trust-point.ts";

/** The repository on its server, and its checkout here. */
export interface Repository {
  /** The checkout's folder. */
  readonly root: string;
  /** GITHUB_SERVER_URL. */
  readonly server: string;
  /** GITHUB_REPOSITORY: `owner/name`. */
  readonly name: string;
  readonly token: string | undefined;
  readonly offline: boolean;
}

/** Reads a file of the trust ref by its path from the repository's root; nothing where there is none. */
export type ReadAtBase = (path: string) => Promise<Buffer | undefined>;

/** What another copy of the same commit may mend. */
const mendable: ReadonlySet<GitErrorCode> = new Set<GitErrorCode>([
  "no-repository",
  "no-commit",
  "incomplete",
  "git-failed",
]);

/**
 * Lets `use` read files at the trust ref: from the checkout where it holds that commit,
 * else from a copy fetched for the purpose. `use` may run twice. Throws UsageError when neither works.
 */
export async function atBase<T>(
  repository: Repository,
  base: TrustPoint,
  use: (read: ReadAtBase) => Promise<T>,
): Promise<T> {
  const { commit } = base;
  const from = (folder: string) => use((path) => readFileAt({ repository: folder, commit, path }));
  try {
    return await from(repository.root);
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    if (!mendable.has(error.code)) throw undecidable(base, error);
    if (repository.offline) throw undecidable(base, error, withoutServer);
  }
  try {
    const { server, name, token } = repository;
    return await withFetchedCommit({ server, repository: name, commit, token }, from);
  } catch (error) {
    throw error instanceof GitError ? undecidable(base, error, afterFetch(error, base)) : error;
  }
}

const withoutServer =
  "The server is not asked, because `offline` is true: check out with `fetch-depth: 0`, or leave `offline` out.";

/** The commit before a forced push is in no branch any more, so that a deeper checkout has it neither. */
function afterFetch({ code, objects }: GitError, { commit, isAnchored }: TrustPoint) {
  if (code !== "fetch-failed") return undefined;
  if (objects.includes(commit)) {
    return isAnchored
      ? "The server does not have this commit any more: start a new run rather than this one again."
      : "The server does not have this commit any more: name one that counts by `trust-ref`, or by `commits.since-commit` in the policy.";
  }
  return "See that the job can reach the server and may read the repository (`permissions: contents: read`, and `token` as it is by default), or check out with `fetch-depth: 0`.";
}

function undecidable({ what, commit }: TrustPoint, cause: GitError, remedy?: string): UsageError {
  const mistake = `The policy of the ${what} at ${commit.slice(0, 7)} cannot be read: ${cause.message}.`;
  return new UsageError(remedy === undefined ? mistake : [mistake, remedy], { cause });
}
