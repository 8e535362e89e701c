import { isUtf8 } from "node:buffer";
import { lstatSync, readdirSync, realpathSync, statSync } from "node:fs";
import { messageOf } from "../errors.ts";
import { type FileBytes, FileReader } from "./file-bytes.ts";
import { type FileReading, readingOf } from "./file-reading.ts";

/** A file to read: where it is, and how the report names it. */
export interface FileToRead {
  readonly absolute: string;
  /** Relative to the root, with `/`. */
  readonly path: string;
}

/** What stands in a folder under a name, links not followed. */
export interface FolderEntry {
  /** As it can be shown. */
  readonly name: string;
  /** Whether the name is not UTF-8: then it cannot be said in text, and another file may be called what is shown. */
  readonly isUnsayable?: boolean;
  isDirectory(): boolean;
  isSymbolicLink(): boolean;
}

/** Where the files of a tree are listed and read; paths are absolute, as on this machine. */
export interface FileSource {
  /** The path without a link in it. Throws where nothing is there, and UnsayablePath. */
  realPath(absolute: string): string;
  /** Whether it is a folder, links followed. Throws where nothing is there. */
  isFolder(absolute: string): boolean;
  /** In any order. Throws where the folder cannot be read. */
  entries(folder: string): readonly FolderEntry[];
  /** What a file comes to; what cannot be read is a problem in it. */
  fileReading(file: FileToRead, isNamed: boolean): FileReading;
  /** The text of a regular file that is reached by no link; nothing where there is none. */
  plainText(absolute: string): string | undefined;
  /** The submodules below the root, where the source knows them; else git, or the list of them, is asked. */
  readonly submodules?: readonly string[];
}

/** A path with a name in it that is not UTF-8, and so cannot be said in text. */
export class UnsayablePath extends Error {
  override readonly name = "UnsayablePath";
}

/** The files on the disk, as they are now. */
export class DiskFiles implements FileSource {
  readonly #reader = new FileReader();

  realPath(absolute: string): string {
    // The system's own answer: Node's takes the way up from a link for the way up from where it leads.
    const real = realpathSync.native(absolute, { encoding: "buffer" });
    if (!isUtf8(real)) throw new UnsayablePath("the path has a name that is not UTF-8");
    return real.toString("utf8");
  }

  isFolder(absolute: string): boolean {
    const stats = statSync(absolute, { throwIfNoEntry: false });
    if (stats === undefined) throw new Error("nothing is there");
    return stats.isDirectory();
  }

  entries(folder: string): readonly FolderEntry[] {
    const entries = readdirSync(folder, { withFileTypes: true });
    return entries.some(({ name }) => name.includes("\ufffd")) ? rawEntries(folder) : entries;
  }

  fileReading(file: FileToRead, isNamed: boolean): FileReading {
    return readingOf(file.path, this.bytesOf(file.absolute), isNamed);
  }

  plainText(absolute: string): string | undefined {
    if (lstatSync(absolute, { throwIfNoEntry: false })?.isFile() !== true) return undefined;
    const read = this.#reader.read(absolute);
    return "bytes" in read ? Buffer.from(read.bytes).toString("utf8") : undefined;
  }

  /** The bytes of a file, valid until the next one is read, or a sentence about why there are none. */
  protected bytesOf(absolute: string): FileBytes {
    try {
      return this.#reader.read(absolute);
    } catch (error) {
      return { refusal: `The file cannot be read: ${messageOf(error)}.` };
    }
  }
}

/** The entries by the bytes of their names, of which text can lose some. */
function rawEntries(folder: string): FolderEntry[] {
  return readdirSync(folder, { withFileTypes: true, encoding: "buffer" }).map((entry) => ({
    name: entry.name.toString("utf8"),
    isUnsayable: !isUtf8(entry.name),
    isDirectory: () => entry.isDirectory(),
    isSymbolicLink: () => entry.isSymbolicLink(),
  }));
}
