import { proveExcluded } from "./excluded-proof.ts";
import { typesOf } from "./object-reader.ts";
import { GitError } from "./error.ts";
import { commitsIn, hasRoot, type CommitRange, type Walk } from "./rev-list.ts";
import type { Scratch } from "./scratch-repository.ts";

/** A range as far as a scratch repository can tell; complete where nothing is missing. */
export interface WalkedRange extends Walk {
  readonly scratch: Scratch;
  /** Objects without which the range cannot be told; then the commits are not to be trusted to be all. */
  readonly missing: readonly string[];
}

/** What is asked for: commits by full name, and other objects that must be there, such as tags. */
export interface WantedRange extends CommitRange {
  readonly objects?: readonly string[];
}

/**
 * Walks the range in one scratch repository. Throws GitError `bad-revision` where a name is not a
 * commit's, `wrong-object` where the store lies, `git-failed` where it cannot be read.
 */
export async function walkRange(scratch: Scratch, wanted: WantedRange): Promise<WalkedRange> {
  const absent = await absentOf(scratch, wanted);
  const nothing = { scratch, commits: [], boundary: [] };
  if (absent.length > 0) return { ...nothing, missing: absent };
  try {
    const walk = await commitsIn(scratch, wanted);
    await proveExcluded(scratch, wanted, walk);
    return { scratch, ...walk, missing: await gapsOf(scratch, wanted, walk) };
  } catch (error) {
    if (!(error instanceof GitError) || error.code !== "incomplete") throw error;
    const gone = await missingOf(scratch, error.objects);
    // A commit that is there and cannot be taken apart is mended by no other copy.
    if (gone.length === 0) throw new GitError("git-failed", error.message, { cause: error });
    return { ...nothing, missing: gone };
  }
}

async function absentOf(scratch: Scratch, wanted: WantedRange): Promise<readonly string[]> {
  const tips = [...wanted.include, ...wanted.exclude];
  const all = [...tips, ...(wanted.objects ?? [])];
  const types = await typesOf(scratch, all);
  for (const tip of tips) {
    const type = types.get(tip) ?? "commit";
    if (type !== "commit") throw new GitError("bad-revision", `${tip} is a ${type}, not a commit`);
  }
  return all.filter((id) => !types.has(id));
}

async function missingOf(scratch: Scratch, ids: readonly string[]): Promise<readonly string[]> {
  const types = await typesOf(scratch, ids);
  return ids.filter((id) => !types.has(id));
}

/**
 * The missing parents that could change the range. Those of its own commits do. Beyond a cut on the
 * excluded side there may be commits of the range, so that too many are in it; not where the range
 * hangs on a single excluded commit: whatever lay beyond it would be its own ancestor.
 */
async function gapsOf(
  scratch: Scratch,
  range: CommitRange,
  { commits, boundary }: Walk,
): Promise<readonly string[]> {
  const { cuts } = scratch;
  if (cuts.size === 0) return [];
  const inside = missingBehind(scratch, commits);
  if (inside.length > 0 || commits.length === 0) return inside;
  if (boundary.length <= 1 && !(await hasRoot(scratch, range))) return [];
  const excluded = await commitsIn(scratch, { include: range.exclude, exclude: [] });
  return missingBehind(scratch, excluded.commits);
}

function missingBehind({ cuts }: Scratch, commits: readonly string[]): readonly string[] {
  return [...new Set(commits.flatMap((id) => cuts.get(id) ?? []))];
}
