import { lstatSync, readdirSync, realpathSync, statSync } from "node:fs";
import path from "node:path";
import type { FileReading } from "../kubernetes/file-reading.ts";
import { folderOf } from "../kubernetes/kustomize/paths.ts";
import type { CommitFiles } from "./commit-files.ts";
import type { KeptFiles } from "./kept-files.ts";

/** The files of the run and those of the base. */
export interface Sides {
  /** Without a link in it. */
  readonly root: string;
  readonly here: KeptFiles;
  readonly there: CommitFiles;
  /** By path, the commits of the run's submodules that are not checked out. */
  readonly submodules: ReadonlyMap<string, string>;
}

/** What stands at a path, links followed. */
export interface Placed {
  readonly thing: "file" | "folder" | "nothing" | "outside";
  /** Without a link in it: relative to the root, or absolute where it lies outside. */
  readonly real: string;
}

/** More files than this of one folder are not compared; it counts as changed. */
const maxFiles = 20_000;

/** Tells whether what stands at a path is the same in the run and in its base; paths are relative to the root, with `/`. */
export class SameFiles {
  readonly #sides: Sides;
  // Many kustomizations read the same files.
  readonly #entries = new Map<string, boolean>();
  readonly #things = new Map<string, Placed | undefined>();
  readonly #folders = new Map<string, boolean>();

  constructor(sides: Sides) {
    this.#sides = sides;
  }

  /** The entry itself; of a link its text and the file that it leads to. A checkout may hold other bytes than the commit for the same text: line breaks, an encoding. */
  entry(relative: string): boolean {
    const known = this.#entries.get(relative);
    if (known !== undefined) return known;
    const same = this.#isSameEntry(relative);
    this.#entries.set(relative, same);
    return same;
  }

  #isSameEntry(relative: string): boolean {
    const { here, there } = this.#sides;
    const entry = there.entryAt(relative);
    if (entry === undefined) return false;
    const absolute = this.absolute(relative);
    if (entry.mode === "120000") {
      return here.idAt(absolute) === entry.id && this.#linksToTheSame(relative);
    }
    if (here.idAt(absolute) === entry.id) return true;
    const ours = plainText(here.readingAt(absolute));
    return ours !== undefined && ours === plainText(there.readingAt(relative));
  }

  #linksToTheSame(link: string): boolean {
    const at = this.thingAt(link);
    return at !== undefined && (at.thing !== "file" || this.entry(at.real));
  }

  /** Whether the base has something at the path, links not followed. */
  isEntry(relative: string): boolean {
    return this.#sides.there.entryAt(relative) !== undefined;
  }

  /** What the path leads to on both sides, and whether that is the same thing at the same place. */
  thingAt(relative: string): Placed | undefined {
    if (!this.#things.has(relative)) this.#things.set(relative, this.#placed(relative));
    return this.#things.get(relative);
  }

  #placed(relative: string): Placed | undefined {
    const { root, there } = this.#sides;
    if (!this.#sameSubmodulesOn(relative)) return undefined;
    const absolute = this.absolute(relative);
    // Of many words few are paths, and it costs to look for the others in earnest.
    if (isNowhere(absolute) && there.hasNothingAt(relative)) return { thing: "nothing", real: "" };
    const ours = placeOf(absolute, root, realpathSync.native, (at) => statSync(at).isDirectory());
    const theirs = placeOf(
      absolute,
      root,
      (at) => there.realPath(at),
      (at) => there.isFolder(at),
    );
    return ours.thing === theirs.thing && ours.real === theirs.real ? ours : undefined;
  }

  /** A folder with all that lies in it and all that its links lead to. */
  folder(relative: string): boolean {
    const known = this.#folders.get(relative);
    if (known !== undefined) return known;
    const same = this.#holdsTheSame(relative, new Set());
    this.#folders.set(relative, same);
    return same;
  }

  /** What lies in a submodule that is not checked out is the same with its commit. */
  #sameSubmodulesOn(relative: string): boolean {
    for (let at = relative; at !== ""; at = folderOf(at)) {
      const entry = this.#sides.there.entryAt(at);
      const theirs = entry?.mode === "160000" ? entry.id : undefined;
      if (theirs !== this.#sides.submodules.get(at)) return false;
    }
    return true;
  }

  /** A submodule that is not checked out, at the same commit. */
  submodule(relative: string): boolean {
    return this.#sides.submodules.has(relative) && this.#sameSubmodulesOn(relative);
  }

  absolute(relative: string): string {
    return path.join(this.#sides.root, ...relative.split("/"));
  }

  /** `seen`: a link back to where the walk comes from adds nothing. */
  #holdsTheSame(folder: string, seen: Set<string>): boolean {
    if (seen.has(folder)) return true;
    seen.add(folder);
    const theirs = this.#sides.there.pathsUnder(folder);
    const ours = this.#pathsOnDisk(folder);
    return (
      theirs.length <= maxFiles &&
      ours?.length === theirs.length &&
      ours.every((file) => this.entry(file) && this.#leadsToTheSame(file, seen))
    );
  }

  #leadsToTheSame(file: string, seen: Set<string>): boolean {
    if (this.#sides.there.entryAt(file)?.mode !== "120000") return true;
    const at = this.thingAt(file);
    if (at === undefined || at.thing === "outside") return false;
    if (at.thing === "folder") return this.#holdsTheSame(at.real, seen);
    return at.thing === "nothing" || this.entry(at.real);
  }

  /** All but folders, links not followed; nothing where there are too many, or some cannot be listed. */
  #pathsOnDisk(folder: string): string[] | undefined {
    const found: string[] = [];
    const open = [folder];
    try {
      for (let next = open.pop(); next !== undefined; next = open.pop()) {
        for (const entry of readdirSync(this.absolute(next), { withFileTypes: true })) {
          if (next === "" && entry.name === ".git") continue;
          const at = next === "" ? entry.name : `${next}/${entry.name}`;
          (entry.isDirectory() ? open : found).push(at);
        }
        if (found.length + open.length > maxFiles) return undefined;
      }
    } catch {
      return undefined;
    }
    return found;
  }
}

function isNowhere(absolute: string): boolean {
  try {
    return lstatSync(absolute, { throwIfNoEntry: false }) === undefined;
  } catch {
    return true;
  }
}

function placeOf(
  absolute: string,
  root: string,
  realPath: (absolute: string) => string,
  isFolder: (absolute: string) => boolean,
): Placed {
  let real: string;
  let thing: Placed["thing"];
  try {
    real = realPath(absolute);
    thing = isFolder(real) ? "folder" : "file";
  } catch {
    return { thing: "nothing", real: "" };
  }
  const relative = path.relative(root, real);
  const isOutside =
    relative === ".." || relative.startsWith(`..${path.sep}`) || path.isAbsolute(relative);
  if (isOutside) return { thing: "outside", real };
  return { thing, real: relative.split(path.sep).join("/") };
}

/** The text without differences in line breaks; nothing for what is no text as a whole. */
function plainText(reading: FileReading | undefined): string | undefined {
  return reading?.isText === true ? reading.source?.text.replaceAll("\r\n", "\n") : undefined;
}
