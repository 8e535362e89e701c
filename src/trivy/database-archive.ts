import { mkdir, open, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { onDisk } from "../disk-error.ts";
import { intoFile, intoMemory, type Sink } from "../network/sink.ts";
import { ByteReader } from "./archive/byte-reader.ts";
import { ArchiveError } from "./archive/error.ts";
import { asArchiveError, unzipped } from "./archive/extract.ts";
import { entriesOf, paddingOf } from "./archive/tar.ts";
import { DatabaseFault } from "./database-fault.ts";
import type { DatabaseKind } from "./database-kind.ts";
import { metadataFor, readMetadata, type DatabaseMetadata } from "./database-metadata.ts";

const metadataName = "metadata.json";
const metadataBytes = 64 << 10;
const mostEntries = 100;

/**
 * Unpacks the layer of a database into the folder where Trivy looks for it below its cache folder, which
 * is there only when `judge` had nothing against it. Nothing else that the archive may hold is written.
 * Rejects with a DatabaseFault or an ArchiveError, with what `judge` throws, or with a DiskError.
 */
export async function unpackDatabase(
  archive: string,
  kind: DatabaseKind,
  cacheFolder: string,
  judge: (metadata: DatabaseMetadata) => void,
): Promise<DatabaseMetadata> {
  const partial = join(cacheFolder, `${kind.folder}.partial`);
  const final = join(cacheFolder, kind.folder);
  try {
    await onDisk(partial, () => mkdir(partial, { recursive: true, mode: 0o700 }));
    const database = join(partial, kind.file);
    const text = await take(archive, kind, database);
    const metadata = readMetadata(text, kind);
    judge(metadata);
    await requireMagic(database, kind);
    await onDisk(final, async () => {
      await writeFile(join(partial, metadataName), metadataFor(metadata, kind));
      await rm(final, { recursive: true, force: true });
      await rename(partial, final);
    });
    return metadata;
  } finally {
    await rm(partial, { recursive: true, force: true }).catch(() => undefined);
  }
}

/** Writes the database to its path, and gives the text of the metadata. */
async function take(archive: string, kind: DatabaseKind, database: string): Promise<Buffer> {
  const limits = {
    entries: mostEntries,
    memberBytes: kind.fileBytes,
    totalBytes: kind.fileBytes + (1 << 20),
  };
  const reader = new ByteReader(unzipped(archive), limits.totalBytes);
  const file = intoFile(database);
  const metadata = intoMemory();
  const found = new Set<string>();
  try {
    for await (const { name, size } of entriesOf(reader, limits)) {
      if (name === metadataName && size > metadataBytes) {
        throw new DatabaseFault(`its metadata.json has more than ${metadataBytes} bytes`);
      }
      const sink = sinkFor(name, kind, { file, metadata });
      await reader.pass(size, (piece) => onDisk(database, async () => sink?.write(piece)));
      await reader.pass(paddingOf(size), () => undefined);
      found.add(name);
    }
    for (const name of [kind.file, metadataName]) {
      if (!found.has(name)) throw new ArchiveError("missing", `it has no ${name} in it`);
    }
    await onDisk(database, async () => file.finish());
    return await metadata.finish();
  } catch (thrown) {
    await file.discard();
    throw asArchiveError(thrown);
  } finally {
    await reader.close();
  }
}

function sinkFor(
  name: string,
  kind: DatabaseKind,
  { file, metadata }: { file: Sink<unknown>; metadata: Sink<unknown> },
): Sink<unknown> | undefined {
  if (name === kind.file) return file;
  return name === metadataName ? metadata : undefined;
}

async function requireMagic(path: string, { file, magic }: DatabaseKind): Promise<void> {
  const opened = await open(path, "r");
  try {
    const start = Buffer.alloc(magic.bytes.length);
    await opened.read(start, 0, start.length, magic.offset);
    if (!start.equals(magic.bytes)) throw new DatabaseFault(`its ${file} is not a database`);
  } finally {
    await opened.close();
  }
}
