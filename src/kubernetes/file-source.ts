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
  readonly name: string;
  isDirectory(): boolean;
  isSymbolicLink(): boolean;
}

/** Where the files of a tree are listed and read; paths are absolute, as on this machine. */
export interface FileSource {
  /** The path without a link in it. Throws where nothing is there. */
  realPath(absolute: string): string;
  /** Whether it is a folder, links followed. Throws where nothing is there. */
  isFolder(absolute: string): boolean;
  /** Throws where the folder cannot be read. */
  entries(folder: string): readonly FolderEntry[];
  /** What a file comes to; what cannot be read is a problem in it. */
  fileReading(file: FileToRead, isNamed: boolean): FileReading;
  /** The text of a regular file that is reached by no link; nothing where there is none. */
  plainText(absolute: string): string | undefined;
}

/** The files on the disk, as they are now. */
export class DiskFiles implements FileSource {
  readonly #reader = new FileReader();

  realPath(absolute: string): string {
    return realpathSync(absolute);
  }

  isFolder(absolute: string): boolean {
    return statSync(absolute).isDirectory();
  }

  entries(folder: string): readonly FolderEntry[] {
    return readdirSync(folder, { withFileTypes: true });
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
