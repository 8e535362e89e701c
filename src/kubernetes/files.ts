import path from "node:path";
import { messageOf, UsageError } from "../errors.ts";
import { comparePlainly, startOf } from "../model/location.ts";
import { DiskFiles, type FileSource, type FileToRead, type FolderEntry } from "./file-source.ts";
import { fileNames as kustomizationNames } from "./kustomize/kustomization.ts";
import type { ReadingProblem } from "./problem.ts";

export interface Listing {
  readonly files: readonly FileToRead[];
  readonly problems: readonly ReadingProblem[];
}

const skippedFolders = new Set([".git", "node_modules"]);
const extensions = new Set([".yaml", ".yml", ".json"]);

/**
 * The files under the paths that may hold Kubernetes objects, sorted by path, each once: YAML and
 * JSON by their extension, `Kustomization`, and whatever is named itself. Symbolic links are followed
 * where they stay inside the root. Throws UsageError for a path that does not exist or lies outside.
 */
export function listFiles(
  root: string,
  paths: readonly string[],
  excluded: (path: string) => boolean,
  source: FileSource = new DiskFiles(),
): Listing {
  const walk = new Walk(source, root, excluded);
  for (const named of paths) walk.start(named);
  return {
    files: [...walk.files.values()].sort((a, b) => comparePlainly(a.path, b.path)),
    problems: walk.problems,
  };
}

/**
 * What a kustomization means by a path relative to the root: the file, whatever its name, or the
 * kustomization of the folder. Nothing where nothing is there, or only what is excluded.
 */
export function listNamed(
  root: string,
  target: string,
  excluded: (path: string) => boolean,
  source: FileSource,
): Listing {
  const walk = new Walk(source, root, excluded);
  walk.named(target);
  return { files: [...walk.files.values()], problems: walk.problems };
}

class Walk {
  readonly files = new Map<string, FileToRead>();
  readonly problems: ReadingProblem[] = [];
  readonly #source: FileSource;
  readonly #root: string;
  readonly #excluded: (path: string) => boolean;
  /** Real paths of folders seen, so that links in a circle end. */
  readonly #folders = new Set<string>();

  constructor(source: FileSource, root: string, excluded: (path: string) => boolean) {
    this.#source = source;
    this.#root = source.realPath(root);
    this.#excluded = excluded;
  }

  start(named: string): void {
    const real = this.#existing(named);
    const relative = this.#relative(real);
    if (relative === undefined) {
      throw new UsageError(
        `path ${JSON.stringify(named)} lies outside of ${this.#root}, the root of what is judged`,
      );
    }
    if (this.#source.isFolder(real)) this.#folder(real, relative);
    else this.#file(real, relative);
  }

  #existing(named: string): string {
    try {
      return this.#source.realPath(named);
    } catch {
      throw new UsageError(`path ${JSON.stringify(named)} does not exist`);
    }
  }

  named(target: string): void {
    const absolute = path.join(this.#root, target);
    const isFolder = this.#isFolderAt(absolute);
    if (isFolder === undefined || this.#excluded(target)) return;
    if (!isFolder) this.#linkedFile(this.#source.realPath(absolute), target);
    else {
      const name = kustomizationNames.find(
        (candidate) => this.#isFolderAt(path.join(absolute, candidate)) === false,
      );
      if (name !== undefined) this.named(path.posix.join(target, name));
    }
  }

  /** Whether a folder or something else is there; nothing where nothing is. */
  #isFolderAt(absolute: string): boolean | undefined {
    try {
      return this.#source.isFolder(absolute);
    } catch {
      return undefined;
    }
  }

  /** `absolute` has no link in it: whoever comes through one has resolved it. */
  #folder(absolute: string, relative: string): void {
    if (this.#folders.has(absolute)) return;
    this.#folders.add(absolute);
    let entries: readonly FolderEntry[];
    try {
      entries = this.#source.entries(absolute);
    } catch (error) {
      this.#unreadable(relative, `The folder cannot be read: ${messageOf(error)}.`);
      return;
    }
    for (const entry of entries) {
      const childPath = relative === "" ? entry.name : `${relative}/${entry.name}`;
      if (skippedFolders.has(entry.name) || this.#excluded(childPath)) continue;
      this.#entry(entry, `${absolute}${path.sep}${entry.name}`, childPath);
    }
  }

  #entry(entry: FolderEntry, absolute: string, relative: string): void {
    if (entry.isDirectory()) this.#folder(absolute, relative);
    else if (entry.isSymbolicLink()) this.#link(absolute, relative);
    else if (mayHoldObjects(entry.name)) this.#file(absolute, relative);
  }

  #link(absolute: string, relative: string): void {
    let real: string;
    let isFolder: boolean;
    try {
      real = this.#source.realPath(absolute);
      isFolder = this.#source.isFolder(real);
    } catch {
      if (mayHoldObjects(relative)) this.#unreadable(relative, "The symbolic link leads nowhere.");
      return;
    }
    if (isFolder) this.#linkedFolder(real, relative);
    else if (mayHoldObjects(relative)) this.#linkedFile(real, relative);
  }

  #linkedFolder(real: string, link: string): void {
    const inside = this.#relative(real);
    if (inside === undefined) {
      const message = "The symbolic link leads to a folder outside of the repository.";
      this.#problem("link-not-followed", link, message);
    } else if (!this.#excluded(inside)) this.#folder(real, inside);
  }

  #linkedFile(real: string, link: string): void {
    const inside = this.#relative(real);
    if (inside !== undefined) this.#file(real, inside);
    else this.#unreadable(link, "The symbolic link leads to a file outside of the repository.");
  }

  #file(absolute: string, relative: string): void {
    if (this.files.has(relative) || this.#excluded(relative)) return;
    this.files.set(relative, { absolute, path: relative });
  }

  #unreadable(relative: string, message: string): void {
    this.#problem("unreadable", relative, message);
  }

  #problem(kind: ReadingProblem["kind"], relative: string, message: string): void {
    this.problems.push({ kind, message, location: startOf(relative), offender: message });
  }

  /** The path from the root with `/`, or nothing where it lies outside. */
  #relative(real: string): string | undefined {
    const relative = path.relative(this.#root, real);
    if (relative === ".." || relative.startsWith(`..${path.sep}`) || path.isAbsolute(relative))
      return undefined;
    return relative.split(path.sep).join("/");
  }
}

/** Whether the name says YAML, JSON or kustomization. */
export function mayHoldObjects(name: string): boolean {
  return (
    extensions.has(path.extname(name).toLowerCase()) || path.basename(name) === "Kustomization"
  );
}
