import { RegistryError } from "../registry/error.ts";
import { openRegistries } from "../registry/registries.ts";
import { DatabaseFault } from "./database-fault.ts";
import { javaDatabase, vulnerabilityDatabase, type DatabaseKind } from "./database-kind.ts";
import { offeredDatabase } from "./database-layer.ts";
import { requireAge } from "./database-metadata.ts";
import { fallBackNotice, staleNotice, type PassedOver } from "./database-notices.ts";
import { readRecord } from "./database-record.ts";
import { databaseRepositories, networkForDatabase } from "./database-repository.ts";
import { obstacleIn } from "./database-obstacle.ts";
import type { DatabaseState } from "./database.ts";
import type { DatabaseOptions } from "./obtain-database.ts";

/**
 * The state of the vulnerability database that `obtainDatabase` would bring, without getting it; nothing
 * where that cannot be told: no run before this one got that very state, or it is too old, or nobody
 * answers. Then `obtainDatabase` has the last word.
 */
export function identifyDatabase(options: DatabaseOptions): Promise<DatabaseState | undefined> {
  return identify(vulnerabilityDatabase, options.repositories, options);
}

/** The same for the database of Java archives. */
export function identifyJavaDatabase(options: DatabaseOptions): Promise<DatabaseState | undefined> {
  return identify(javaDatabase, options.javaRepositories, { ...options, maxAgeMs: undefined });
}

async function identify(
  kind: DatabaseKind,
  named: readonly string[],
  options: DatabaseOptions,
): Promise<DatabaseState | undefined> {
  const { records, now, maxAgeMs, offline } = options;
  const record = records === undefined ? undefined : await readRecord(records, kind);
  if (record?.updatedAt === undefined) return undefined;
  const { digest, updatedAt, nextUpdate = updatedAt } = record;
  const metadata = { updatedAt, nextUpdate };
  try {
    requireAge(metadata, now, maxAgeMs);
  } catch (error) {
    if (error instanceof DatabaseFault) return undefined;
    throw error;
  }
  const stateOf = (repository: string, passedOver: readonly PassedOver[]): DatabaseState => ({
    identity: { repository, digest, updatedAt },
    notices: [
      ...fallBackNotice(kind, repository, passedOver),
      ...staleNotice(metadata, kind, repository, options),
    ],
  });
  if (offline) {
    const isWanted = databaseRepositories(named, kind).some(
      ({ name }) => name === record.repository,
    );
    return isWanted ? stateOf(record.repository, []) : undefined;
  }
  const offered = await firstOffered(kind, named, options);
  return offered?.digest === digest ? stateOf(offered.name, offered.passedOver) : undefined;
}

interface Offer {
  readonly name: string;
  readonly digest: string;
  readonly passedOver: readonly PassedOver[];
}

/** What the first repository that answers offers now. */
async function firstOffered(
  kind: DatabaseKind,
  named: readonly string[],
  { registries: network, signal, dealings }: DatabaseOptions,
): Promise<Offer | undefined> {
  const repositories = databaseRepositories(named, kind);
  const registries = openRegistries({
    ...dealings,
    policy: networkForDatabase(repositories, named, network),
    ...(signal === undefined ? {} : { signal }),
  });
  const passedOver: PassedOver[] = [];
  try {
    for (const { name, image } of repositories) {
      try {
        const { digest } = await offeredDatabase(registries.image(image), kind);
        return { name, digest, passedOver };
      } catch (error) {
        if (!(error instanceof RegistryError || error instanceof DatabaseFault)) throw error;
        passedOver.push({ name, obstacle: obstacleIn(error) });
      }
    }
    return undefined;
  } finally {
    registries.close();
  }
}
