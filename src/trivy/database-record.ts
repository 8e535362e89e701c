import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { isDigest } from "../registry/digest.ts";
import { isMapping, mappingOf } from "../registry/json.ts";
import { writeWhole } from "../whole-file.ts";
import type { DatabaseKind } from "./database-kind.ts";

/** Which database was gotten last, so that it can be found again without a network. */
export interface DatabaseRecord {
  readonly repository: string;
  /** Of the manifest. */
  readonly digest: string;
  readonly layer: { readonly digest: string; readonly size: number };
  /** When its makers finished it; ISO 8601. */
  readonly updatedAt?: string;
  /** When they meant to finish the next one; ISO 8601. */
  readonly nextUpdate?: string;
}

/** The record in a folder whose files are believed; nothing where there is none that can be read. */
export async function readRecord(
  folder: string,
  kind: DatabaseKind,
): Promise<DatabaseRecord | undefined> {
  try {
    const json: unknown = JSON.parse(await readFile(recordIn(folder, kind), "utf8"));
    if (!isMapping(json)) return undefined;
    const { repository, digest, updatedAt, nextUpdate } = json;
    const layer = mappingOf(json["layer"]);
    const size = layer["size"];
    if (typeof repository !== "string" || typeof size !== "number") return undefined;
    if (!isDigest(digest) || !isDigest(layer["digest"])) return undefined;
    return {
      repository,
      digest,
      layer: { digest: layer["digest"], size },
      ...(isTime(updatedAt) ? { updatedAt } : {}),
      ...(isTime(nextUpdate) ? { nextUpdate } : {}),
    };
  } catch {
    return undefined;
  }
}

function isTime(value: unknown): value is string {
  return typeof value === "string" && !Number.isNaN(Date.parse(value));
}

/** Writes the record, in place of the one before; where that fails a later run without network has none. */
export async function writeRecord(
  folder: string,
  kind: DatabaseKind,
  record: DatabaseRecord,
): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeWhole(recordIn(folder, kind), JSON.stringify(record));
  } catch {
    // The next run asks again.
  }
}

function recordIn(folder: string, kind: DatabaseKind): string {
  return join(folder, `trivy-${kind.folder}.json`);
}
