import { isUtf8 } from "node:buffer";
import { statSync } from "node:fs";
import path from "node:path";
import type { CommitTree, TreeEntry } from "../git/commit-tree.ts";
import type { ReadObject } from "../git/object-reader.ts";
import { maxFileBytes, tooLarge, type FileBytes } from "../kubernetes/file-bytes.ts";
import { type FileReading, readingOf } from "../kubernetes/file-reading.ts";
import { mayHoldObjects } from "../kubernetes/files.ts";
import { folderOf } from "../kubernetes/kustomize/paths.ts";
import type { FileSource, FileToRead, FolderEntry } from "../kubernetes/file-source.ts";
import { GitFolders, type Place } from "./git-folders.ts";
import type { KeptFiles } from "./kept-files.ts";

/** A file that was asked for and is not loaded. */
interface WantedFile {
  readonly id: string;
  readonly file: FileToRead;
  readonly isNamed: boolean;
}

/** Longer links lead nowhere on any system. */
const longestLink = 4096;
const nothingRead = readingOf("", { bytes: new Uint8Array() }, true);

/**
 * The files of a commit as a checkout of it at `root` would have them. What the disk has with the same
 * bytes is taken from there; of the rest, what is asked for comes with the next `load`.
 */
export class CommitFiles implements FileSource {
  readonly #root: string;
  readonly #tree: CommitTree;
  readonly #folders: GitFolders;
  readonly #here: KeptFiles;
  readonly #read = new Map<string, FileReading>();
  #wanted: WantedFile[] = [];
  readonly #missing = new Set<string>();
  #modules: string | undefined;

  private constructor(root: string, tree: CommitTree, folders: GitFolders, here: KeptFiles) {
    this.#root = root;
    this.#tree = tree;
    this.#folders = folders;
    this.#here = here;
  }

  /** Reads the links, which lead to files, and the list of submodules. `root` has no link in it. */
  static async of(root: string, tree: CommitTree, here: KeptFiles): Promise<CommitFiles> {
    const links = tree.entries.filter(({ mode }) => mode === "120000").map(({ id }) => id);
    const targets = new Map<string, string>();
    for await (const object of tree.blobs([...new Set(links)], longestLink)) {
      // A name that is not UTF-8 would lead to another file here.
      if (object.state === "whole" && isUtf8(object.bytes)) {
        targets.set(object.id, object.bytes.toString("utf8"));
      }
      if (object.state === "missing") throw new MissingFile(object.id);
    }
    const folders = new GitFolders(root, tree.entries, targets);
    const files = new CommitFiles(root, tree, folders, here);
    const modules = folders.entryAt(".gitmodules");
    if (modules !== undefined && isRegular(modules)) await files.#loadModules(modules);
    return files;
  }

  get submodules(): readonly string[] {
    return this.#tree.entries.flatMap((entry) => (entry.mode === "160000" ? [entry.path] : []));
  }

  realPath(absolute: string): string {
    const place = this.#folders.placeOf(absolute);
    return place.kind === "outside" ? place.absolute : this.#absolute(place.path);
  }

  isFolder(absolute: string): boolean {
    const place = this.#folders.placeOf(absolute);
    if (place.kind === "outside") return statSync(place.absolute).isDirectory();
    return place.kind === "folder";
  }

  entries(folder: string): readonly FolderEntry[] {
    const direct = this.#folders.entriesOf(this.#relative(folder));
    if (direct !== undefined) return direct;
    const place = this.#folders.placeOf(folder);
    const entries = place.kind === "folder" ? this.#folders.entriesOf(place.path) : undefined;
    if (entries === undefined) throw new Error("there is no such folder");
    return entries;
  }

  fileReading(file: FileToRead, isNamed: boolean): FileReading {
    // Whoever asks has followed the links.
    const entry = this.#folders.entryAt(this.#relative(file.absolute));
    if (entry === undefined || !isRegular(entry)) return readingOf(file.path, notRegular, isNamed);
    const { id } = entry;
    const known = this.#here.readingOf(file, id, isNamed) ?? this.#read.get(keyOf(file, isNamed));
    if (known !== undefined) return known;
    if (this.#missing.has(id)) throw new MissingFile(id);
    this.#wanted.push({ id, file, isNamed });
    return nothingRead;
  }

  plainText(absolute: string): string | undefined {
    return absolute === this.#absolute(".gitmodules") ? this.#modules : undefined;
  }

  /** Whether something is there. */
  has(absolute: string): boolean {
    return this.#placeOf(absolute) !== undefined;
  }

  /** The entry at a path of the commit, links not followed. */
  entryAt(relative: string): TreeEntry | undefined {
    return this.#folders.entryAt(relative);
  }

  /** Whether there is certainly nothing: neither an entry nor a folder, and no link on the way. */
  hasNothingAt(relative: string): boolean {
    if (this.#folders.entriesOf(relative) !== undefined) return false;
    for (let at = relative; at !== ""; at = folderOf(at)) {
      if (this.#folders.entryAt(at) !== undefined) return false;
    }
    return true;
  }

  /** All but folders in a folder of the commit, to any depth. */
  pathsUnder(folder: string): string[] {
    const start = folder === "" ? "" : `${folder}/`;
    return this.#tree.entries.map((entry) => entry.path).filter((at) => at.startsWith(start));
  }

  /** What a file of the commit came to, if it was read. */
  readingAt(relative: string): FileReading | undefined {
    const file = { absolute: this.#absolute(relative), path: relative };
    return this.#read.get(keyOf(file, false)) ?? this.#read.get(keyOf(file, true));
  }

  /** Asks for the files that may hold objects and are not on the disk as they are here, most likely all that will be asked for. */
  expect(isExpected: (path: string) => boolean): void {
    for (const entry of this.#tree.entries) {
      if (!isRegular(entry) || !mayHoldObjects(entry.path) || !isExpected(entry.path)) continue;
      const file = { absolute: this.#absolute(entry.path), path: entry.path };
      if (this.#here.readingOf(file, entry.id, false) !== undefined) continue;
      this.#wanted.push({ id: entry.id, file, isNamed: false });
    }
  }

  /** Reads the files that were asked for in vain; whether there were any. */
  async load(): Promise<boolean> {
    const wanted = new Map<string, WantedFile[]>();
    for (const file of this.#wanted) {
      wanted.set(file.id, [...(wanted.get(file.id) ?? []), file]);
    }
    this.#wanted = [];
    for await (const object of this.#tree.blobs([...wanted.keys()], maxFileBytes)) {
      if (object.state === "missing") {
        this.#missing.add(object.id);
        continue;
      }
      const read = bytesOf(object);
      for (const { file, isNamed } of wanted.get(object.id) ?? []) {
        this.#read.set(keyOf(file, isNamed), readingOf(file.path, read, isNamed));
      }
    }
    return wanted.size > 0;
  }

  async #loadModules({ id }: TreeEntry): Promise<void> {
    for await (const object of this.#tree.blobs([id], maxFileBytes)) {
      const read = bytesOf(object);
      if ("bytes" in read) this.#modules = Buffer.from(read.bytes).toString("utf8");
    }
  }

  #placeOf(absolute: string): Place | undefined {
    try {
      return this.#folders.placeOf(absolute);
    } catch {
      return undefined;
    }
  }

  #absolute(relative: string): string {
    if (relative === "") return this.#root;
    return `${this.#root}${path.sep}${path.sep === "/" ? relative : relative.split("/").join(path.sep)}`;
  }

  #relative(absolute: string): string {
    const relative = absolute.slice(this.#root.length + 1);
    return path.sep === "/" ? relative : relative.split(path.sep).join("/");
  }
}

/** A file of the base that neither the checkout nor the server has. */
export class MissingFile extends Error {
  override readonly name = "MissingFile";

  constructor(id: string) {
    super(`the object ${id} of it is neither in the checkout nor to be had from the server`);
  }
}

const notRegular: FileBytes = { refusal: "This is not a regular file." };

function bytesOf(object: ReadObject): FileBytes {
  if (object.state === "missing") throw new MissingFile(object.id);
  return object.state === "too-large" ? tooLarge(object.size) : { bytes: object.bytes };
}

function isRegular({ mode }: TreeEntry): boolean {
  return mode.startsWith("100");
}

/** By a link one file can be read under two paths. */
function keyOf({ absolute, path: shown }: FileToRead, isNamed: boolean): string {
  return `${isNamed ? "+" : "-"}${absolute}\0${shown}`;
}
