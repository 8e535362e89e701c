import { UsageError } from "../errors.ts";
import { countsOf } from "../findings/counts.ts";
import { compareFindings } from "../findings/order.ts";
import { checkNames, type CheckName, type CheckSummary } from "../model/check.ts";
import type { ReportedFinding } from "../model/finding.ts";
import { failsRun } from "../model/failing.ts";
import type { Report } from "../model/report.ts";
import type { VulnerabilitiesSummary } from "../model/vulnerabilities-summary.ts";
import { shardNotice } from "../shard.ts";
import { verdictOf } from "../verdict.ts";
import { joinImages } from "./join-images.ts";
import type { ShardReport } from "./read-report.ts";

/**
 * One report out of those of all shards, with a verdict of its own. Throws UsageError where a shard is
 * missing or there twice, or where they are not shards of one run.
 */
export function joinReports(shards: readonly ShardReport[]): Report {
  const ordered = shards.toSorted((a, b) => a.report.shard.index - b.report.shard.index);
  refuseIncomplete(ordered);
  refuseStrangers(ordered);
  const reports = ordered.map(({ report }) => report);
  const [first] = reports;
  if (first === undefined) throw new UsageError("there is no report to join");
  const findings = reports.flatMap((report) => report.findings).sort(compareFindings);
  const checks = joinedChecks(reports, findings);
  const states = Object.values(checks).map(({ state }) => state);
  const { shard: _shard, vulnerabilities: _vulnerabilities, ...whole } = first;
  const scanned = joinedVulnerabilities(reports);
  return {
    ...whole,
    verdict: verdictOf(states, modeOf(reports)),
    notices: [...new Set([...reports.flatMap(noticesOf), ...differences(reports)])],
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

function refuseIncomplete(shards: readonly ShardReport[]): void {
  const of = Math.max(...shards.map(({ report }) => report.shard.of), 1);
  const mistakes: string[] = [];
  for (let index = 1; index <= of; index++) {
    const found = shards.filter(({ report }) => report.shard.index === index);
    if (found.length === 0) mistakes.push(`shard ${index} of ${of} is missing`);
    if (found.length > 1) {
      mistakes.push(`shard ${index} is there twice: ${found.map(({ file }) => file).join(", ")}`);
    }
  }
  const beyond = shards.filter(({ report: { shard } }) => shard.index > of || shard.of !== of);
  mistakes.push(
    ...beyond.map(
      ({ file, report: { shard } }) =>
        `${file}: is shard ${shard.index} of ${shard.of}, and others are of ${of}`,
    ),
  );
  if (mistakes.length > 0) throw new UsageError(mistakes);
}

/** The checks whose images are shared out; the others run in the first shard alone. */
const checksOfImages = ["signatures", "vulnerabilities"] as const;

/** Shards of another tree, policy or line would make a verdict about nothing in particular. */
function refuseStrangers(shards: readonly ShardReport[]): void {
  const [first, ...others] = shards;
  if (first === undefined) return;
  const key = ({
    report: { shard, policy, failOn, judged, comparison, checks },
  }: ShardReport): string[] => [
    `the images ${shard.images}`,
    `the policy ${JSON.stringify(policy)}`,
    `the line ${failOn}`,
    `the files ${JSON.stringify(judged)}`,
    `the base ${JSON.stringify([comparison?.base, comparison?.gate])}`,
    // What one of them did not look into, its images would be let through without.
    `the checks of images ${checksOfImages.filter((name) => checks[name] !== undefined).join(", ")}`,
  ];
  const expected = key(first);
  const mistakes = others.flatMap((shard) =>
    key(shard).flatMap((part, index) =>
      part === expected[index]
        ? []
        : [`${shard.file}: has ${part}, and ${first.file} ${expected[index]}`],
    ),
  );
  if (mistakes.length > 0) throw new UsageError(mistakes);
}

/** A failed check in a run that passed is one that the policy lets through. */
function modeOf(reports: readonly Report[]): "enforce" | "warn" {
  const lets = reports.some(
    ({ verdict, checks }) =>
      verdict === "pass" && Object.values(checks).some(({ state }) => state === "failed"),
  );
  return lets && !reports.some(({ verdict }) => verdict === "fail") ? "warn" : "enforce";
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

function joinedVulnerabilities(reports: readonly Report[]): VulnerabilitiesSummary | undefined {
  const summaries = reports.flatMap(({ vulnerabilities }) => vulnerabilities ?? []);
  // The oldest database says how far the whole of it can be trusted.
  const [oldest] = summaries.toSorted((a, b) =>
    a.database.updatedAt < b.database.updatedAt ? -1 : 1,
  );
  if (oldest === undefined) return undefined;
  const java = summaries.find(({ javaDatabase }) => javaDatabase !== undefined)?.javaDatabase;
  return {
    ...oldest,
    ...(java === undefined ? {} : { javaDatabase: java }),
    images: summaries.reduce((sum, { images }) => sum + images, 0),
    reused: summaries.reduce((sum, { reused }) => sum + reused, 0),
  };
}

function differences(reports: readonly Report[]): string[] {
  const databases = new Set(
    reports.flatMap(({ vulnerabilities }) => vulnerabilities?.database.updatedAt ?? []),
  );
  if (databases.size < 2) return [];
  return [
    `The shards used different vulnerability databases: ${[...databases].sort().join(", ")}.`,
  ];
}
