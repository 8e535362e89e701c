import type { DatabaseIdentity } from "../model/vulnerabilities-summary.ts";

/** A folder that Trivy takes as its `--cache-dir`, with the databases in it. */
export interface TrivyDatabase {
  readonly folder: string;
  readonly identity: DatabaseIdentity;
  /** Gets the database of Java archives into the same folder, once; most runs never need it. */
  withJava(): Promise<DatabaseIdentity>;
}
