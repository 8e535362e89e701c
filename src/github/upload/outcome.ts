import type { Remark } from "../remark.ts";

/** What the input `upload` may say. */
export const uploadModes = ["auto", "always", "never"] as const;
export type UploadMode = (typeof uploadModes)[number];

/** Why results do not get into code scanning. */
export interface Miss {
  /** A clause. */
  readonly why: string;
  /** What to do about it, as a clause in the imperative. */
  readonly how: string;
  /** Whether nothing is wrong: such a run, token or repository simply cannot. */
  readonly isExpected: boolean;
}

/** What became of the SARIF log. */
export interface UploadOutcome extends Remark {
  readonly state:
    | "processed"
    /** Nobody was asked to wait for more. */
    | "accepted"
    /** GitHub had not finished when the wait was over. */
    | "pending"
    /** GitHub took it and then could not use it. */
    | "failed"
    /** GitHub may or may not have it. */
    | "unknown"
    | "not-uploaded";
  /** GitHub's name of the upload, where it got one. */
  readonly sarifId?: string;
}

/** The outcome of an upload that did not happen. */
export function missed({ why, how, isExpected }: Miss): UploadOutcome {
  return {
    state: "not-uploaded",
    level: isExpected ? "notice" : "warning",
    line: `Not uploaded to code scanning, kept in sarif-file: ${why}; ${how}.`,
  };
}

/** The outcome of an upload that GitHub may have; `what` names its ref and commit, `why` is a clause. */
export function undetermined(what: string, why: string): UploadOutcome {
  return {
    state: "unknown",
    level: "warning",
    line: `Nobody knows whether code scanning has the results for ${what}: ${why}; look at the Security tab, and for a proxy in between.`,
  };
}

const failures: ReadonlySet<UploadOutcome["state"]> = new Set([
  "failed",
  "unknown",
  "not-uploaded",
] as const);

/** Whether a workflow that insists on the upload has not got it. A slow GitHub is no failure. */
export function isUploadFailure({ state }: UploadOutcome): boolean {
  return failures.has(state);
}
