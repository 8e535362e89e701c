import { messageOf } from "../../errors.ts";
import type { FoundRange } from "../../git/complete-range.ts";
import { GitError } from "../../git/error.ts";
import { rederivedMerges } from "../../git/merge-tree.ts";
import type { Remembered } from "./examine.ts";
import { notCounted, type Held } from "./judge.ts";
import { applyApi, needsPlatform, type ApiMode } from "./platform-api.ts";
import type { CommitsRange } from "./subject.ts";

const otherContent =
  "GitHub signed it as a merge, and its content is not what git makes of its parents.";

/** The same commits, those that must be merges of their parents after making each again. */
export async function withMergesMade(
  range: FoundRange,
  commits: readonly Remembered[],
): Promise<readonly Remembered[]> {
  const merges = commits.flatMap(({ merge }) => merge ?? []);
  if (merges.length === 0) return commits;
  let made: ReadonlySet<string>;
  try {
    made = await rederivedMerges(range, merges);
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    const reason = `Its merge could not be made again: ${messageOf(error)}.`;
    return commits.map((each) =>
      each.merge === undefined ? each : { ...each, held: { kind: "indeterminate", reason } },
    );
  }
  return commits.map((each) => {
    if (each.merge === undefined || made.has(each.merge.id)) return each;
    return { ...each, held: notCounted(otherContent) };
  });
}

/** The same commits after the platform was asked about those for which its word matters. */
export async function withPlatformWord(
  { ask, include }: CommitsRange,
  commits: readonly Remembered[],
  mode: ApiMode,
): Promise<readonly Remembered[]> {
  const open = commits.filter(({ held }) => needsPlatform(held, mode));
  if (open.length === 0) return commits;
  // Whoever cannot ask stays with what the keys say; `also` demands the answer.
  if (ask === undefined && mode === "fallback") return commits;
  const ids = open.map(({ described }) => described.id);
  const answers = await ask?.(ids, include[0] ?? "");
  return commits.map((each) => {
    if (!needsPlatform(each.held, mode)) return each;
    const held: Held = applyApi(each.held, answers?.get(each.described.id), mode);
    return { ...each, held };
  });
}
