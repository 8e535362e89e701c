import { readFileSync, statSync } from "node:fs";
import { messageOf, UsageError } from "../errors.ts";
import type { ReportedFinding } from "../model/finding.ts";
import type { Report } from "../model/report.ts";
import { version } from "../version.ts";
import { reportShape } from "./report-shape.ts";

/** A report of a shard, and the file that it was read from. */
export interface ShardReport {
  readonly file: string;
  readonly report: Report & { readonly shard: NonNullable<Report["shard"]> };
}

/** A larger report is not read; one of 100,000 findings has some 150 MB. */
const largestReport = 512 << 20;

/**
 * Reads the report of a shard. Throws UsageError where the file is none: it cannot be read, is cut off,
 * is of another version of this program, or of a run that was no shard.
 */
export function readShardReport(file: string, shown = file): ShardReport {
  const value = jsonIn(file, shown);
  const mistake = reportShape(value, "");
  if (mistake !== undefined) {
    throw new UsageError(`${shown}: is not a portcullis report: ${mistake}`);
  }
  const report = value as Report;
  if (report.tool.version !== version) {
    throw new UsageError(
      `${shown}: was made by version ${report.tool.version}, and this is ${version}; all shards need the same`,
    );
  }
  if (report.comparison === undefined && report.findings.some(isOfBase)) {
    throw new UsageError(
      `${shown}: has findings that a base is said to have, and was compared with none; make it anew`,
    );
  }
  const { shard } = report;
  if (shard === undefined) {
    throw new UsageError(
      `${shown}: is the report of a whole run; only reports of shards are joined (--shard 2/5, or the input shard)`,
    );
  }
  return { file: shown, report: { ...report, shard } };
}

function isOfBase({ status }: ReportedFinding): boolean {
  return status === "baseline";
}

function jsonIn(file: string, shown: string): unknown {
  let text: string;
  try {
    const { size } = statSync(file);
    if (size > largestReport) {
      throw new UsageError(`${shown}: has more than ${largestReport} bytes, and is not read`);
    }
    text = readFileSync(file, "utf8");
  } catch (cause) {
    if (cause instanceof UsageError) throw cause;
    throw new UsageError(`${shown}: cannot be read: ${messageOf(cause)}`, { cause });
  }
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new UsageError(`${shown}: is not JSON; a report that was cut off is not a report`, {
      cause,
    });
  }
}
