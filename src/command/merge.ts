import { readdirSync, statSync } from "node:fs";
import path from "node:path";
import { messageOf, UsageError } from "../errors.ts";
import { joinReports } from "../merge/join-reports.ts";
import { readShardReport } from "../merge/read-report.ts";
import type { Report } from "../model/report.ts";
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

/** The whole report out of the files, and all `.json` files in the folders, that are named. */
export function mergedReport(named: readonly string[], workingDirectory: string): Report {
  const files = named.flatMap((each) => filesAt(each, workingDirectory));
  const mistakes: string[] = [];
  const shards = files.flatMap((file) => {
    try {
      return readShardReport(path.resolve(workingDirectory, file), file);
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      mistakes.push(...error.mistakes);
      return [];
    }
  });
  if (mistakes.length > 0) throw new UsageError(mistakes);
  return joinReports(shards);
}

/** Artifacts of a matrix are unpacked into a folder each, so folders in the folder count as well. */
function filesAt(named: string, workingDirectory: string): string[] {
  const absolute = path.resolve(workingDirectory, named);
  try {
    if (!statSync(absolute).isDirectory()) return [named];
    const files = readdirSync(absolute, { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".json"))
      .sort();
    if (files.length > 0) return files.map((file) => path.join(named, file));
  } catch (cause) {
    throw new UsageError(`${named}: cannot be read: ${messageOf(cause)}`, { cause });
  }
  throw new UsageError(`${named}: holds no report; the shards' JSON reports are looked for`);
}
