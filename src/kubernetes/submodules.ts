import path from "node:path";
import type { FileSource } from "./file-source.ts";
import { submodulePathsIn } from "./gitmodules.ts";
import type { ReadingProblem } from "./problem.ts";
import { SourceFile } from "./source-file.ts";

/** Where a repository says where its submodules are to be had. */
export const submodulesFile = ".gitmodules";

/**
 * The submodules of the repository at `root`, and of those in them, that are not checked out: what they
 * hold was not judged. `known`: the submodules by repository, as git's index names them; of others those
 * are looked for that their list names, wherever it is found. Every `offender` is a path from the root.
 */
export function submodulesNotHere(
  root: string,
  source: FileSource,
  known: ReadonlyMap<string, readonly string[]>,
): ReadingProblem[] {
  const problems: ReadingProblem[] = [];
  // A set that grows is walked to its new end.
  const repositories = new Set([""]);
  for (const repository of repositories) {
    const absolute = path.join(root, repository);
    // Git follows no link there, and checks no submodule out that no list has.
    const text = source.plainText(path.join(absolute, submodulesFile));
    if (text === undefined) continue;
    const told = known.get(absolute) ?? (repository === "" ? source.submodules : undefined);
    const list = new SubmoduleList(new SourceFile(joined(repository, submodulesFile), text));
    if (told === undefined) problems.push(...list.faults());
    for (const inside of new Set(told ?? list.paths())) {
      const folder = joined(repository, inside);
      if (isHere(root, folder, source)) repositories.add(folder);
      else problems.push(list.notHere(inside, folder));
    }
  }
  return problems;
}

/** A list of submodules, which says where its entries stand. */
class SubmoduleList {
  readonly #file: SourceFile;
  readonly #read: ReturnType<typeof submodulePathsIn>;

  constructor(file: SourceFile) {
    this.#file = file;
    this.#read = submodulePathsIn(file.text);
  }

  paths(): string[] {
    return this.#read.paths.map((entry) => plain(entry.path)).filter((named) => named !== "");
  }

  notHere(inside: string, folder: string): ReadingProblem {
    const place = this.#read.paths.find((entry) => plain(entry.path) === inside);
    return {
      kind: "empty-submodule",
      message: `The submodule ${folder} is not checked out: nothing in it was judged.`,
      location: this.#file.location(place?.start ?? 0, place?.end ?? 0),
      offender: folder,
    };
  }

  faults(): ReadingProblem[] {
    const { fault } = this.#read;
    if (fault === undefined) return [];
    return [
      {
        kind: "unreadable",
        message: "Git does not read this, so which submodules there are was not decided.",
        location: this.#file.location(fault, fault + 1),
        offender: this.#file.text.slice(fault, fault + 200),
      },
    ];
  }
}

function joined(folder: string, inside: string): string {
  const whole = path.posix.join(folder, inside);
  return whole === "." ? "" : whole;
}

function plain(named: string): string {
  return named.replace(/\/+$/, "");
}

/** Whether there is a folder with more in it than the mark of a submodule. */
function isHere(root: string, folder: string, source: FileSource): boolean {
  if (folder === ".." || folder.startsWith("../")) return false;
  try {
    return source.entries(path.join(root, folder)).some(({ name }) => name !== ".git");
  } catch {
    return false;
  }
}
