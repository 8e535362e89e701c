import { readObjects, wrongObject } from "./object-reader.ts";
import { rawParents } from "./raw-parents.ts";
import { commitsIn, type CommitRange, type Walk } from "./rev-list.ts";
import type { Scratch } from "./scratch-repository.ts";

/** Rounds that go from one commit to be proven to the next; after them one goes through everything. */
const shortRounds = 32;

/**
 * Proves from hashed bytes that what a walk left out is reachable from what was to be excluded. A lying
 * object store could otherwise name a commit of the range as a parent of the base and so hide it.
 * Throws GitError `wrong-object`.
 */
export async function proveExcluded(
  scratch: Scratch,
  { include, exclude }: CommitRange,
  { commits, boundary }: Walk,
): Promise<void> {
  const inRange = new Set(commits);
  const left = include.filter((tip) => !inRange.has(tip));
  const given = new Set(exclude);
  const unproven = new Set([...boundary, ...left].filter((id) => !given.has(id)));
  let from: readonly string[] = exclude;
  for (let round = 0; unproven.size > 0; round++) {
    const isLast = round === shortRounds;
    const until = isLast ? [] : [...unproven];
    const found = await reachedFrom(scratch, { include: isLast ? exclude : from, exclude: until });
    from = [...unproven].filter((id) => found.has(id));
    for (const id of from) unproven.delete(id);
    const [liar] = unproven;
    if (liar !== undefined && (from.length === 0 || isLast)) throw wrongObject(liar);
  }
}

/** Every commit to which a path of true bytes leads. */
async function reachedFrom(scratch: Scratch, range: CommitRange): Promise<ReadonlySet<string>> {
  const reached = new Set(range.include);
  const { commits } = await commitsIn(scratch, range);
  // Children come before their parents, so that one pass follows every path.
  for await (const object of readObjects(scratch, commits)) {
    if (object.state !== "whole" || !reached.has(object.id)) continue;
    for (const parent of rawParents(object.bytes)) reached.add(parent);
  }
  return reached;
}
