import type { FeedIdentity } from "../../../model/vulnerabilities-summary.ts";
import type { Epss } from "../../../model/vulnerability.ts";

/** What an EPSS list says of the ids that were wanted; of those that it does not know, nothing. */
export interface EpssScores {
  readonly feed: FeedIdentity;
  readonly byId: ReadonlyMap<string, Epss>;
}

/** A number from 0 to 1 as lists write it, such as `0.00043`, `1.0` or `9.1e-05`. */
export const sharePattern = String.raw`(?:0(?:\.\d{1,30})?|1(?:\.0{1,30})?|\.\d{1,30}|\d(?:\.\d{1,30})?[eE]-0{0,2}[1-9]\d?)`;

const share = new RegExp(`^${sharePattern}$`);

/** The number from 0 to 1 that a text is; nothing where it is something else. */
export function shareOf(text: string): number | undefined {
  return share.test(text) ? Number(text) : undefined;
}
