import type { CheckName, CheckState, CheckSummary } from "./check.ts";
import type { CommitsSummary } from "./commits-summary.ts";
import type { ReportedFinding } from "./finding.ts";
import type { VerifiedSignature } from "./image-result.ts";
import type { Location } from "./location.ts";
import type { FailLine } from "./severity.ts";

export type Verdict = "pass" | "fail" | "error";

/** An image that the files would run. */
export interface ReportedImage {
  /** As written; normalised references stand in the findings' messages. */
  readonly reference: string;
  readonly digest?: string;
  readonly locations: readonly Location[];
  readonly checks: Readonly<Partial<Record<CheckName, CheckState>>>;
  /** What was verified about it; none where nothing was or nobody looked. */
  readonly signatures?: readonly VerifiedSignature[];
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
  readonly verdict: Verdict;
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
}
