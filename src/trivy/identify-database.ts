import type { DatabaseIdentity } from "../model/vulnerabilities-summary.ts";
import { RegistryError } from "../registry/error.ts";
import { openRegistries } from "../registry/registries.ts";
import { DatabaseFault } from "./database-fault.ts";
import { javaDatabase, vulnerabilityDatabase, type DatabaseKind } from "./database-kind.ts";
import { offeredDatabase } from "./database-layer.ts";
import { requireAge } from "./database-metadata.ts";
import { readRecord } from "./database-record.ts";
import { databaseRepositories, networkForDatabase } from "./database-repository.ts";
import type { DatabaseOptions } from "./obtain-database.ts";

/**
 * The state of the vulnerability database that `obtainDatabase` would bring, without getting it; nothing
 * where that cannot be told: no run before this one got that very state, or it is too old, or nobody
 * answers. Then `obtainDatabase` has the last word.
 */
export function identifyDatabase(options: DatabaseOptions): Promise<DatabaseIdentity | undefined> {
  return identify(vulnerabilityDatabase, options.repositories, options);
}

/** The same for the database of Java archives. */
export function identifyJavaDatabase(
  options: DatabaseOptions,
): Promise<DatabaseIdentity | undefined> {
  return identify(javaDatabase, options.javaRepositories, { ...options, maxAgeMs: undefined });
}

async function identify(
  kind: DatabaseKind,
  named: readonly string[],
  options: DatabaseOptions,
): Promise<DatabaseIdentity | undefined> {
  const { records, now, maxAgeMs, offline } = options;
  const record = records === undefined ? undefined : await readRecord(records, kind);
  if (record?.updatedAt === undefined) return undefined;
  const { digest, updatedAt } = record;
  try {
    requireAge({ updatedAt, nextUpdate: updatedAt }, now, maxAgeMs);
  } catch (error) {
    if (error instanceof DatabaseFault) return undefined;
    throw error;
  }
  if (offline) {
    const isWanted = databaseRepositories(named, kind).some(
      ({ name }) => name === record.repository,
    );
    return isWanted ? { repository: record.repository, digest, updatedAt } : undefined;
  }
  const offered = await firstOffered(kind, named, options);
  return offered?.digest === digest ? { repository: offered.name, digest, updatedAt } : undefined;
}

/** What the first repository that answers offers now. */
async function firstOffered(
  kind: DatabaseKind,
  named: readonly string[],
  { registries: network, signal, dealings }: DatabaseOptions,
): Promise<{ readonly name: string; readonly digest: string } | undefined> {
  const repositories = databaseRepositories(named, kind);
  const registries = openRegistries({
    ...dealings,
    policy: networkForDatabase(repositories, named, network),
    ...(signal === undefined ? {} : { signal }),
  });
  try {
    for (const { name, image } of repositories) {
      try {
        return { name, digest: (await offeredDatabase(registries.image(image), kind)).digest };
      } catch (error) {
        if (!(error instanceof RegistryError || error instanceof DatabaseFault)) throw error;
      }
    }
    return undefined;
  } finally {
    registries.close();
  }
}
