import type { DatabaseIdentity } from "../../model/vulnerabilities-summary.ts";
import type { DatabaseState, TrivyDatabase } from "../../trivy/database.ts";
import { identifyDatabase, identifyJavaDatabase } from "../../trivy/identify-database.ts";
import { obtainDatabase, type DatabaseOptions } from "../../trivy/obtain-database.ts";

/** The database of a run: which one it is can be known before it is there, and it is got once at most. */
export interface ScanDatabase {
  /** Gets the database only where its state cannot be told otherwise. */
  identity(): Promise<DatabaseIdentity>;
  obtain(): Promise<TrivyDatabase>;
  /** What the reader has to know about the databases that count, sorted; of what was got where any was. */
  notices(): Promise<readonly string[]>;
  /** When nothing of it is under way any more, which would write into the run's folder; never rejects. */
  settled(): Promise<void>;
  /** The current state of the database of Java archives; nothing where that cannot be told without getting it. */
  javaIdentity(): Promise<DatabaseIdentity | undefined>;
}

/** Contacts nobody yet. */
export function scanDatabase(options: DatabaseOptions): ScanDatabase {
  let obtained: Promise<TrivyDatabase> | undefined;
  let known: Promise<DatabaseState | undefined> | undefined;
  let java: Promise<DatabaseState | undefined> | undefined;
  const obtain = (): Promise<TrivyDatabase> => (obtained ??= obtainDatabase(options));
  const identify = (): Promise<DatabaseState | undefined> => (known ??= identifyDatabase(options));
  return {
    obtain,
    settled: async () => void (await obtained?.catch(() => undefined)),
    identity: async () => (await identify())?.identity ?? (await obtain()).identity,
    javaIdentity: async () => (await (java ??= identifyJavaDatabase(options)))?.identity,
    async notices() {
      // Whoever needed it has heard of its failure.
      const got = await obtained?.catch(() => undefined);
      const told = got?.notices() ?? (await known)?.notices ?? [];
      return [...new Set([...told, ...((await java)?.notices ?? [])])].toSorted();
    },
  };
}
