import { mkdir, rm } from "node:fs/promises";
import { DiskError, onDisk } from "../disk-error.ts";
import { RegistryError } from "../registry/error.ts";
import { openRegistries, type Registries } from "../registry/registries.ts";
import { ArchiveError } from "./archive/error.ts";
import { unpackDatabase } from "./database-archive.ts";
import { DatabaseFault } from "./database-fault.ts";
import type { DatabaseKind } from "./database-kind.ts";
import {
  keptLayer,
  keptName,
  layerPath,
  offeredDatabase,
  type OfferedDatabase,
} from "./database-layer.ts";
import { requireAge } from "./database-metadata.ts";
import { fallBackNotice, staleNotice, type PassedOver } from "./database-notices.ts";
import { writeRecord } from "./database-record.ts";
import {
  databaseRepositories,
  networkForDatabase,
  type DatabaseRepository,
} from "./database-repository.ts";
import type { DatabaseState } from "./database.ts";
import { obstacleIn } from "./database-obstacle.ts";
import { TrivyError } from "./error.ts";
import type { DatabaseOptions } from "./obtain-database.ts";

/**
 * Gets a database from the first of the repositories that has a good one. Each is asked with the
 * patience that the registry client has for it; whatever is wrong with one, the next is asked.
 */
export async function downloadDatabase(
  kind: DatabaseKind,
  named: readonly string[],
  options: DatabaseOptions,
): Promise<DatabaseState> {
  const { registries: network, progress, signal, dealings } = options;
  const repositories = databaseRepositories(named, kind);
  const registries = openRegistries({
    ...dealings,
    policy: networkForDatabase(repositories, named, network),
    ...(signal === undefined ? {} : { signal }),
  });
  const passedOver: PassedOver[] = [];
  try {
    for (const repository of repositories) {
      progress.update(`asking ${repository.name} for the ${kind.what}`);
      const outcome = await tried(() => obtainFrom(repository, kind, registries, options), signal);
      const { name } = repository;
      if ("identity" in outcome) {
        const { identity, notices } = outcome;
        return { identity, notices: [...fallBackNotice(kind, name, passedOver), ...notices] };
      }
      passedOver.push({ name, obstacle: outcome.obstacle });
      progress.say(`no ${kind.what} from ${name}: ${outcome.obstacle}`);
    }
  } finally {
    registries.close();
  }
  const what = repositories.length === 1 ? "The repository" : "None of the repositories";
  const gave = repositories.length === 1 ? "gave no" : "gave a";
  const remedy = `${kind.key} can name others`;
  const obstacles = passedOver.map(({ name, obstacle }) => `${name}: ${obstacle}`);
  throw new TrivyError(
    "database",
    `${what} ${gave} ${kind.what} to judge by; ${remedy}. ${obstacles.join(". ")}`,
  );
}

type Outcome = DatabaseState | { readonly obstacle: string };

/** Only what lies with one repository is a reason to ask another. */
async function tried(
  obtain: () => Promise<DatabaseState>,
  signal: AbortSignal | undefined,
): Promise<Outcome> {
  try {
    return await obtain();
  } catch (error) {
    if (signal?.aborted === true) {
      throw new TrivyError("database", "getting the database was given up", { cause: error });
    }
    if (error instanceof DiskError) {
      throw new TrivyError("database", error.message, { cause: error });
    }
    const isItsOwn =
      error instanceof RegistryError ||
      error instanceof DatabaseFault ||
      error instanceof ArchiveError;
    if (!isItsOwn) throw error;
    return { obstacle: obstacleIn(error) };
  }
}

async function obtainFrom(
  { name, image }: DatabaseRepository,
  kind: DatabaseKind,
  registries: Registries,
  options: DatabaseOptions,
): Promise<DatabaseState> {
  const { keep, folder, records, now, maxAgeMs } = options;
  const offered = await offeredDatabase(registries.image(image), kind);
  const kept = await keptLayer(keep, kind, offered.layer, layerPath(folder, kind));
  const archive = kept ?? (await download(offered, name, kind, options));
  try {
    const metadata = await unpackDatabase(archive, kind, folder, (found) =>
      requireAge(found, now, maxAgeMs),
    );
    const { updatedAt, nextUpdate } = metadata;
    const { digest, layer } = offered;
    if (kept === undefined) await keep.put(keptName(kind, layer.digest), archive);
    if (records !== undefined) {
      const { size } = layer;
      await writeRecord(records, kind, {
        repository: name,
        digest,
        layer: { digest: layer.digest, size },
        updatedAt,
        nextUpdate,
      });
    }
    const identity = { repository: name, digest, updatedAt };
    return { identity, notices: staleNotice(metadata, kind, name, options) };
  } finally {
    await rm(archive, { force: true });
  }
}

async function download(
  { layer, repository }: OfferedDatabase,
  name: string,
  kind: DatabaseKind,
  { folder, progress }: DatabaseOptions,
): Promise<string> {
  const size = `${Math.ceil(layer.size / 2 ** 20)} MiB`;
  progress.update(`getting the ${kind.what} from ${name} (${size})`);
  await onDisk(folder, () => mkdir(folder, { recursive: true, mode: 0o700 }));
  const archive = layerPath(folder, kind);
  await repository.blobToFile(layer, archive, kind.layerBytes);
  return archive;
}
