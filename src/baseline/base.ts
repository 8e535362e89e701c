import type { RangeSources } from "../git/complete-range.ts";
import type { Gate } from "../model/report.ts";

/** The commit whose findings a change did not bring, or why there is none to be had. */
export type Base =
  | {
      readonly kind: "commit";
      readonly commit: string;
      readonly sources: RangeSources;
      /** A sentence for the reader where it is not the commit that is best compared with. */
      readonly notice?: string;
    }
  | { readonly kind: "none"; readonly reason: string };

/** What the findings of a run are to be compared with. */
export interface WantedComparison {
  readonly base: Base;
  /** Whether what the base had already fails the run as well. */
  readonly gate: Gate;
}

/** What the reader is told where nothing could be compared. */
export function withoutBase(reason: string): string {
  return `Every finding counts as new, because there is no base to compare with: ${reason}.`;
}
