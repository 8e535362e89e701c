import type { Sink } from "../../network/sink.ts";
import { ByteReader } from "./byte-reader.ts";
import { safeName, withoutDuplicates } from "./entry-name.ts";
import { ArchiveError } from "./error.ts";
import type { ArchiveLimits } from "./limits.ts";
import { readPaxRecords } from "./pax-records.ts";
import { blockBytes, readHeader, untilNul, type TarHeader } from "./tar-header.ts";

/** What extension headers say of the entry that follows them. */
interface Overrides {
  readonly name?: string;
  readonly size?: number;
}

const regularTypes: ReadonlySet<string> = new Set(["0", "\u0000", "7"]);
const linkTypes: ReadonlySet<string> = new Set(["1", "2", "K"]);
const deviceTypes: ReadonlySet<string> = new Set(["3", "4", "6"]);
const longestExtension = 64 << 10;

/**
 * Writes the one regular file of a tar archive that has the wanted name. Reads the whole archive, and
 * throws an ArchiveError for anything in it that no release has, whichever entry it concerns.
 */
export async function extractFromTar<T>(
  stream: AsyncIterable<Buffer>,
  member: string,
  open: () => Sink<T>,
  limits: ArchiveLimits,
): Promise<T> {
  const reader = new ByteReader(stream, limits.totalBytes);
  let sink: Sink<T> | undefined;
  try {
    for await (const { name, size } of entriesOf(reader, limits)) {
      if (name === member) {
        requireSize(size, limits);
        const opened = (sink = open());
        await reader.pass(size, (piece) => opened.write(piece));
      } else await reader.pass(size, () => undefined);
      await reader.pass(paddingOf(size), () => undefined);
    }
    if (sink === undefined) throw new ArchiveError("missing", `it has no ${member} in it`);
    return await sink.finish();
  } catch (thrown) {
    await sink?.discard();
    throw thrown;
  } finally {
    await reader.close();
  }
}

/** Every regular file; whoever takes one reads its bytes and padding before the next. */
export async function* entriesOf(
  reader: ByteReader,
  limits: ArchiveLimits,
): AsyncGenerator<{ readonly name: string; readonly size: number }> {
  const refuseDuplicate = withoutDuplicates();
  let overrides: Overrides = {};
  for (let count = 1; ; count++) {
    const header = await nextHeader(reader);
    if (header === undefined) return requireEnd(reader, overrides);
    if (count > limits.entries) {
      throw new ArchiveError("too-large", `it has more than ${limits.entries} entries`);
    }
    const extension = await extensionIn(header, reader);
    if (extension !== undefined) {
      overrides = { ...overrides, ...extension };
      continue;
    }
    const { type, ...entry } = { ...header, ...overrides };
    overrides = {};
    const name = safeName(entry.name);
    refuseDuplicate(name);
    const isFolder = type === "5" || (type === "\u0000" && entry.name.endsWith("/"));
    requireKind(type, entry, isFolder);
    if (!isFolder) yield { name, size: entry.size };
  }
}

/** The next header; nothing at the first of the blocks of zeros that end an archive. */
async function nextHeader(reader: ByteReader): Promise<TarHeader | undefined> {
  const block = await reader.take(blockBytes);
  if (block === undefined) throw new ArchiveError("truncated", "it ends without its end mark");
  return block.every((byte) => byte === 0) ? undefined : readHeader(block);
}

/** What an extension header says; nothing where the header is that of an entry. */
async function extensionIn(
  { type, size }: TarHeader,
  reader: ByteReader,
): Promise<Overrides | undefined> {
  if (!["x", "g", "L"].includes(type)) return undefined;
  if (size > longestExtension) {
    throw new ArchiveError("too-large", `a header in it has more than ${longestExtension} bytes`);
  }
  const content = (await reader.take(size)) ?? Buffer.alloc(0);
  if (content.length !== size) throw new ArchiveError("truncated", "it ends in a header");
  await reader.pass(paddingOf(size), () => undefined);
  if (type === "L") return { name: untilNul(content).toString("utf8") };
  const records = readPaxRecords(content);
  if (type === "x") return overridesIn(records);
  if (["path", "size", "linkpath"].some((key) => records.has(key))) {
    throw new ArchiveError("unsupported", "it gives all entries one name or size");
  }
  return {};
}

function overridesIn(records: ReadonlyMap<string, string>): Overrides {
  if ([...records.keys()].some((key) => key.startsWith("GNU.sparse."))) {
    throw new ArchiveError("unsupported", "it has a sparse file in it");
  }
  const [name, size] = [records.get("path"), records.get("size")];
  if (size !== undefined && !/^\d{1,15}$/.test(size)) {
    throw new ArchiveError("corrupt", "a pax header in it is malformed");
  }
  return {
    ...(name === undefined ? {} : { name }),
    ...(size === undefined ? {} : { size: Number(size) }),
  };
}

function requireKind(type: string, { name, size }: Omit<TarHeader, "type">, isFolder: boolean) {
  const what = JSON.stringify(name);
  if (linkTypes.has(type)) throw new ArchiveError("link", `its entry ${what} is a link`);
  if (deviceTypes.has(type)) throw new ArchiveError("device", `its entry ${what} is a device`);
  if (isFolder && size !== 0) throw new ArchiveError("corrupt", `its folder ${what} has content`);
  if (isFolder || regularTypes.has(type)) return;
  throw new ArchiveError(
    "unsupported",
    `its entry ${what} is of the unknown type ${JSON.stringify(type)}`,
  );
}

function requireSize(size: number, { memberBytes }: ArchiveLimits): void {
  if (size <= memberBytes) return;
  throw new ArchiveError("too-large", `its program has more than ${memberBytes} bytes`);
}

/** Behind the first block of zeros there is a second one, and nothing else but zeros. */
async function requireEnd(reader: ByteReader, overrides: Overrides): Promise<void> {
  if (Object.keys(overrides).length > 0) {
    throw new ArchiveError("truncated", "it ends behind a header");
  }
  let size = 0;
  for await (const piece of reader.remainder()) {
    if (!piece.every((byte) => byte === 0)) {
      throw new ArchiveError("trailing-data", "something follows its end");
    }
    size += piece.length;
  }
  if (size < blockBytes || size % blockBytes !== 0) {
    throw new ArchiveError("truncated", "its end mark is not whole");
  }
}

/** How many bytes follow a content of so many bytes, up to the next block. */
export function paddingOf(size: number): number {
  return (blockBytes - (size % blockBytes)) % blockBytes;
}
