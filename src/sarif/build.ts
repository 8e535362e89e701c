import type { Log, Run } from "sarif";
import { checkNames, type CheckName } from "../model/check.ts";
import type { Report } from "../model/report.ts";
import type { Rule } from "../model/rule.ts";
import { knownFeeds } from "../report/vulnerability-notes.ts";
import { type RunContent, runContent } from "./run.ts";
import { uploadProblems } from "./upload-problems.ts";

export interface SarifOptions {
  /** What GitHub tells histories apart by; each check adds its name to it. */
  readonly category: string;
}

/** Open findings of a check that its run has no room for. */
export interface LeftOut {
  readonly check: CheckName;
  readonly count: number;
}

export interface SarifOutcome {
  readonly log: Log;
  readonly leftOut: readonly LeftOut[];
}

/** A log, and what GitHub would refuse it for: each of these sentences is a bug of ours. */
export interface SarifDraft extends SarifOutcome {
  readonly problems: readonly string[];
}

/**
 * The report as a log for GitHub code scanning: a run for each check that came to a result, and none
 * for the others, whose alerts an empty run would close. Throws where a finding has no rule among
 * `rules`, or where GitHub would refuse the log.
 */
export function sarifLog(
  report: Report,
  rules: readonly Rule[],
  options: SarifOptions,
): SarifOutcome {
  const { problems, ...outcome } = sarifDraft(report, rules, options);
  const [problem] = problems;
  if (problem !== undefined) throw new Error(`GitHub would refuse the SARIF log: ${problem}`);
  return outcome;
}

/** The same for whoever has something better to do with a bad log than to stop. */
export function sarifDraft(
  report: Report,
  rules: readonly Rule[],
  { category }: SarifOptions,
): SarifDraft {
  const known = new Map(rules.map((rule) => [rule.id, rule]));
  const feeds = knownFeeds(report.vulnerabilities);
  const contents = decidedChecks(report).map((check) => {
    const findings = report.findings.filter((finding) => finding.check === check);
    return { check, content: runContent(check, findings, { rules: known, feeds }) };
  });
  const log: Log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: contents.map(({ check, content }) =>
      runOf(report, `${category.replace(/\/+$/, "")}/${check}/`, content),
    ),
  };
  return {
    log,
    problems: uploadProblems(log),
    leftOut: contents
      .map(({ check, content }) => ({ check, count: content.leftOut }))
      .filter(({ count }) => count > 0),
  };
}

function decidedChecks({ checks }: Report): CheckName[] {
  return checkNames.filter((name) => {
    const state = checks[name]?.state;
    return state === "passed" || state === "failed";
  });
}

function runOf({ tool }: Report, id: string, { rules, results, leftOut }: RunContent): Run {
  return {
    tool: {
      driver: {
        name: tool.name,
        semanticVersion: tool.version,
        informationUri: "https://github.com/portcullis-dev/portcullis",
        rules,
      },
    },
    automationDetails: { id },
    columnKind: "utf16CodeUnits",
    results,
    ...(leftOut === 0 ? {} : { properties: { openFindingsLeftOut: leftOut } }),
  };
}
