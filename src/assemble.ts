import type { CheckRun } from "./checks/run.ts";
import { countsOf } from "./findings/counts.ts";
import type { Settled } from "./findings/settle.ts";
import { notJudgedKinds, problemKinds } from "./kubernetes/problem.ts";
import type { Tree } from "./kubernetes/tree.ts";
import type { CheckName, CheckSummary } from "./model/check.ts";
import { failsRun, type Line } from "./model/failing.ts";
import type { ReportedFinding } from "./model/finding.ts";
import type { NotJudged, Report, Shard } from "./model/report.ts";
import type { Request } from "./request.ts";
import { reportedImages } from "./reported-images.ts";
import { shardNotice } from "./shard.ts";
import { type CheckEvidence, stateOf, verdictOf } from "./verdict.ts";
import { version } from "./version.ts";

/** Puts the report together from what the checks brought and what the policy made of it; of a shard, its part. */
export function reportOf(
  request: Request,
  tree: Tree,
  runs: readonly CheckRun[],
  settled: Settled,
  shard?: Shard,
): Report {
  const { policy } = request;
  const { comparison } = settled;
  const failOn = request.failOn ?? policy.failOn;
  const checks: Partial<Record<CheckName, CheckSummary>> = {};
  const line = { failOn, ...(comparison === undefined ? {} : { comparison }) };
  for (const run of runs) checks[run.name] = summaryOf(run, request, line, settled.findings);
  const states = Object.values(checks).map(({ state }) => state);
  const verdict = verdictOf(states, policy.mode);
  const said = runs.flatMap(({ outcome }) => outcome.notices ?? []);
  const part = shard === undefined ? [] : [shardNotice(shard)];
  const notices = [...(request.notices ?? []), ...part, ...said, ...settled.notices];
  if (verdict === "pass" && states.includes("failed")) {
    notices.unshift(
      "The policy says mode: warn, so findings at or above the line do not fail this run.",
    );
  }
  const commits = runs.find(({ name }) => name === "commits")?.outcome.commits;
  const { vulnerabilities } = runs.find(({ name }) => name === "vulnerabilities")?.outcome ?? {};
  return {
    version: 1,
    tool: { name: "Portcullis", version },
    ...(request.run === undefined ? {} : { run: request.run }),
    verdict,
    failOn,
    notices,
    policy:
      policy.path === undefined ? null : { path: policy.path, origin: request.policyOrigin ?? "" },
    checks,
    judged: {
      files: tree.counts.files,
      documents: tree.counts.documents,
      resources: tree.counts.resources,
    },
    notJudged: notJudgedIn(tree),
    findings: settled.findings,
    images: reportedImages(tree, { checks, runs, findings: settled.findings, line }),
    ...(commits === undefined ? {} : { commits }),
    ...(vulnerabilities === undefined ? {} : { vulnerabilities }),
    ...(comparison === undefined ? {} : { comparison }),
    ...(shard === undefined ? {} : { shard }),
  };
}

function summaryOf(
  run: CheckRun,
  request: Request,
  line: Line,
  findings: readonly ReportedFinding[],
): CheckSummary {
  const own = findings.filter(({ check }) => check === run.name);
  const fails = own.some((finding) => failsRun(finding, line));
  const demanded =
    (request.checks?.includes(run.name) ?? false) || request.policy.require.includes(run.name);
  const reason = reasonOf(run, demanded);
  return {
    state: stateOf(evidenceOf(run, fails, demanded)),
    ...(reason === undefined ? {} : { reason }),
    durationMs: run.durationMs,
    counts: countsOf(own),
  };
}

/** Whoever asked for a check that has nothing to go by is told that the asking makes it an error. */
function reasonOf({ outcome }: CheckRun, demanded: boolean): string | undefined {
  const { reason } = outcome;
  if (outcome.kind !== "skipped" || !demanded) return reason;
  return `${outcome.reason}; the check was asked for by name (checks, or require in the policy), so a skip does not do`;
}

function evidenceOf(run: CheckRun, fails: boolean, demanded: boolean): CheckEvidence {
  switch (run.outcome.kind) {
    case "decided":
      return { kind: "decided", fails };
    case "skipped":
      return { kind: "skipped", demanded };
    case "error":
      return { kind: "error" };
  }
}

function notJudgedIn({ problems }: Tree): NotJudged[] {
  return problemKinds.flatMap((kind) => {
    const what = notJudgedKinds[kind];
    const count =
      what === undefined ? 0 : problems.filter((problem) => problem.kind === kind).length;
    return what === undefined || count === 0 ? [] : [{ what, count }];
  });
}
