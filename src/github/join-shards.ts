import { UsageError } from "../errors.ts";
import { resolveCommit } from "../git/range.ts";
import { committedSources } from "../merge/committed-sources.ts";
import { joinReports } from "../merge/join-reports.ts";
import { shardReports } from "../merge/shard-reports.ts";
import type { Outcome } from "../pipeline.ts";
import type { Surroundings } from "./surroundings.ts";
import { checkoutOf } from "./tips.ts";

/**
 * The whole report out of those of the shards. Throws UsageError where they do not belong together, and
 * where they looked at another commit than this run is about: their results would go to its alerts.
 */
export async function joinShards(
  named: readonly string[],
  surroundings: Pick<Surroundings, "workspace" | "commit" | "event">,
): Promise<Outcome> {
  const { workspace } = surroundings;
  const shards = shardReports(named, workspace);
  const whole = joinReports(shards);
  const report = { ...whole, notices: [...whole.notices, ...noticesFor(surroundings)] };
  const shard = shards[0]?.report.shard;
  if (shard?.commit === undefined) return { report, sources: new Map() };
  await refuseOtherCommit(shard.commit, surroundings);
  return { report, sources: await committedSources(report, shard, workspace) };
}

async function refuseOtherCommit(
  commit: string,
  { workspace, commit: own, event }: Pick<Surroundings, "workspace" | "commit" | "event">,
): Promise<void> {
  const checkout = checkoutOf({ root: workspace });
  const found = checkout === undefined ? undefined : await resolveCommit(checkout, "HEAD");
  const valid = found === undefined ? [own, event.head] : [found];
  if (valid.includes(commit)) return;
  const here =
    found === undefined ? `this run is about ${own}` : `this job has checked out ${found}`;
  throw new UsageError(
    `merge: the reports are about the commit ${commit}, and ${here}; take the reports of this run, or check out that commit in this job as well`,
  );
}

/** Nothing is judged again here, so whoever writes the workflow's other jobs writes the reports. */
function noticesFor({ event }: Pick<Surroundings, "event">): readonly string[] {
  if (!event.authorWritesWorkflow) return [];
  return [
    "The joined reports are the word of this workflow's own jobs, which a pull request's author can change; look at what the change does to the workflow, or judge pull requests in one run without shards.",
  ];
}
