import type { CommitsSummary } from "./commits-summary.ts";
import type { Finding } from "./finding.ts";
import type { ImageResult } from "./image-result.ts";
import type { Severity } from "./severity.ts";
import type { VulnerabilitiesSummary } from "./vulnerabilities-summary.ts";

/** The checks, in the order in which every table lists them. */
export const checkNames = [
  "commits",
  "registries",
  "signatures",
  "vulnerabilities",
  "manifests",
] as const;
export type CheckName = (typeof checkNames)[number];

/** The checks that look at one image after the other, so that shards can share their images out. */
export const sharedChecks = ["signatures", "vulnerabilities"] as const satisfies CheckName[];

export const checkStates = ["passed", "failed", "error", "skipped"] as const;
export type CheckState = (typeof checkStates)[number];

/**
 * What a check brings back. `decided`: it looked at everything it was asked about, and these are its
 * findings. `skipped`: there was nothing to go by. `error`: it could not decide, findings so far beside.
 */
export type CheckOutcome = (
  | { readonly kind: "decided"; readonly findings: readonly Finding[]; readonly reason?: string }
  | { readonly kind: "skipped"; readonly reason: string }
  | { readonly kind: "error"; readonly reason: string; readonly findings: readonly Finding[] }
) &
  OutcomeExtras;

/** What a check has to say besides its findings. */
export interface OutcomeExtras {
  /** What the check of the commits counted. */
  readonly commits?: CommitsSummary;
  /** Sentences for the reader beside the verdict. */
  readonly notices?: readonly string[];
  /** With what the check of the vulnerabilities looked. */
  readonly vulnerabilities?: VulnerabilitiesSummary;
  /** By reference, what was learnt about images besides findings. */
  readonly images?: ReadonlyMap<string, ImageResult>;
}

/** Open findings by severity, waived ones of any severity, and those that the base had already. */
export type Counts = Readonly<Record<Severity | "waived", number>> & { readonly baseline?: number };

/** A check as the report shows it. */
export interface CheckSummary {
  readonly state: CheckState;
  readonly reason?: string;
  readonly durationMs: number;
  readonly counts: Counts;
}
