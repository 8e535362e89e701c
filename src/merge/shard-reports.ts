import { readdirSync, statSync } from "node:fs";
import path from "node:path";
import { messageOf, UsageError } from "../errors.ts";
import { readShardReport, type ShardReport } from "./read-report.ts";

/**
 * The shards' reports in the files, and all `.json` files in the folders, that are named. Throws
 * UsageError with every one that is none.
 */
export function shardReports(
  named: readonly string[],
  workingDirectory: string,
): readonly ShardReport[] {
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
  return shards;
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
