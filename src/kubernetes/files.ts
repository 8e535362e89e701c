import { comparePlainly } from "../model/location.ts";
import type { FileSource, FileToRead } from "./file-source.ts";
import type { ReadingProblem } from "./problem.ts";
import type { TrackedPath } from "./tracked.ts";
import { Walk } from "./walk.ts";

export { mayHoldObjects } from "./walk.ts";

export interface Listing {
  readonly files: readonly FileToRead[];
  readonly problems: readonly ReadingProblem[];
}

/** Where to look for files, and where not. */
export interface WhichFiles {
  readonly root: string;
  readonly paths: readonly string[];
  readonly excluded: (path: string) => boolean;
}

/**
 * The way to the files under the paths that may hold Kubernetes objects: YAML and JSON by their
 * extension, `Kustomization`, and whatever is named itself. Symbolic links are followed where they stay
 * inside the root; folders called node_modules are set aside. Throws UsageError for a path that does not
 * exist or lies outside.
 */
export function walked({ root, paths, excluded }: WhichFiles, source: FileSource): Walk {
  const walk = new Walk(source, source.realPath(root), excluded);
  for (const named of paths) walk.start(named);
  return walk;
}

/** What the walk has come to, with what was set aside as far as git tracks it; sorted by path, each file once. */
export function listed(
  walk: Walk,
  trackedIn: (aside: FileToRead) => readonly TrackedPath[] | undefined,
): Listing {
  walk.takeAside(trackedIn);
  return {
    files: [...walk.files.values()].sort((a, b) => comparePlainly(a.path, b.path)),
    problems: walk.problems,
  };
}

/**
 * What a kustomization means by a path relative to the root: the file, whatever its name, or the
 * kustomization of the folder. Nothing where nothing is there, or only what is excluded. `root` has no
 * link in it.
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
