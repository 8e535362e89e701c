import { UsageError } from "../errors.ts";
import { countsOf } from "../findings/counts.ts";
import { compareFindings } from "../findings/order.ts";
import { checkNames, type CheckName, type CheckSummary } from "../model/check.ts";
import type { ReportedFinding } from "../model/finding.ts";
import { failsRun } from "../model/failing.ts";
import type { Report } from "../model/report.ts";
import { shardNotice } from "../shard.ts";
import { verdictOf } from "../verdict.ts";
import { joinImages } from "./join-images.ts";
import { differencesIn, joinVulnerabilities } from "./join-vulnerabilities.ts";
import type { ShardReport } from "./read-report.ts";
import { refuseOtherShares } from "./refuse-shares.ts";
import { refuseIncomplete, refuseStrangers } from "./refuse-strangers.ts";

/**
 * One report out of those of all shards, with a verdict of its own. Throws UsageError where a shard is
 * missing or there twice, where they are not shards of one run over one commit, and where one does not
 * list its share of the images.
 */
export function joinReports(shards: readonly ShardReport[]): Report {
  const ordered = shards.toSorted((a, b) => a.report.shard.index - b.report.shard.index);
  refuseIncomplete(ordered);
  refuseStrangers(ordered);
  refuseOtherShares(ordered);
  const reports = ordered.map(({ report }) => report);
  const [first] = reports;
  if (first === undefined) throw new UsageError("there is no report to join");
  const findings = reports.flatMap((report) => report.findings).sort(compareFindings);
  const checks = joinedChecks(reports, findings);
  const states = Object.values(checks).map(({ state }) => state);
  const { shard: _shard, vulnerabilities: _vulnerabilities, ...whole } = first;
  const { mode } = first.shard;
  const scanned = joinVulnerabilities(reports);
  return {
    ...whole,
    verdict: verdictOf(states, mode),
    notices: [...new Set([...reports.flatMap(noticesOf), ...differencesIn(reports)])],
    checks,
    findings,
    images: joinImages(reports),
    ...(scanned === undefined ? {} : { vulnerabilities: scanned }),
  };
}

function noticesOf({ notices, shard }: Report): string[] {
  const own = shard === undefined ? "" : shardNotice(shard);
  return notices.filter((notice) => notice !== own);
}

function joinedChecks(
  reports: readonly Report[],
  findings: readonly ReportedFinding[],
): Partial<Record<CheckName, CheckSummary>> {
  const checks: Partial<Record<CheckName, CheckSummary>> = {};
  for (const name of checkNames) {
    const summaries = reports.flatMap((report) => report.checks[name] ?? []);
    const own = findings.filter(({ check }) => check === name);
    if (summaries.length === 0) continue;
    const reason = joinedReason(name, reports);
    checks[name] = {
      ...joinedSummary(summaries, own, reports),
      ...(reason === "" ? {} : { reason }),
    };
  }
  return checks;
}

/** Reasons count images, so it is said which shard's they are; one that ran alone speaks for the whole. */
function joinedReason(name: CheckName, reports: readonly Report[]): string {
  const ran = reports.filter(({ checks }) => checks[name] !== undefined);
  const shards = new Map<string, number[]>();
  for (const { checks, shard } of ran) {
    const reason = checks[name]?.reason;
    if (reason === undefined) continue;
    shards.set(reason, [...(shards.get(reason) ?? []), shard?.index ?? 1]);
  }
  if (ran.length === 1) return [...shards.keys()].join();
  const labelled = [...shards].map(([reason, indices]) => {
    if (indices.length === ran.length) return `in each shard: ${reason}`;
    return `shard${indices.length === 1 ? "" : "s"} ${indices.join(", ")}: ${reason}`;
  });
  return labelled.join("; ");
}

function joinedSummary(
  summaries: readonly CheckSummary[],
  findings: readonly ReportedFinding[],
  [line]: readonly Report[],
): CheckSummary {
  const states = new Set(summaries.map(({ state }) => state));
  const fails = line !== undefined && findings.some((finding) => failsRun(finding, line));
  const decided = fails || states.has("failed") ? "failed" : "passed";
  const isSkipped = !states.has("passed") && !states.has("failed");
  return {
    state: states.has("error") ? "error" : isSkipped ? "skipped" : decided,
    durationMs: Math.max(...summaries.map(({ durationMs }) => durationMs)),
    counts: countsOf(findings),
  };
}
