import type { DatabaseIdentity } from "../../model/vulnerabilities-summary.ts";
import type { TrivyDatabase } from "../../trivy/database.ts";
import { identifyDatabase, identifyJavaDatabase } from "../../trivy/identify-database.ts";
import { obtainDatabase, type DatabaseOptions } from "../../trivy/obtain-database.ts";

/** The database of a run: which one it is can be known before it is there, and it is got once at most. */
export interface ScanDatabase {
  /** Gets the database only where its state cannot be told otherwise. */
  identity(): Promise<DatabaseIdentity>;
  obtain(): Promise<TrivyDatabase>;
  /** When nothing of it is under way any more, which would write into the run's folder; never rejects. */
  settled(): Promise<void>;
  /** The current state of the database of Java archives; nothing where that cannot be told without getting it. */
  javaIdentity(): Promise<DatabaseIdentity | undefined>;
}

/** Contacts nobody yet. */
export function scanDatabase(options: DatabaseOptions): ScanDatabase {
  let obtained: Promise<TrivyDatabase> | undefined;
  let identity: Promise<DatabaseIdentity> | undefined;
  let java: Promise<DatabaseIdentity | undefined> | undefined;
  const obtain = (): Promise<TrivyDatabase> => (obtained ??= obtainDatabase(options));
  const identify = async (): Promise<DatabaseIdentity> =>
    (await identifyDatabase(options)) ?? (await obtain()).identity;
  return {
    obtain,
    settled: async () => void (await obtained?.catch(() => undefined)),
    identity: () => (identity ??= identify()),
    javaIdentity: () => (java ??= identifyJavaDatabase(options)),
  };
}
