import type { CheckName, CheckState, CheckSummary } from "./check.ts";
import type { CommitsSummary } from "./commits-summary.ts";
import type { ReportedFinding } from "./finding.ts";
import type { VerifiedSignature } from "./image-result.ts";
import type { Location } from "./location.ts";
import type { FailLine, Severity } from "./severity.ts";
import type { VulnerabilitiesSummary } from "./vulnerabilities-summary.ts";
import type { VulnerabilityCounts } from "./vulnerability.ts";

export type Verdict = "pass" | "fail" | "error";

/** An image that the files would run. */
export interface ReportedImage {
  /** As written; normalised references stand in the findings' messages. */
  readonly reference: string;
  readonly digest?: string;
  readonly platforms?: readonly string[];
  readonly locations: readonly Location[];
  readonly checks: Readonly<Partial<Record<CheckName, CheckState>>>;
  /** What was verified about it; none where nothing was or nobody looked. */
  readonly signatures?: readonly VerifiedSignature[];
  /** Present where it was scanned. */
  readonly vulnerabilities?: VulnerabilityCounts;
}

/** Which findings can fail a run that compares: all of them, or those that the base has not. */
export const gates = ["all", "new"] as const;
export type Gate = (typeof gates)[number];

/** The findings of a change beside those of its base. */
export interface Comparison {
  /** The commit, or the tree, that was compared with. */
  readonly base: string;
  /** Whether what the base had already fails the run as well. */
  readonly gate: Gate;
  /** What the base had and the change has no more; at most 1000 of them. */
  readonly fixed: readonly FixedFinding[];
  readonly fixedCount: number;
}

/** A finding of the base that is gone. */
export interface FixedFinding {
  readonly check: CheckName;
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly path: string;
}

/** Which part of the images was looked at, where several runs share them. */
export interface Shard {
  /** From 1. */
  readonly index: number;
  readonly of: number;
  /** SHA-256 of the references of all images. */
  readonly images: string;
  /** SHA-256 of the paths and texts of the judged files, so that shards of different trees are not joined. */
  readonly files: string;
  /** SHA-256 of the policy and of the files that it names. */
  readonly policy: string;
  /** Whether the policy lets findings at or above the line fail a run. */
  readonly mode: "enforce" | "warn";
  /** The commit that is checked out, by its full name; none where there is no repository. */
  readonly commit?: string;
  /** Beside a commit: whether a judged file is not as the commit has it, or nobody can tell. */
  readonly changed?: boolean;
}

/** The workflow run that made a report, so that reports that are kept can be told apart. */
export interface RunIdentity {
  /** `owner/name` */
  readonly repository: string;
  /** The commit that was judged: in a pull request the head of the change. */
  readonly commit: string;
  /** `refs/heads/main`, `refs/pull/7/merge`; none where the runner names none. */
  readonly ref?: string;
  /** `push`, `pull_request`, … */
  readonly event: string;
  /** The run's page. */
  readonly url?: string;
  /** ISO 8601 in UTC. */
  readonly startedAt: string;
}

/** Things that were deliberately not judged, for the verdict line. */
export interface NotJudged {
  /** In the plural, e.g. `chart templates`. */
  readonly what: string;
  readonly count: number;
}

/** The report, version 1; docs/report.schema.json describes it. */
export interface Report {
  readonly version: 1;
  readonly tool: { readonly name: "Portcullis"; readonly version: string };
  /** Present in a workflow. */
  readonly run?: RunIdentity;
  readonly verdict: Verdict;
  /** What the workflow insists on and did not get, as a clause; there is no verdict then. */
  readonly unmet?: string;
  readonly failOn: FailLine;
  /** Sentences for the reader beside the verdict: `mode: warn` let failures pass, a waiver is unused, … */
  readonly notices: readonly string[];
  readonly policy: { readonly path: string; readonly origin: string } | null;
  readonly checks: Readonly<Partial<Record<CheckName, CheckSummary>>>;
  readonly judged: {
    readonly files: number;
    readonly documents: number;
    readonly resources: number;
  };
  readonly notJudged: readonly NotJudged[];
  /** By severity, location and rule; waived ones among them. */
  readonly findings: readonly ReportedFinding[];
  readonly images: readonly ReportedImage[];
  /** Present when the check of the commits had a range to look at. */
  readonly commits?: CommitsSummary;
  /** Present when images were looked at for vulnerabilities. */
  readonly vulnerabilities?: VulnerabilitiesSummary;
  /** Present when the findings were compared with those of the base. */
  readonly comparison?: Comparison;
  /** Present when this is one of several reports that belong together. */
  readonly shard?: Shard;
}
