import { UsageError } from "../errors.ts";
import type { Repository } from "./base-files.ts";
import { defaultBranchOf } from "./commits.ts";
import type { BranchTip } from "./event.ts";
import type { Inputs } from "./inputs.ts";
import { commitBefore } from "./payload-value.ts";
import type { Surroundings } from "./surroundings.ts";
import { branchTip } from "./tips.ts";
import {
  baseBranch,
  beforePush,
  defaultBranch,
  pushedState,
  trustRef,
  type TrustPoint,
} from "./trust-point.ts";

/**
 * The commit whose word counts for the event: the base branch's tip for what is to be merged, the
 * state before a push to the default branch, else the default branch's tip; `trust-ref` overrides it,
 * except in pull requests, whose authors write it. Nothing where the payload names no default branch.
 * Throws UsageError where a branch's tip cannot be found.
 */
export async function trustPointOf(
  inputs: Inputs,
  surroundings: Surroundings,
  repository: Repository,
): Promise<TrustPoint | undefined> {
  const { event, ref } = surroundings;
  if (inputs.trustRef !== undefined && !event.authorWritesWorkflow)
    return trustRef(inputs.trustRef);
  const { base } = event;
  if (base !== undefined) {
    // An old run that is started again still has the tip of its day in its payload.
    const commit = (await branchTip(repository, base.branch)) ?? base.commit;
    return baseBranch({ branch: base.branch, commit });
  }
  const branch = defaultBranchOf(surroundings);
  if (branch === undefined) return undefined;
  const push = ref === `refs/heads/${branch}` ? pushOf(surroundings, branch) : undefined;
  if (push !== undefined) return push;
  const commit = await branchTip(repository, branch);
  if (commit !== undefined) return defaultBranch({ branch, commit });
  throw new UsageError(
    `The tip of the default branch ${JSON.stringify(branch)}, whose policy counts for this event, cannot be found: let the job read the repository (\`permissions: contents: read\`, and \`token\` as it is by default), or name a commit by \`trust-ref\`.`,
  );
}

/** What counts for a push to the default branch itself. */
function pushOf({ event, payload, commit }: Surroundings, branch: string): TrustPoint | undefined {
  if (event.name !== "push") return undefined;
  const before = commitBefore(payload);
  if (before === undefined) return pushedState({ branch, commit });
  const tip: BranchTip = { branch, commit: before };
  return beforePush(tip);
}
