import type { DatabaseIdentity } from "../model/vulnerabilities-summary.ts";

/** A database that is used, and what the reader has to know about it. */
export interface DatabaseState {
  readonly identity: DatabaseIdentity;
  /** Sentences: that it is stale, or not from the place that was asked first. */
  readonly notices: readonly string[];
}

/** A folder that Trivy takes as its `--cache-dir`, with the databases in it. */
export interface TrivyDatabase {
  readonly folder: string;
  readonly identity: DatabaseIdentity;
  /** Gets the database of Java archives into the same folder, once; most runs never need it. */
  withJava(): Promise<DatabaseIdentity>;
  /** What the reader has to know about the databases that were got up to now. */
  notices(): readonly string[];
}
