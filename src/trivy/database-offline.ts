import { rm } from "node:fs/promises";
import { DiskError } from "../disk-error.ts";
import { ArchiveError } from "./archive/error.ts";
import { unpackDatabase } from "./database-archive.ts";
import { DatabaseFault } from "./database-fault.ts";
import type { DatabaseKind } from "./database-kind.ts";
import { keptLayer, layerPath } from "./database-layer.ts";
import { requireAge } from "./database-metadata.ts";
import { staleNotice } from "./database-notices.ts";
import { readRecord } from "./database-record.ts";
import { databaseRepositories } from "./database-repository.ts";
import type { DatabaseState } from "./database.ts";
import { TrivyError } from "./error.ts";
import type { DatabaseOptions } from "./obtain-database.ts";

/** Takes the database that was gotten last, if it is from a repository that counts now and young enough. */
export async function databaseKeptBefore(
  kind: DatabaseKind,
  named: readonly string[],
  { records, keep, folder, now, maxAgeMs }: DatabaseOptions,
): Promise<DatabaseState> {
  const record = records === undefined ? undefined : await readRecord(records, kind);
  if (record === undefined) throw unusable(kind, "none was kept by an earlier run");
  const { repository, digest, layer } = record;
  const isWanted = databaseRepositories(named, kind).some(({ name }) => name === repository);
  if (!isWanted) throw unusable(kind, `the one that was kept is from ${repository}`);
  const archive = await keptLayer(keep, kind, layer, layerPath(folder, kind));
  if (archive === undefined) throw unusable(kind, "the one that was kept is gone or was changed");
  try {
    const metadata = await unpackDatabase(archive, kind, folder, (found) =>
      requireAge(found, now, maxAgeMs),
    );
    const identity = { repository, digest, updatedAt: metadata.updatedAt };
    return { identity, notices: staleNotice(metadata, kind, repository, { now, maxAgeMs }) };
  } catch (error) {
    const isKnown =
      error instanceof DatabaseFault || error instanceof ArchiveError || error instanceof DiskError;
    throw isKnown ? unusable(kind, `the one that was kept: ${error.message}`) : error;
  } finally {
    await rm(archive, { force: true });
  }
}

function unusable(kind: DatabaseKind, why: string): TrivyError {
  const remedy = `run once with a network, or name another repository in ${kind.key}`;
  const message = `There is no ${kind.what} to judge by, and nothing may be contacted (offline): ${why}; ${remedy}`;
  return new TrivyError("database", message);
}
