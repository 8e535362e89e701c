import { withRange } from "../../git/complete-range.ts";
import { examineCommits } from "./examine.ts";
import { benchOf } from "./judge.ts";
import { verifyWebFlow } from "./openpgp/web-flow.ts";
import { withMergesMade } from "./platform-word.ts";
import { satisfies } from "./requirement.ts";
import type { CommitsRange } from "./subject.ts";
import { loadCommitTrust } from "./trust.ts";

/**
 * Whether every commit of a range is there and has a signature that its trust material accepts, by
 * what the policy requires, and `trusted` where it requires nothing. Throws GitError and UsageError.
 */
export async function verifiesWhole({
  trust,
  sources,
  include,
  exclude,
}: CommitsRange): Promise<boolean> {
  const { policy } = trust;
  const demand = { require: policy?.require ?? "trusted", isConfigured: true } as const;
  const bench = benchOf(policy, await loadCommitTrust(trust), verifyWebFlow);
  return withRange(sources, { include, exclude }, async (found) => {
    if (found.missing.length > 0) return false;
    const exempt = policy?.exemptCommits ?? [];
    const examination = { bench, demand, exempt, apiMode: "off" } as const;
    const { remembered, missing } = await examineCommits(found, found.commits, examination);
    const judged = await withMergesMade(found, remembered);
    return missing.length === 0 && judged.every(({ held }) => satisfies(held, demand));
  });
}
