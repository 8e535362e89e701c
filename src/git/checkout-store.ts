import { readFile, stat } from "node:fs/promises";
import { ProcessError } from "../process/error.ts";
import { GitError } from "./error.ts";
import { git } from "./git.ts";
import { isCommitName, type ObjectFormat } from "./revision.ts";

/** A folder of objects, and the commits whose parents its owner says are missing from it. */
export interface ObjectStore {
  /** The folder `objects` of a repository. */
  readonly objects: string;
  readonly format: ObjectFormat;
  readonly claimedCuts: readonly string[];
}

/** A shallow file names a commit a line; a million of them is far beyond any checkout. */
const maxShallowBytes = 65 << 20;

/** The object store of a checkout, a work tree beside it or a bare repository. Throws GitError. */
export async function storeOf(checkout: string): Promise<ObjectStore> {
  const [objects, shallow, format] = await whereabouts(checkout);
  if (objects === undefined || shallow === undefined || !isFormat(format)) {
    throw new GitError(
      "no-repository",
      `${checkout} is not a repository whose objects can be read`,
    );
  }
  return { objects, format, claimedCuts: await claimedCuts(shallow) };
}

/** Asks git, which follows the files of work trees and the environment of none; it runs nothing for this. */
async function whereabouts(checkout: string): Promise<readonly string[]> {
  const questions = ["--git-path", "objects", "--git-path", "shallow", "--show-object-format"];
  try {
    const { stdout } = await git(["rev-parse", "--path-format=absolute", ...questions], {
      folder: checkout,
    });
    const lines = stdout.toString("utf8").trimEnd().split("\n");
    // A line break in the folder's name would make two lines of one.
    return lines.length === 3 ? lines : [];
  } catch (cause) {
    if (!(cause instanceof ProcessError)) throw cause;
    if (cause.code !== "failed") throw new GitError("git-failed", cause.message, { cause });
    const said = cause.stderr.split("\n", 1)[0] ?? "";
    throw new GitError("no-repository", `${checkout} is not a git repository: ${said}`, { cause });
  }
}

function isFormat(text: string | undefined): text is ObjectFormat {
  return text === "sha1" || text === "sha256";
}

/** The commits that a repository's file `shallow` names; anyone may have written it. */
export async function claimedCuts(shallowFile: string): Promise<readonly string[]> {
  const found = await stat(shallowFile).catch(() => undefined);
  if (found === undefined) return [];
  if (!found.isFile() || found.size > maxShallowBytes) {
    throw new GitError("too-large", `${shallowFile} is not a list of commits that can be read`);
  }
  const lines = (await readFile(shallowFile, "latin1")).split("\n");
  return [...new Set(lines.filter(isCommitName))];
}
