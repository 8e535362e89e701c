import type { DatabaseIdentity } from "../model/vulnerabilities-summary.ts";
import type { Progress } from "../progress.ts";
import type { RegistriesOptions } from "../registry/registries.ts";
import type { Keep } from "../storage.ts";
import { downloadDatabase } from "./database-download.ts";
import type { TrivyDatabase } from "./database.ts";
import { javaDatabase, vulnerabilityDatabase } from "./database-kind.ts";
import { databaseKeptBefore } from "./database-offline.ts";
import type { DatabaseNetwork } from "./database-repository.ts";

export interface DatabaseOptions {
  /** In the order to ask; empty for Trivy's own. With `@sha256:…` one is pinned to one state. */
  readonly repositories: readonly string[];
  readonly javaRepositories: readonly string[];
  /** An older database is refused; that of Java archives has no age that matters. */
  readonly maxAgeMs: number | undefined;
  readonly now: Date;
  /** Where layers are kept between runs, under names with their digests. */
  readonly keep: Keep;
  /** A folder whose files are believed as they are; without it nothing can be found offline. */
  readonly records: string | undefined;
  /** The folder that Trivy gets as its `--cache-dir`; whoever gave it removes it. */
  readonly folder: string;
  /** Nothing may be contacted. */
  readonly offline: boolean;
  readonly registries: DatabaseNetwork;
  readonly progress: Progress;
  readonly signal?: AbortSignal;
  /** How registries are dealt with, where it is not as usual. */
  readonly dealings?: Pick<
    RegistriesOptions,
    "surroundings" | "limits" | "credentials" | "resolveHost"
  >;
}

/**
 * Gets the vulnerability database into the folder, from the first repository that has a good one, or
 * from what is kept where its digest is the one that the repository names now. Rejects with a
 * TrivyError `database` that says what each repository answered.
 */
export async function obtainDatabase(options: DatabaseOptions): Promise<TrivyDatabase> {
  const { folder, repositories, javaRepositories } = options;
  const obtain = options.offline ? databaseKeptBefore : downloadDatabase;
  const { identity, notices } = await obtain(vulnerabilityDatabase, repositories, options);
  const told = [...notices];
  const obtainJava = async (): Promise<DatabaseIdentity> => {
    const java = await obtain(javaDatabase, javaRepositories, { ...options, maxAgeMs: undefined });
    told.push(...java.notices);
    return java.identity;
  };
  let java: Promise<DatabaseIdentity> | undefined;
  return { folder, identity, withJava: () => (java ??= obtainJava()), notices: () => told };
}
