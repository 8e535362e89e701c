import path from "node:path";
import { readFiles, readTree, treeOf, type TreeReading } from "../kubernetes/read-tree.ts";
import type { ImageArgument } from "../kubernetes/image-use.ts";
import type { Resource } from "../kubernetes/resource.ts";
import type { Tree } from "../kubernetes/tree.ts";
import { anyGlob } from "../policy/glob.ts";
import type { Request } from "../request.ts";
import type { CommitFiles } from "./commit-files.ts";

/** What the base holds for the checks. */
export interface BaseTree {
  readonly tree: Tree;
  /** The objects in the files that the policy names as constraints, as the base has them. */
  readonly constraints: readonly Resource[];
}

/** Kustomizations name files that name files; real ones do so a handful of times. */
const maxRounds = 100;

/**
 * Reads the same paths as the run, as the base has them. Paths and constraints that the base has not
 * are left out. `root` has no link in it. Throws MissingFile, and Error where the reading has no end.
 */
export async function readBase(
  request: Request,
  root: string,
  files: CommitFiles,
): Promise<BaseTree> {
  const excluded = anyGlob(request.policy.exclude);
  const paths = request.paths.map((named) => underRoot(path.resolve(named), request.root, root));
  const round = (): { tree: TreeReading; constraints: TreeReading[] } => ({
    tree: readFiles({
      root,
      paths: paths.filter((at) => files.has(at)),
      excluded,
      images: [],
      files,
    }),
    constraints: constraintFiles(request, root)
      .filter((file) => isInside(root, file) && files.has(file))
      .map((file) => readFiles({ root, paths: [file], excluded: () => false, images: [], files })),
  });
  const starts = paths.map((at) => path.relative(root, at).split(path.sep).join("/"));
  files.expect((file) => starts.some((start) => covers(start, file)) && !excluded(file));
  await files.load();
  let read = round();
  for (let rounds = 1; await files.load(); rounds++) {
    if (rounds === maxRounds) throw new Error("its kustomizations name each other without an end");
    read = round();
  }
  return {
    tree: treeOf(read.tree, replacementsAmong(request.images)),
    constraints: [
      ...read.constraints.flatMap((reading) => treeOf(reading, []).resources),
      ...constraintFiles(request, root)
        .filter((file) => !isInside(root, file))
        .flatMap(resourcesOutside),
    ],
  };
}

/** What replaces a name in the files does so in both trees; an image beside them is the run's own. */
function replacementsAmong(images: readonly ImageArgument[]): ImageArgument[] {
  return images.filter(({ name }) => name !== undefined);
}

function constraintFiles({ policy }: Request, root: string): string[] {
  return policy.registries.constraints.map((file) => path.resolve(root, file));
}

/** A constraint from elsewhere than the judged repository is the same for both trees. */
function resourcesOutside(file: string): readonly Resource[] {
  const request = { root: path.dirname(file), paths: [file], excluded: () => false, images: [] };
  return readTree(request).resources;
}

/** The path with the root as it is without links. */
function underRoot(absolute: string, named: string, root: string): string {
  const relative = path.relative(named, absolute);
  return isInside(named, absolute) || relative === "" ? path.join(root, relative) : absolute;
}

function covers(start: string, file: string): boolean {
  return start === "" || file === start || file.startsWith(`${start}/`);
}

function isInside(folder: string, absolute: string): boolean {
  return absolute.startsWith(folder + path.sep);
}
