import type { FeedIdentity } from "../../model/vulnerabilities-summary.ts";
import type { Epss, Kev } from "../../model/vulnerability.ts";

/** What published lists say of vulnerabilities beside their severity. */
export interface Intelligence {
  /** `null` where nobody knows. */
  epss(id: string): Epss | null;
  kev(id: string): Kev | null;
  /** `null` where the list was switched off or could not be had. */
  readonly epssFeed: FeedIdentity | null;
  readonly kevFeed: FeedIdentity | null;
  /** Why a list that was asked for could not be had, as clauses by list. */
  readonly obstacles: { readonly epss?: string; readonly kev?: string };
}
