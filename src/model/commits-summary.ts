/** What the check of the commits looked at, and what it found, counted. */
export interface CommitsSummary {
  /** In words or as BASE..HEAD. */
  readonly range: string;
  /** Where the word about whom to trust was read. */
  readonly trustRef: string;
  /** The commits of the range; the levels and the exempt ones add up to it. */
  readonly count: number;
  /** How many commits are of each level, or failed in each way. */
  readonly levels: Readonly<Record<string, number>>;
  readonly exempt: number;
}
