import { storeOf, type ObjectStore } from "./checkout-store.ts";
import type { RangeSources } from "./complete-range.ts";
import { GitError } from "./error.ts";
import { fetchObjects, initBare } from "./fetch.ts";
import { git } from "./git.ts";
import { nulSeparated, type Line } from "./nul-separated.ts";
import { readObjects, type ReadObject } from "./object-reader.ts";
import type { RemoteRepository } from "./remote.ts";
import { commitName, formatOf, type CommitName, type ObjectFormat } from "./revision.ts";
import { withScratch, type Scratch } from "./scratch-repository.ts";
import { ProcessError } from "../process/error.ts";
import { withTemporaryFolder } from "../temporary-folder.ts";

/** A file, a link (mode 120000) or a submodule (mode 160000) of a commit. */
export interface TreeEntry {
  readonly mode: string;
  readonly id: string;
  /** From the repository's root, with `/`. */
  readonly path: string;
}

/** All that one commit holds. */
export interface CommitTree {
  readonly commit: string;
  readonly format: ObjectFormat;
  readonly entries: readonly TreeEntry[];
  /** The contents, each hashed again; `missing` is what neither the checkout nor the server has. */
  readonly blobs: (ids: readonly string[], maxBytes: number) => AsyncGenerator<ReadObject>;
}

/** Some two million files. */
const maxListBytes = 256 << 20;
const listTimeoutMs = 120_000;

/**
 * Lends the tree of a commit to `use`, from the checkout's objects; what they lack is fetched into a
 * repository of our own. Throws GitError where neither has it.
 */
export async function withCommitTree<T>(
  sources: RangeSources,
  name: string,
  use: (tree: CommitTree) => Promise<T>,
): Promise<T> {
  const commit = commitName(name);
  const { checkout, remote } = sources;
  return withTemporaryFolder(async (folder) => {
    const fetched = new FetchedObjects(folder, remote, formatOf(commit));
    const store = checkout === undefined ? undefined : await storeIn(checkout, remote);
    if (store === undefined || store.format !== fetched.scratch.format) {
      return use(await treeIn(undefined, fetched, commit));
    }
    // Cuts say something of the history, and only one commit is looked at.
    return withScratch({ ...store, claimedCuts: [] }, async (scratch) =>
      use(await treeIn(scratch, fetched, commit)),
    );
  });
}

async function storeIn(
  checkout: string,
  remote: RemoteRepository | undefined,
): Promise<ObjectStore | undefined> {
  try {
    return await storeOf(checkout);
  } catch (error) {
    if (remote !== undefined && error instanceof GitError) return undefined;
    throw error;
  }
}

async function treeIn(
  local: Scratch | undefined,
  fetched: FetchedObjects,
  commit: CommitName,
): Promise<CommitTree> {
  const { format } = fetched.scratch;
  const entries = (await listed(local, commit)) ?? (await fetched.entriesOf(commit));
  return {
    commit,
    format,
    entries,
    blobs: async function* (ids, maxBytes) {
      const missing: string[] = [];
      for await (const object of readIn(local, ids, maxBytes)) {
        if (object.state === "missing") missing.push(object.id);
        else yield object;
      }
      if (missing.length > 0) yield* fetched.blobs(missing, maxBytes);
    },
  };
}

async function* readIn(
  scratch: Scratch | undefined,
  ids: readonly string[],
  maxBytes: number,
): AsyncGenerator<ReadObject> {
  if (scratch !== undefined) yield* readObjects(scratch, ids, maxBytes);
  else for (const id of ids) yield { id, state: "missing" };
}

/** Nothing where an object is missing, which another copy of the repository may have. */
async function listed(
  scratch: Scratch | undefined,
  commit: CommitName,
): Promise<readonly TreeEntry[] | undefined> {
  try {
    return scratch && (await entriesIn(scratch.folder, commit));
  } catch (error) {
    if (error instanceof GitError && error.code === "incomplete") return undefined;
    throw error;
  }
}

/** A bare repository of ours for what a server is asked for; without a server everything is missing. */
class FetchedObjects {
  readonly scratch: Scratch;
  readonly #remote: RemoteRepository | undefined;
  #isMade = false;

  constructor(folder: string, remote: RemoteRepository | undefined, format: ObjectFormat) {
    this.scratch = { folder, format, cuts: new Map() };
    this.#remote = remote;
  }

  /** The list comes without the files: most of them are in the checkout. */
  async entriesOf(commit: CommitName): Promise<readonly TreeEntry[]> {
    if (this.#remote === undefined) {
      throw new GitError("no-commit", `the checkout does not hold ${commit} with all its folders`);
    }
    await this.#fetch(this.#remote, { wants: [commit], filter: "blob:none", depth: 1 });
    return entriesIn(this.scratch.folder, commit);
  }

  async *blobs(ids: readonly string[], maxBytes: number): AsyncGenerator<ReadObject> {
    if (this.#remote !== undefined) await this.#fetch(this.#remote, { wants: ids });
    yield* readIn(this.#isMade ? this.scratch : undefined, ids, maxBytes);
  }

  async #fetch(remote: RemoteRepository, what: Parameters<typeof fetchObjects>[2]): Promise<void> {
    if (!this.#isMade) await initBare(this.scratch.folder, this.scratch.format);
    this.#isMade = true;
    await fetchObjects(this.scratch.folder, remote, what);
  }
}

async function entriesIn(folder: string, commit: CommitName): Promise<readonly TreeEntry[]> {
  try {
    const { stdout } = await git(["ls-tree", "-r", "-z", "--full-tree", commit], {
      folder,
      stdoutLimit: maxListBytes,
      timeoutMs: listTimeoutMs,
    });
    return nulSeparated(stdout).flatMap(entryOf);
  } catch (cause) {
    if (!(cause instanceof ProcessError)) throw cause;
    const said = cause.stderr.split("\n", 1)[0]?.slice(0, 300) ?? "";
    const code = cause.code === "failed" ? "incomplete" : "git-failed";
    throw new GitError(code, `the files of ${commit} cannot be listed: ${said || cause.message}`, {
      cause,
    });
  }
}

/**
 * A tree that was made by hand may name what no file can be called. A path that is not UTF-8 is left out
 * too: its text may be the name of another file, which would then seem to be as it is here.
 */
function entryOf({ text, isUtf8 }: Line): TreeEntry[] {
  if (!isUtf8) return [];
  const { mode, id, path } =
    /^(?<mode>\d{6}) \w+ (?<id>[0-9a-f]+)\t(?<path>.+)$/s.exec(text)?.groups ?? {};
  if (mode === undefined || id === undefined || path === undefined) return [];
  const isPlain = path.split("/").every((name) => name !== "" && name !== "." && name !== "..");
  return isPlain ? [{ mode, id, path }] : [];
}
