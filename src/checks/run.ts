import { performance } from "node:perf_hooks";
import { messageOf } from "../errors.ts";
import type { CheckName, CheckOutcome } from "../model/check.ts";
import type { Finding } from "../model/finding.ts";
import { type Check, maxFindings, type Subject } from "./check.ts";
import { checkNamed } from "./index.ts";
import { problemFindings } from "./manifests/problems.ts";

/** What became of one check. */
export interface CheckRun {
  readonly name: CheckName;
  readonly outcome: CheckOutcome;
  readonly findings: readonly Finding[];
  readonly durationMs: number;
}

/**
 * Runs the checks side by side, each on its own subject; one that throws is an `error` and takes nothing from the others. When
 * there is no file to judge only the commits are: the others are `error`, `skipped` beside a verdict on
 * commits, or decided without findings where that is allowed.
 */
export async function runChecks(
  names: readonly CheckName[],
  subjectFor: (name: CheckName) => Subject,
  empty: { readonly reason: string; readonly allowed: boolean } | undefined,
): Promise<CheckRun[]> {
  if (empty === undefined) {
    const runs = await Promise.all(
      names.map((name) => runCheck(checkNamed(name), subjectFor(name))),
    );
    return withReadingProblems(runs, subjectFor);
  }
  // Commits are there without a file; with their verdict the others have nothing to add.
  const commits = names.includes("commits")
    ? await runCheck(checkNamed("commits"), subjectFor("commits"))
    : undefined;
  const isDecided = commits !== undefined && commits.outcome.kind !== "skipped";
  return names.map((name) => {
    if (name === "commits" && commits !== undefined) return commits;
    return emptyRun(name, { ...empty, isNeeded: !isDecided });
  });
}

async function runCheck(check: Check, subject: Subject): Promise<CheckRun> {
  const start = performance.now();
  const outcome = bounded(await outcomeOf(check, subject));
  return {
    name: check.name,
    outcome,
    findings: outcome.kind === "skipped" ? [] : outcome.findings,
    durationMs: Math.round(performance.now() - start),
  };
}

async function outcomeOf(check: Check, subject: Subject): Promise<CheckOutcome> {
  try {
    return await check.run(subject);
  } catch (error) {
    return { kind: "error", reason: `internal error: ${messageOf(error)}`, findings: [] };
  }
}

/** The outcome with no more findings than are kept; where some are left out it is an error, and says so. */
export function bounded(outcome: CheckOutcome): CheckOutcome {
  if (outcome.kind === "skipped" || outcome.findings.length <= maxFindings) return outcome;
  const cut = `more than ${maxFindings} findings; only the first ${maxFindings} were kept`;
  const reason = outcome.kind === "error" ? `${outcome.reason}; ${cut}` : cut;
  return { ...outcome, kind: "error", reason, findings: outcome.findings.slice(0, maxFindings) };
}

interface Empty {
  readonly reason: string;
  readonly allowed: boolean;
  /** Whether without it nothing at all would be decided. */
  readonly isNeeded: boolean;
}

function emptyRun(name: CheckName, { reason, allowed, isNeeded }: Empty): CheckRun {
  const outcome = emptyOutcome(reason, allowed, isNeeded);
  return { name, outcome, findings: [], durationMs: 0 };
}

function emptyOutcome(reason: string, allowed: boolean, isNeeded: boolean): CheckOutcome {
  if (allowed) return { kind: "decided", findings: [], reason };
  return isNeeded ? { kind: "error", reason, findings: [] } : { kind: "skipped", reason };
}

/** What could not be read concerns every check that looks at files; it is said once, by `manifests` if it runs. */
function withReadingProblems(
  runs: CheckRun[],
  subjectFor: (name: CheckName) => Subject,
): CheckRun[] {
  const speaker = problemSpeaker(runs);
  return runs.map((run) => {
    if (run !== speaker || run.outcome.kind === "skipped") return run;
    const { problems } = subjectFor(run.name).tree;
    const findings = [...problemFindings(problems, run.name), ...run.findings];
    const outcome = bounded({ ...run.outcome, findings });
    return { ...run, outcome, findings: "findings" in outcome ? outcome.findings : [] };
  });
}

/** The check whose findings hold what could not be read, if any does. */
export function problemSpeaker(runs: readonly CheckRun[]): CheckRun | undefined {
  const speaker =
    runs.find(({ name }) => name === "manifests") ?? runs.find(({ name }) => name !== "commits");
  return speaker?.outcome.kind === "skipped" ? undefined : speaker;
}
