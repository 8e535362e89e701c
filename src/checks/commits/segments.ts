import type { FoundRange } from "../../git/complete-range.ts";
import { commitsIn } from "../../git/rev-list.ts";
import type { CommitsRange, TrustMaterial } from "./subject.ts";

/** Commits of a range that are judged by the same trust material. */
export interface Segment {
  readonly commits: readonly string[];
  readonly trust: TrustMaterial;
}

/** Parts the commits by the trust material that counted for them, oldest first; every commit is in one part. */
export async function segmentsOf(
  { scratch }: FoundRange,
  commits: readonly string[],
  { steps, exclude, trust }: CommitsRange,
): Promise<readonly Segment[]> {
  const segments: Segment[] = [];
  const rest = new Set(commits);
  for (const step of steps) {
    const behind = await commitsIn(scratch, { include: [step.until], exclude });
    const own = behind.commits.filter((id) => rest.delete(id));
    segments.push({ commits: own, trust: step.trust });
  }
  return [...segments, { commits: commits.filter((id) => rest.has(id)), trust }];
}
