import { open as openFile, type FileHandle } from "node:fs/promises";
import { createInflateRaw } from "node:zlib";
import { systemCodeOf } from "../../network/error.ts";
import type { Sink } from "../../network/sink.ts";
import { crc32 } from "./crc32.ts";
import { safeName, withoutDuplicates } from "./entry-name.ts";
import { ArchiveError } from "./error.ts";
import type { ArchiveLimits } from "./limits.ts";
import { readDirectory, type ZipEntry } from "./zip-directory.ts";

const localHeader = { signature: 0x04034b50, bytes: 30 } as const;
const stored = 0;

/**
 * Writes the one regular file of a zip archive that has the wanted name in the archive's directory.
 * Throws an ArchiveError for anything in the directory that no release has, whichever entry it concerns.
 */
export async function extractFromZip<T>(
  archive: string,
  member: string,
  open: () => Sink<T>,
  limits: ArchiveLimits,
): Promise<T> {
  const file = await openFile(archive, "r");
  try {
    const { entries, start } = await readDirectory(file, limits);
    const refuseDuplicate = withoutDuplicates();
    for (const { name } of entries) refuseDuplicate(safeName(name));
    requireModestTotal(entries, limits);
    const entry = entries.find(({ name }) => safeName(name) === member && !name.endsWith("/"));
    if (entry === undefined) throw new ArchiveError("missing", `it has no ${member} in it`);
    if (entry.size > limits.memberBytes) {
      throw new ArchiveError("too-large", `its program has more than ${limits.memberBytes} bytes`);
    }
    if (entry.packedSize === 0) throw new ArchiveError("truncated", "its program is empty");
    const at = await contentStart(file, entry);
    if (at + entry.packedSize > start) throw new ArchiveError("corrupt", "its parts overlap");
    return await write(unpacked(file, entry, at), entry, open);
  } catch (thrown) {
    throw asArchiveError(thrown);
  } finally {
    await file.close();
  }
}

function requireModestTotal(entries: readonly ZipEntry[], { totalBytes }: ArchiveLimits): void {
  if (entries.reduce((sum, { size }) => sum + size, 0) <= totalBytes) return;
  throw new ArchiveError("too-large", `it unpacks to more than ${totalBytes} bytes`);
}

/** Where the content begins; the entry's own header must say the same as the directory. */
async function contentStart(file: FileHandle, entry: ZipEntry): Promise<number> {
  const { bytes, signature } = localHeader;
  const header = await readAt(file, entry.headerAt, bytes);
  const nameLength = header.readUInt16LE(26);
  const name = await readAt(file, entry.headerAt + bytes, nameLength);
  const isSame =
    header.readUInt32LE(0) === signature &&
    header.readUInt16LE(8) === entry.method &&
    name.toString("utf8") === entry.name;
  if (!isSame) throw new ArchiveError("corrupt", "an entry contradicts the archive's directory");
  return entry.headerAt + bytes + nameLength + header.readUInt16LE(28);
}

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
  if (bytesRead < length) throw new ArchiveError("truncated", "it ends in the middle of an entry");
  return buffer;
}

function unpacked(file: FileHandle, entry: ZipEntry, start: number): AsyncIterable<Buffer> {
  // The directory lies behind the content, so there is a byte more to be read.
  const end = start + entry.packedSize - 1;
  const source = file.createReadStream({ start, end, autoClose: false });
  if (entry.method === stored) return source as AsyncIterable<Buffer>;
  const inflate = createInflateRaw();
  source.on("error", (error) => inflate.destroy(error));
  inflate.on("close", () => source.destroy());
  return source.pipe(inflate);
}

async function write<T>(
  content: AsyncIterable<Buffer>,
  { size, checksum }: ZipEntry,
  open: () => Sink<T>,
): Promise<T> {
  const sink = open();
  let written = 0;
  let sum = 0;
  try {
    for await (const piece of content) {
      written += piece.length;
      if (written > size) throw new ArchiveError("corrupt", "an entry is larger than it says");
      sum = crc32(piece, sum);
      await sink.write(piece);
    }
    if (written < size) throw new ArchiveError("truncated", "an entry is smaller than it says");
    if (sum !== checksum) throw new ArchiveError("corrupt", "the checksum of its program is wrong");
    return await sink.finish();
  } catch (thrown) {
    await sink.discard();
    throw thrown;
  }
}

/** What zlib says, in the words of archives; everything else stays as it is. */
function asArchiveError(thrown: unknown): unknown {
  const code = systemCodeOf(thrown);
  if (code === "Z_BUF_ERROR") {
    return new ArchiveError("truncated", "an entry ends in the middle", { cause: thrown });
  }
  if (code?.startsWith("Z_") !== true) return thrown;
  return new ArchiveError("corrupt", `an entry is damaged (${code})`, { cause: thrown });
}
