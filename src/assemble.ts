import type { CheckRun } from "./checks/run.ts";
import type { Settled } from "./findings/settle.ts";
import { notJudgedKinds, problemKinds } from "./kubernetes/problem.ts";
import type { Tree } from "./kubernetes/tree.ts";
import type { CheckName, CheckSummary, Counts } from "./model/check.ts";
import type { ReportedFinding } from "./model/finding.ts";
import type { NotJudged, Report } from "./model/report.ts";
import type { FailLine, Severity } from "./model/severity.ts";
import type { Request } from "./pipeline.ts";
import { reportedImages } from "./reported-images.ts";
import { type CheckEvidence, stateOf, verdictOf } from "./verdict.ts";
import { version } from "./version.ts";

/** Puts the report together from what the checks brought and what the policy made of it. */
export function reportOf(
  request: Request,
  tree: Tree,
  runs: readonly CheckRun[],
  settled: Settled,
): Report {
  const { policy } = request;
  const failOn = request.failOn ?? policy.failOn;
  const checks: Partial<Record<CheckName, CheckSummary>> = {};
  for (const run of runs) checks[run.name] = summaryOf(run, request, failOn, settled.findings);
  const states = Object.values(checks).map(({ state }) => state);
  const verdict = verdictOf(states, policy.mode);
  const said = runs.flatMap(({ outcome }) => outcome.notices ?? []);
  const notices = [...(request.notices ?? []), ...said, ...settled.notices];
  if (verdict === "pass" && states.includes("failed")) {
    notices.unshift(
      "The policy says mode: warn, so findings at or above the line do not fail this run.",
    );
  }
  const commits = runs.find(({ name }) => name === "commits")?.outcome.commits;
  return {
    version: 1,
    tool: { name: "Portcullis", version },
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
    images: reportedImages(tree, { checks, runs, findings: settled.findings, failOn }),
    ...(commits === undefined ? {} : { commits }),
  };
}

function summaryOf(
  run: CheckRun,
  request: Request,
  failOn: FailLine,
  findings: readonly ReportedFinding[],
): CheckSummary {
  const own = findings.filter(({ check }) => check === run.name);
  const open = own.filter(({ status }) => status === "open").map(({ severity }) => severity);
  const demanded =
    (request.checks?.includes(run.name) ?? false) || request.policy.require.includes(run.name);
  const reason = "reason" in run.outcome ? run.outcome.reason : undefined;
  return {
    state: stateOf(evidenceOf(run, open, demanded), failOn),
    ...(reason === undefined ? {} : { reason }),
    durationMs: run.durationMs,
    counts: countsOf(own),
  };
}

function evidenceOf(run: CheckRun, open: readonly Severity[], demanded: boolean): CheckEvidence {
  switch (run.outcome.kind) {
    case "decided":
      return { kind: "decided", open };
    case "skipped":
      return { kind: "skipped", demanded };
    case "error":
      return { kind: "error" };
  }
}

/** Open findings by severity, and the waived ones of any severity together. */
export function countsOf(findings: readonly ReportedFinding[]): Counts {
  const counts = { critical: 0, high: 0, medium: 0, low: 0, info: 0, waived: 0 };
  for (const { status, severity } of findings) counts[status === "open" ? severity : "waived"]++;
  return counts;
}

function notJudgedIn({ problems }: Tree): NotJudged[] {
  return problemKinds.flatMap((kind) => {
    const what = notJudgedKinds[kind];
    const count =
      what === undefined ? 0 : problems.filter((problem) => problem.kind === kind).length;
    return what === undefined || count === 0 ? [] : [{ what, count }];
  });
}
