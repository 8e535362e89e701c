import type { Fetched, FoundRange } from "./complete-range.ts";
import { ProcessError } from "../process/error.ts";
import type { Finished } from "../process/run.ts";
import { GitError } from "./error.ts";
import { fetchObjects, initBare, wholeHistory } from "./fetch.ts";
import { git, type GitOptions } from "./git.ts";
import { gitOnline } from "./remote.ts";
import { commitName } from "./revision.ts";
import { withTemporaryFolder } from "../temporary-folder.ts";
import { treesOf } from "./trees.ts";

/** A merge commit, by what its own bytes say. */
export interface Merge {
  readonly id: string;
  readonly parents: readonly string[];
  readonly tree: string;
}

type MergeOptions = Omit<GitOptions, "folder" | "protocols" | "environment">;

/** Where merges are done again: git with its options, in a repository that has or can get what it takes. */
type Place = (args: readonly string[], options: MergeOptions) => Promise<Finished>;

const mergeTimeoutMs = 120_000;

/**
 * Which of the merges have exactly the tree that git makes of their two parents. A merge with
 * conflicts, with more parents or of histories without a common commit has not. What is not here is
 * fetched. Throws GitError `incomplete` where it cannot be had, or `fetch-failed`.
 */
export async function rederivedMerges(
  range: FoundRange,
  merges: readonly Merge[],
): Promise<ReadonlySet<string>> {
  const pairs = merges.filter(({ parents }) => parents.length === 2);
  if (pairs.length === 0) return new Set();
  const { fetched, remote, scratch } = range;
  if (fetched !== undefined) return mergesOnline(fetched, range, pairs);
  try {
    // With a part of the history another common commit may be found than with all of it.
    if (scratch.cuts.size > 0) throw new GitError("incomplete", "the checkout is shallow");
    return await mergesAt((args, options) => offline(scratch.folder, args, options), pairs);
  } catch (error) {
    const canFetch = error instanceof GitError && error.code === "incomplete";
    if (!canFetch || remote === undefined) throw error;
  }
  return withTemporaryFolder(async (folder) => {
    await initBare(folder, scratch.format);
    return mergesOnline({ folder, remote }, range, pairs);
  });
}

async function mergesOnline(
  { folder, remote }: Fetched,
  range: FoundRange,
  merges: readonly Merge[],
): Promise<ReadonlySet<string>> {
  if (range.fetched === undefined || range.scratch.cuts.size > 0) {
    const wants = merges.map(({ id }) => id);
    await fetchObjects(folder, remote, { wants, filter: "tree:0", depth: wholeHistory });
  }
  const local: Place = (args, options) => offline(folder, args, options);
  const needed = new Set<string>();
  for (const { parents } of merges) {
    for (const commit of [...parents, ...(await commonCommits(local, parents))]) needed.add(commit);
  }
  // All trees in one request; git by itself would ask for one at a time.
  const trees = await treesOf({ folder, format: range.scratch.format, cuts: new Map() }, [
    ...needed,
  ]);
  await fetchObjects(folder, remote, { wants: trees, filter: "blob:none" });
  // Files that both sides changed come when git asks for them.
  return mergesAt((args, options) => gitOnline(remote, args, { folder, ...options }), merges);
}

async function mergesAt(place: Place, merges: readonly Merge[]): Promise<ReadonlySet<string>> {
  const same = new Set<string>();
  for (const { id, parents, tree } of merges) {
    if ((await commonCommits(place, parents)).length === 0) continue;
    const args = ["merge-tree", "--write-tree", "--no-messages", ...parents.map(commitName)];
    const options = { timeoutMs: mergeTimeoutMs, statuses: [0, 1] };
    const { status, stdout, stderr } = await place(args, options);
    // Git before 2.45 takes a tree that is missing for an empty one, and says it only here.
    const error = /^error: .*/m.exec(stderr);
    if (error !== null) throw new GitError("incomplete", `git merge-tree: ${error[0]}`);
    const merged = stdout.toString("latin1").split("\n", 1)[0];
    // Status 1 is a conflict, and the tree then holds the marks of it.
    if (status === 0 && merged === tree) same.add(id);
  }
  return same;
}

async function commonCommits(place: Place, parents: readonly string[]): Promise<readonly string[]> {
  const args = ["merge-base", "--all", ...parents.map(commitName)];
  const { stdout } = await place(args, { statuses: [0, 1] });
  return stdout.toString("latin1").split("\n").slice(0, -1);
}

async function offline(
  folder: string,
  args: readonly string[],
  options: MergeOptions,
): Promise<Finished> {
  try {
    return await git(args, { folder, ...options });
  } catch (cause) {
    if (!(cause instanceof ProcessError)) throw cause;
    const said = cause.stderr.split("\n", 1)[0]?.slice(0, 300) ?? "";
    throw new GitError("incomplete", `${cause.message}: ${said}`, { cause });
  }
}
