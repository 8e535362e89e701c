import { existsSync } from "node:fs";
import path from "node:path";
import type { IndexEntry } from "../git/index-entries.ts";
import type { FileToRead } from "./file-source.ts";
import { submodulesFile } from "./submodules.ts";
import { asideFolder, mayHoldObjects } from "./walk.ts";

/** A path that git has in its index, from the root of what is judged, with `/`. */
export interface TrackedPath {
  readonly path: string;
  /** Whether it is not UTF-8, so that another file may be called what is shown. */
  readonly isUnsayable: boolean;
}

/** What git says of a checkout, where that decides what is judged; of what is missing it said nothing. */
export interface Tracked {
  /** By the path of what was set aside, what git tracks in it that may hold objects. */
  readonly aside: ReadonlyMap<string, readonly TrackedPath[]>;
  /** By the absolute path of a repository, the paths in it where its submodules are. */
  readonly submodules: ReadonlyMap<string, readonly string[]>;
}

export const nothingTold: Tracked = { aside: new Map(), submodules: new Map() };

/** More paths than that are not given to git, which then tells all that it has. */
const longestArguments = 32_768;

/**
 * Asks git about what a walk has set aside, and about submodules where a list of them is; where neither
 * is, it is not started. `root` has no link in it.
 */
export async function trackedIn(root: string, aside: readonly FileToRead[]): Promise<Tracked> {
  return { aside: await trackedAside(root, aside), submodules: await submodulesBelow(root) };
}

async function trackedAside(root: string, aside: readonly FileToRead[]): Promise<Tracked["aside"]> {
  const byRepository = new Map<string, FileToRead[]>();
  for (const one of aside) {
    const repository = repositoryAround(path.dirname(one.absolute));
    if (repository === undefined) continue;
    const some = byRepository.get(repository);
    if (some === undefined) byRepository.set(repository, [one]);
    else some.push(one);
  }
  const tracked = new Map<string, TrackedPath[]>();
  for (const [repository, some] of byRepository) {
    const paths = some.map(({ absolute }) => slashed(path.relative(repository, absolute)));
    const isLong = paths.join(" ").length > longestArguments;
    const entries = await indexEntriesOf(repository, isLong ? [] : paths);
    if (entries === undefined) continue;
    for (const one of some) tracked.set(one.path, []);
    for (const entry of entries.filter(mayMatter)) {
      const at = slashed(path.relative(root, path.join(repository, entry.path)));
      const found = { path: at, isUnsayable: !entry.isUtf8 };
      for (const folder of asideFoldersOf(at)) tracked.get(folder)?.push(found);
    }
  }
  return tracked;
}

async function indexEntriesOf(
  repository: string,
  paths: readonly string[],
): Promise<readonly IndexEntry[] | undefined> {
  // It starts programs, and most runs have nothing to ask.
  const { indexEntries } = await import("../git/index-entries.ts");
  return indexEntries(repository, paths);
}

function mayMatter({ mode, path: at }: IndexEntry): boolean {
  return !mode.startsWith("100") || mayHoldObjects(at);
}

/** The paths up to each name of what is set aside. */
function asideFoldersOf(at: string): string[] {
  const names = at.split("/");
  return names.flatMap((name, index) =>
    name === asideFolder ? [names.slice(0, index + 1).join("/")] : [],
  );
}

/** The submodules of the repository at the root, and of those of them that are checked out. */
async function submodulesBelow(root: string): Promise<Tracked["submodules"]> {
  const found = new Map<string, readonly string[]>();
  const repositories = [root];
  // The list grows by what is found.
  for (const repository of repositories) {
    const hasList = existsSync(path.join(repository, submodulesFile));
    if (!hasList || !existsSync(path.join(repository, ".git"))) continue;
    const entries = await indexEntriesOf(repository, []);
    if (entries === undefined) continue;
    const paths = entries.flatMap(({ mode, path: at }) => (mode === "160000" ? [at] : []));
    found.set(repository, paths);
    for (const at of paths) repositories.push(path.join(repository, at));
  }
  return found;
}

/** The nearest folder upwards that is a repository's. */
function repositoryAround(folder: string): string | undefined {
  for (let at = folder; ; at = path.dirname(at)) {
    if (existsSync(path.join(at, ".git"))) return at;
    if (path.dirname(at) === at) return undefined;
  }
}

function slashed(relative: string): string {
  return relative.split(path.sep).join("/");
}
