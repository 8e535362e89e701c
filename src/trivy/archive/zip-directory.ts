import type { FileHandle } from "node:fs/promises";
import { ArchiveError } from "./error.ts";
import type { ArchiveLimits } from "./limits.ts";

/** What a zip archive's central directory says of one entry (APPNOTE 4.3.12). */
export interface ZipEntry {
  readonly name: string;
  /** 0 for stored, 8 for deflated. */
  readonly method: number;
  readonly checksum: number;
  readonly packedSize: number;
  readonly size: number;
  /** Where the entry's own header begins. */
  readonly headerAt: number;
}

/** A central directory, and where it begins. */
export interface ZipDirectory {
  readonly entries: readonly ZipEntry[];
  readonly start: number;
}

const end = { signature: 0x06054b50, bytes: 22 } as const;
const entryHeader = { signature: 0x02014b50, bytes: 46 } as const;
const longestComment = 0xffff;
const mostDirectoryBytes = 4 << 20;
/** What a field holds whose value stands in an extension for archives of 4 GiB and more. */
const elsewhere = 0xffffffff;
const encrypted = 1;
const methods: ReadonlySet<number> = new Set([0, 8]);

/** Reads the directory, which must end where the file ends. Throws an ArchiveError where it is malformed. */
export async function readDirectory(
  file: FileHandle,
  limits: ArchiveLimits,
): Promise<ZipDirectory> {
  const { size: fileSize } = await file.stat();
  const tail = await readBack(file, fileSize, Math.min(fileSize, end.bytes + longestComment));
  const at = endIn(tail);
  const [disk, startDisk] = [tail.readUInt16LE(at + 4), tail.readUInt16LE(at + 6)];
  const [here, count] = [tail.readUInt16LE(at + 8), tail.readUInt16LE(at + 10)];
  const [size, start] = [tail.readUInt32LE(at + 12), tail.readUInt32LE(at + 16)];
  if (disk !== 0 || startDisk !== 0 || here !== count || start === elsewhere) {
    throw new ArchiveError("unsupported", "it is in parts, or larger than 4 GiB");
  }
  if (count > limits.entries || size > mostDirectoryBytes) {
    throw new ArchiveError("too-large", `it has more than ${limits.entries} entries`);
  }
  if (start + size !== fileSize - tail.length + at) {
    throw new ArchiveError("corrupt", "its directory is not where its end says");
  }
  const directory = await readBack(file, start + size, size);
  return { start, entries: entriesIn(directory, count) };
}

async function readBack(file: FileHandle, until: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, until - length);
  return buffer.subarray(0, bytesRead);
}

/** The last end mark whose comment reaches exactly to the end of the file. */
function endIn(tail: Buffer): number {
  let isThere = false;
  for (let at = tail.length - end.bytes; at >= 0; at--) {
    if (tail.readUInt32LE(at) !== end.signature) continue;
    isThere = true;
    if (at + end.bytes + tail.readUInt16LE(at + 20) === tail.length) return at;
  }
  if (isThere) throw new ArchiveError("trailing-data", "something follows its end, or is missing");
  throw new ArchiveError("truncated", "it is not a zip file, or its end is missing");
}

function entriesIn(directory: Buffer, count: number): ZipEntry[] {
  const entries: ZipEntry[] = [];
  let at = 0;
  for (let index = 0; index < count; index++) {
    if (at + entryHeader.bytes > directory.length) throw malformed();
    const nameLength = directory.readUInt16LE(at + 28);
    const next =
      at +
      entryHeader.bytes +
      nameLength +
      directory.readUInt16LE(at + 30) +
      directory.readUInt16LE(at + 32);
    if (directory.readUInt32LE(at) !== entryHeader.signature || next > directory.length) {
      throw malformed();
    }
    entries.push(entryAt(directory, at, nameLength));
    at = next;
  }
  if (at !== directory.length) throw malformed();
  return entries;
}

function malformed(): ArchiveError {
  return new ArchiveError("corrupt", "its directory is malformed");
}

function entryAt(directory: Buffer, at: number, nameLength: number): ZipEntry {
  const nameAt = at + entryHeader.bytes;
  const entry: ZipEntry = {
    name: directory.toString("utf8", nameAt, nameAt + nameLength),
    method: directory.readUInt16LE(at + 10),
    checksum: directory.readUInt32LE(at + 16),
    packedSize: directory.readUInt32LE(at + 20),
    size: directory.readUInt32LE(at + 24),
    headerAt: directory.readUInt32LE(at + 42),
  };
  requirePlain(entry, {
    flags: directory.readUInt16LE(at + 8),
    // Unix systems keep the mode of a file in the upper half of its attributes.
    kind: (directory.readUInt32LE(at + 38) >>> 28) & 0xf,
  });
  return entry;
}

const kinds = { none: 0, folder: 4, regular: 8, link: 10 } as const;

function requirePlain(entry: ZipEntry, { flags, kind }: { flags: number; kind: number }): void {
  const { method, packedSize, size, headerAt } = entry;
  const what = `its entry ${JSON.stringify(entry.name)}`;
  if (kind === kinds.link) throw new ArchiveError("link", `${what} is a link`);
  if (kind !== kinds.none && kind !== kinds.folder && kind !== kinds.regular) {
    throw new ArchiveError("device", `${what} is a device`);
  }
  if ((flags & encrypted) !== 0) throw new ArchiveError("unsupported", `${what} is encrypted`);
  if (!methods.has(method)) {
    throw new ArchiveError("unsupported", `${what} is packed by the unknown method ${method}`);
  }
  if ([packedSize, size, headerAt].includes(elsewhere)) {
    throw new ArchiveError("unsupported", `${what} is larger than 4 GiB`);
  }
}
