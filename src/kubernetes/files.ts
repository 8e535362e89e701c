import { type Dirent, readdirSync, realpathSync, type Stats, statSync } from "node:fs";
import path from "node:path";
import { messageOf, UsageError } from "../errors.ts";
import { comparePlainly, startOf } from "../model/location.ts";
import { fileNames as kustomizationNames } from "./kustomize/kustomization.ts";
import type { ReadingProblem } from "./problem.ts";

/** A file to read: where it is, and how the report names it. */
export interface FileToRead {
  readonly absolute: string;
  /** Relative to the root, with `/`. */
  readonly path: string;
}

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
): Listing {
  const walk = new Walk(realpathSync(root), excluded);
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
): Listing {
  const walk = new Walk(realpathSync(root), excluded);
  walk.named(target);
  return { files: [...walk.files.values()], problems: walk.problems };
}

class Walk {
  readonly files = new Map<string, FileToRead>();
  readonly problems: ReadingProblem[] = [];
  readonly #root: string;
  readonly #excluded: (path: string) => boolean;
  /** Real paths of folders seen, so that links in a circle end. */
  readonly #folders = new Set<string>();

  constructor(root: string, excluded: (path: string) => boolean) {
    this.#root = root;
    this.#excluded = excluded;
  }

  start(named: string): void {
    const real = existing(named);
    const relative = this.#relative(real);
    if (relative === undefined) {
      throw new UsageError(
        `path ${JSON.stringify(named)} lies outside of ${this.#root}, the root of what is judged`,
      );
    }
    if (statSync(real).isDirectory()) this.#folder(real, relative);
    else this.#file(real, relative);
  }

  named(target: string): void {
    const absolute = path.join(this.#root, target);
    const isFolder = isFolderAt(absolute);
    if (isFolder === undefined || this.#excluded(target)) return;
    if (!isFolder) this.#linkedFile(realpathSync(absolute), target);
    else {
      const name = kustomizationNames.find(
        (candidate) => isFolderAt(path.join(absolute, candidate)) === false,
      );
      if (name !== undefined) this.named(path.posix.join(target, name));
    }
  }

  /** `absolute` has no link in it: whoever comes through one has resolved it. */
  #folder(absolute: string, relative: string): void {
    if (this.#folders.has(absolute)) return;
    this.#folders.add(absolute);
    let entries: Dirent[];
    try {
      entries = readdirSync(absolute, { withFileTypes: true });
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

  #entry(entry: Dirent, absolute: string, relative: string): void {
    if (entry.isDirectory()) this.#folder(absolute, relative);
    else if (entry.isSymbolicLink()) this.#link(absolute, relative);
    else if (mayHoldObjects(entry.name)) this.#file(absolute, relative);
  }

  #link(absolute: string, relative: string): void {
    let real: string;
    let target: Stats;
    try {
      real = realpathSync(absolute);
      target = statSync(real);
    } catch {
      if (mayHoldObjects(relative)) this.#unreadable(relative, "The symbolic link leads nowhere.");
      return;
    }
    if (target.isDirectory()) this.#linkedFolder(real, relative);
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

function existing(named: string): string {
  try {
    return realpathSync(named);
  } catch {
    throw new UsageError(`path ${JSON.stringify(named)} does not exist`);
  }
}

/** Whether a folder or something else is there; nothing where nothing is. */
function isFolderAt(absolute: string): boolean | undefined {
  try {
    return statSync(absolute).isDirectory();
  } catch {
    return undefined;
  }
}

function mayHoldObjects(name: string): boolean {
  return (
    extensions.has(path.extname(name).toLowerCase()) || path.basename(name) === "Kustomization"
  );
}
