import { git } from "../git/git.ts";
import type { Tree } from "../kubernetes/tree.ts";

/** As many submodules as are asked about; more count as changed. */
const maxSubmodules = 1000;

/** The commits, by path, that the checkout's index names for the submodules that are not checked out. */
export async function submodulesIn(root: string, tree: Tree): Promise<ReadonlyMap<string, string>> {
  const paths = tree.problems
    .filter(({ kind }) => kind === "empty-submodule")
    .map(({ offender }) => String(offender).replace(/\/+$/, ""))
    .filter((named) => named !== "")
    .slice(0, maxSubmodules);
  if (paths.length === 0) return new Map();
  const { stdout } = await git(["ls-files", "--stage", "-z", "--", ...paths], { folder: root });
  return new Map(
    stdout
      .toString("utf8")
      .split("\0")
      .flatMap((line) => {
        const { id, at } = /^160000 (?<id>[0-9a-f]+) 0\t(?<at>.+)$/s.exec(line)?.groups ?? {};
        return id === undefined || at === undefined ? [] : [[at, id] as const];
      }),
  );
}
