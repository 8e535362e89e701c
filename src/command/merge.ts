import { UsageError } from "../errors.ts";
import { committedSources } from "../merge/committed-sources.ts";
import { joinReports } from "../merge/join-reports.ts";
import { shardReports } from "../merge/shard-reports.ts";
import { rootOf } from "../root.ts";
import { exitStatuses } from "../verdict.ts";
import { wordsOf } from "./arguments.ts";
import type { Console } from "./console.ts";
import { targetOptions, targetsOf, writeTargets } from "./targets.ts";

/** `portcullis merge`: joins the reports of shards, writes the whole, and returns the exit status (0, 1 or 2). */
export async function merge(words: readonly string[], console: Console): Promise<number> {
  const { positionals, tokens } = wordsOf(words, targetOptions);
  const targets = targetsOf(tokens);
  if (positionals.length === 0) {
    throw new UsageError("merge: name the JSON reports of all shards, or a folder with them");
  }
  const shards = shardReports(positionals, console.workingDirectory);
  const report = joinReports(shards);
  const [first] = shards;
  const checkout = rootOf(["."], console.workingDirectory);
  const sources = first && (await committedSources(report, first.report.shard, checkout));
  await writeTargets(targets, { report, sources: sources ?? new Map() }, console);
  return exitStatuses[report.verdict];
}
