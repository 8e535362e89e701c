/** Which state of a database of Trivy's was used. */
export interface DatabaseIdentity {
  readonly repository: string;
  /** Of the manifest; none for a database that was already on the disk. */
  readonly digest?: string;
  /** When its makers finished it; ISO 8601. */
  readonly updatedAt: string;
}

/** Which state of a published list was used. */
export interface FeedIdentity {
  /** The address or the path of the file. */
  readonly source: string;
  /** The version that the list names itself. */
  readonly version: string;
  /** YYYY-MM-DD */
  readonly date: string;
}

/** Why a list has nothing to say: by the policy's wish, since no CVE was found, or since nobody could get it. */
export const missingFeeds = ["off", "not-needed", "unavailable"] as const;
export type MissingFeed = (typeof missingFeeds)[number];

/** With what the images were looked at, so that two runs that differ can be told apart. */
export interface VulnerabilitiesSummary {
  readonly trivy: { readonly version: string; readonly origin: string };
  readonly database: DatabaseIdentity;
  /** Only where an image with Java archives needed it. */
  readonly javaDatabase?: DatabaseIdentity;
  /** `null` where nobody read it; `missing` says why. */
  readonly epss: FeedIdentity | null;
  readonly kev: FeedIdentity | null;
  /** Of the lists that are `null`. */
  readonly missing?: { readonly epss?: MissingFeed; readonly kev?: MissingFeed };
  /** Images that came to a result, each digest counted once. */
  readonly images: number;
  /** Of these, the ones whose result was kept from an earlier run. */
  readonly reused: number;
}
