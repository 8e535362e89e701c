import { UsageError } from "../errors.ts";
import { mergedReport } from "../merge/merged-report.ts";
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
  const report = mergedReport(positionals, console.workingDirectory);
  // Nobody has the files at hand that the shards looked at.
  await writeTargets(targets, { report, sources: new Map() }, console);
  return exitStatuses[report.verdict];
}
