import { createHash } from "node:crypto";
import { closeSync, lstatSync, openSync, readlinkSync, readSync } from "node:fs";
import type { ObjectFormat } from "../git/revision.ts";
import type { FileBytes } from "../kubernetes/file-bytes.ts";
import { type FileReading, isJson } from "../kubernetes/file-reading.ts";
import { DiskFiles, type FileToRead } from "../kubernetes/file-source.ts";
import { hashOf } from "../hash.ts";

/** A file as it was read, and the name that git would give its bytes. */
interface KeptFile {
  readonly path: string;
  readonly id: string | undefined;
  readonly isNamed: boolean;
  readonly reading: FileReading;
}

/** The disk, and what was read of it, so that nothing that another tree has as well is read again. */
export class KeptFiles extends DiskFiles {
  readonly #format: ObjectFormat;
  readonly #kept = new Map<string, KeptFile>();
  #lastId: string | undefined;

  constructor(format: ObjectFormat) {
    super();
    this.#format = format;
  }

  override fileReading(file: FileToRead, isNamed: boolean): FileReading {
    const reading = super.fileReading(file, isNamed);
    this.#kept.set(file.absolute, { path: file.path, id: this.#lastId, isNamed, reading });
    return reading;
  }

  /** What the file with these bytes at this place comes to; nothing where it was not read like that. */
  readingOf(file: FileToRead, id: string, isNamed: boolean): FileReading | undefined {
    const kept = this.#kept.get(file.absolute);
    if (kept === undefined || kept.id !== id || kept.path !== file.path) return undefined;
    // Whether a kustomization names a file matters for JSON alone.
    return kept.isNamed === isNamed || !isJson(file.path) ? kept.reading : undefined;
  }

  /** The name that git would give what stands there: the bytes of a file, the text of a link. */
  idAt(absolute: string): string | undefined {
    return this.#kept.get(absolute)?.id ?? idOnDisk(absolute, this.#format);
  }

  /** What was read there. */
  readingAt(absolute: string): FileReading | undefined {
    return this.#kept.get(absolute)?.reading;
  }

  protected override bytesOf(absolute: string): FileBytes {
    const read = super.bytesOf(absolute);
    this.#lastId = "bytes" in read ? blobName(read.bytes, this.#format) : undefined;
    return read;
  }
}

/** The name of a blob with these bytes. */
export function blobName(bytes: Uint8Array, format: ObjectFormat): string {
  return hashOf(format, Buffer.concat([Buffer.from(`blob ${bytes.length}\0`), bytes]));
}

/** Larger files are not hashed, and so count as changed. */
const largestHashed = 1 << 30;

/** Of what was not read: a link, or a file above the bound of what is. */
function idOnDisk(absolute: string, format: ObjectFormat): string | undefined {
  try {
    const stats = lstatSync(absolute);
    if (stats.isSymbolicLink()) return blobName(readlinkSync(absolute, "buffer"), format);
    if (!stats.isFile() || stats.size > largestHashed) return undefined;
    return nameOfLarge(absolute, stats.size, format);
  } catch {
    return undefined;
  }
}

function nameOfLarge(absolute: string, size: number, format: ObjectFormat): string {
  const hash = createHash(format).update(`blob ${size}\0`);
  const descriptor = openSync(absolute, "r");
  try {
    const buffer = Buffer.allocUnsafe(1 << 20);
    for (let count; (count = readSync(descriptor, buffer)) > 0;) {
      hash.update(buffer.subarray(0, count));
    }
    return hash.digest("hex");
  } finally {
    closeSync(descriptor);
  }
}
