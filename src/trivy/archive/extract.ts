import { createReadStream } from "node:fs";
import { createGunzip } from "node:zlib";
import { systemCodeOf } from "../../network/error.ts";
import { intoFile } from "../../network/sink.ts";
import { ArchiveError } from "./error.ts";
import { defaultArchiveLimits, type ArchiveLimits } from "./limits.ts";
import { extractFromTar } from "./tar.ts";

/** What is to be taken out of an archive, and to where. */
export interface Extraction {
  /** The path of a `.tar.gz` or `.zip`. */
  readonly archive: string;
  readonly format: "tar.gz" | "zip";
  /** The name of a regular file at the archive's top. */
  readonly member: string;
  /** The path of the file to write, in place of what is there. */
  readonly target: string;
  readonly limits?: ArchiveLimits;
}

/** What was written. */
export interface Extracted {
  /** Hex. */
  readonly sha256: string;
  /** In bytes. */
  readonly size: number;
}

/**
 * Writes one file of an archive as a file that only we may read and run, and nothing else. Rejects with
 * an ArchiveError where the archive is not as releases are, or with the system's error.
 */
export async function extract(extraction: Extraction): Promise<Extracted> {
  const { archive, format, member, target, limits = defaultArchiveLimits } = extraction;
  const open = () => intoFile(target, 0o700);
  if (format === "zip") {
    // Only Windows needs it.
    const { extractFromZip } = await import("./zip.ts");
    return extractFromZip(archive, member, open, limits);
  }
  try {
    return await extractFromTar(unzipped(archive), member, open, limits);
  } catch (thrown) {
    throw asArchiveError(thrown);
  }
}

/** The bytes inside a gzip file. */
export function unzipped(file: string): AsyncIterable<Buffer> {
  const source = createReadStream(file, { highWaterMark: 256 << 10 });
  const gunzip = createGunzip({ chunkSize: 256 << 10 });
  // Without this an error of the disk would end nothing.
  source.on("error", (error) => gunzip.destroy(error));
  gunzip.on("close", () => source.destroy());
  return source.pipe(gunzip);
}

/** What zlib says, in the words of archives; everything else stays as it is. */
export function asArchiveError(thrown: unknown): unknown {
  const code = systemCodeOf(thrown);
  if (code === "Z_BUF_ERROR") {
    return new ArchiveError("truncated", "it ends in the middle", { cause: thrown });
  }
  if (code?.startsWith("Z_") !== true) return thrown;
  return new ArchiveError("corrupt", `it is not a gzip file, or damaged (${code})`, {
    cause: thrown,
  });
}
