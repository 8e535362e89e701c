import path from "node:path";
import { messageOf, UsageError } from "../errors.ts";
import { startOf } from "../model/location.ts";
import {
  type FileSource,
  type FileToRead,
  type FolderEntry,
  UnsayablePath,
} from "./file-source.ts";
import { fileNames as kustomizationNames } from "./kustomize/kustomization.ts";
import { folderOf } from "./kustomize/paths.ts";
import type { ReadingProblem } from "./problem.ts";
import type { TrackedPath } from "./tracked.ts";

/** Git keeps its own files there, and takes none of that name into a commit. */
const gitFolder = ".git";
/** A name under which much else than Kubernetes lies, seldom in git; what is in git is judged. */
export const asideFolder = "node_modules";
const extensions = new Set([".yaml", ".yml", ".json"]);

/** The way through folders and links to the files that may hold objects; each is taken once. */
export class Walk {
  readonly files = new Map<string, FileToRead>();
  readonly problems: ReadingProblem[] = [];
  /** What is called node_modules, not yet walked. */
  readonly aside: FileToRead[] = [];
  readonly #source: FileSource;
  readonly #root: string;
  readonly #excluded: (path: string) => boolean;
  /** Real paths of folders seen, so that links in a circle end. */
  readonly #folders = new Set<string>();

  /** `root` has no link in it. */
  constructor(source: FileSource, root: string, excluded: (path: string) => boolean) {
    this.#source = source;
    this.#root = root;
    this.#excluded = excluded;
  }

  /** Walks what the caller names. Throws UsageError where nothing is there, and outside of the root. */
  start(named: string): void {
    const real = this.#existing(named);
    const relative = this.#relative(real);
    if (relative === undefined) {
      throw new UsageError(
        `path ${JSON.stringify(named)} lies outside of ${this.#root}, the root of what is judged`,
      );
    }
    if (this.#source.isFolder(real)) this.#folder(real, relative);
    else this.#linkedFile(real, path.resolve(named), relative);
  }

  /** Takes what a kustomization means by a path relative to the root. */
  named(target: string): void {
    const absolute = path.join(this.#root, target);
    const isFolder = this.#isFolderAt(absolute);
    if (isFolder === undefined || this.#excluded(target)) return;
    if (!isFolder) this.#link(absolute, target, "whatever its name");
    else {
      const name = kustomizationNames.find(
        (candidate) => this.#isFolderAt(path.join(absolute, candidate)) === false,
      );
      if (name !== undefined) this.named(path.posix.join(target, name));
    }
  }

  /** Walks what was set aside: the tracked paths in it, or all of it where nobody knows them. */
  takeAside(trackedIn: (aside: FileToRead) => readonly TrackedPath[] | undefined): void {
    // All of one can hold more of them, which come to the end of the list.
    for (const aside of this.aside) {
      const tracked = trackedIn(aside);
      if (tracked === undefined) this.#link(aside.absolute, aside.path);
      else for (const file of tracked) this.#tracked(file);
    }
  }

  #existing(named: string): string {
    try {
      return this.#source.realPath(named);
    } catch {
      throw new UsageError(`path ${JSON.stringify(named)} does not exist`);
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
      const child = relative === "" ? entry.name : `${relative}/${entry.name}`;
      if (entry.name === gitFolder || this.#excluded(child)) continue;
      this.#entry(entry, `${absolute}${path.sep}${entry.name}`, child);
    }
  }

  #entry(entry: FolderEntry, absolute: string, relative: string): void {
    if (entry.isUnsayable === true) {
      const isFile = !entry.isDirectory() && !entry.isSymbolicLink();
      if (!isFile || mayHoldObjects(entry.name)) this.#unsayable(relative);
    } else if (entry.name === asideFolder) this.aside.push({ absolute, path: relative });
    else if (entry.isDirectory()) this.#folder(absolute, relative);
    else if (entry.isSymbolicLink()) this.#link(absolute, relative);
    else if (mayHoldObjects(entry.name)) this.#file(absolute, relative);
  }

  /** A path of which git says that it is in a folder that was set aside. */
  #tracked({ path: relative, isUnsayable }: TrackedPath): void {
    if (isBelow(relative, this.#excluded)) return;
    const absolute = path.join(this.#root, ...relative.split("/"));
    if (isUnsayable) this.#unsayable(relative);
    else if (this.#isFolderAt(absolute) !== undefined) this.#link(absolute, relative);
  }

  /** What may be a link or lie behind one. */
  #link(absolute: string, relative: string, which?: "whatever its name"): void {
    const mayHold = which !== undefined || mayHoldObjects(relative);
    let real: string;
    let isFolder: boolean;
    try {
      real = this.#source.realPath(absolute);
      isFolder = this.#source.isFolder(real);
    } catch (error) {
      if (error instanceof UnsayablePath) {
        const message =
          "The symbolic link leads by a name that is not UTF-8; rename what it leads to.";
        this.#unreadable(relative, message);
      } else if (mayHold) this.#unreadable(relative, "The symbolic link leads nowhere.");
      return;
    }
    if (isFolder) this.#linkedFolder(real, relative);
    else if (mayHold) this.#linkedFile(real, absolute, relative);
  }

  #linkedFolder(real: string, link: string): void {
    const inside = this.#relative(real);
    if (inside !== undefined && !isBelow(inside, this.#excluded)) {
      this.#folder(real, inside);
      return;
    }
    const where = inside === undefined ? "outside of the repository" : "that the policy excludes";
    this.#problem("link-not-followed", link, `The symbolic link leads to a folder ${where}.`);
  }

  /**
   * A file is one file, by however many links. But a kustomization is what its name makes it, and its
   * paths begin where the link lies; and what the policy excludes in one place is not so in another.
   */
  #linkedFile(real: string, absolute: string, link: string): void {
    const inside = this.#relative(real);
    if (inside === undefined) {
      this.#unreadable(link, "The symbolic link leads to a file outside of the repository.");
      return;
    }
    const place = this.#relative(
      path.join(this.#source.realPath(path.dirname(absolute)), path.basename(absolute)),
    );
    const isOneFile =
      place === inside || (!isKustomizationName(absolute) && !isBelow(inside, this.#excluded));
    this.#file(real, isOneFile ? inside : (place ?? link));
  }

  #file(absolute: string, relative: string): void {
    if (this.files.has(relative) || this.#excluded(relative)) return;
    this.files.set(relative, { absolute, path: relative });
  }

  #unsayable(relative: string): void {
    const message = "The name is not UTF-8, so what has it was not judged; rename it.";
    this.#unreadable(relative, message);
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

/** Whether a path or a folder that it lies in is excluded. */
export function isBelow(relative: string, excluded: (path: string) => boolean): boolean {
  for (let at = relative; at !== ""; at = folderOf(at)) if (excluded(at)) return true;
  return false;
}

function isKustomizationName(absolute: string): boolean {
  return kustomizationNames.includes(path.basename(absolute));
}

/** Whether the name says YAML, JSON or kustomization. */
export function mayHoldObjects(name: string): boolean {
  return (
    extensions.has(path.extname(name).toLowerCase()) || path.basename(name) === "Kustomization"
  );
}
