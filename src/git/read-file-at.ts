import { ProcessError } from "../process/error.ts";
import { GitError } from "./error.ts";
import type { Finished } from "../process/run.ts";
import { git } from "./git.ts";
import { commitName, type CommitName } from "./revision.ts";

/** A file of a repository as it stands at one commit. */
export interface FileAtCommit {
  /** The repository's folder: a work tree or a bare repository. */
  readonly repository: string;
  readonly commit: string;
  /** From the repository's root, with `/`. */
  readonly path: string;
}

/** No policy is a thousandth of this; CISA's catalog and packed EPSS scores have some 2 MB. */
export const maxFileBytes = 8 << 20;

/**
 * The bytes of a file at a commit, or nothing where that commit has no such file. Only regular files
 * count: throws GitError for a link anywhere on the path, for a file above 8 MiB, and where the
 * repository does not hold the commit (`no-commit`) or what belongs to it (`incomplete`).
 */
export async function readFileAt(file: FileAtCommit): Promise<Buffer | undefined> {
  const { repository, path } = file;
  const commit = commitName(file.commit);
  await requireCommit(repository, commit);
  const blob = await blobAt(repository, commit, path);
  if (blob === undefined) return undefined;
  const size = Number((await describe(repository, blob)).split(" ")[2]);
  if (Number.isNaN(size)) throw new GitError("incomplete", `${path} at ${commit} is not here`);
  if (size > maxFileBytes) {
    throw new GitError(
      "too-large",
      `${path} has ${size} bytes at ${commit}; up to ${maxFileBytes} are read`,
    );
  }
  return (await ask(repository, ["cat-file", "blob", blob], "")).stdout;
}

async function requireCommit(repository: string, commit: CommitName): Promise<void> {
  const answer = await describe(repository, commit);
  if (answer === `${commit} missing`) {
    throw new GitError("no-commit", `the commit ${commit} is not in this checkout`);
  }
  if (!answer.startsWith(`${commit} commit `)) {
    throw new GitError("bad-revision", `${commit} is not the name of a commit`);
  }
}

/** `<name> <type> <size>`, or `<name> missing`. */
async function describe(repository: string, object: string): Promise<string> {
  const { stdout } = await ask(repository, ["cat-file", "--batch-check"], `${object}\n`);
  return stdout.toString("utf8").trimEnd();
}

/** The object that the path names; the folders above are listed too, so that a link among them shows. */
async function blobAt(
  repository: string,
  commit: CommitName,
  path: string,
): Promise<string | undefined> {
  const parts = path.split("/");
  const prefixes = parts.map((_, index) => parts.slice(0, index + 1).join("/"));
  const listing = await ask(
    repository,
    ["ls-tree", "-t", "-z", "--full-tree", commit, "--", ...prefixes],
    "",
  );
  for (const line of listing.stdout.toString("utf8").split("\0")) {
    const entry = /^(?<mode>\d+) \w+ (?<name>[0-9a-f]+)\t(?<at>.*)$/s.exec(line)?.groups;
    if (entry === undefined || !prefixes.includes(entry["at"] ?? "")) continue;
    const isLast = entry["at"] === path;
    if (isLast && isRegularFile(entry["mode"])) return entry["name"];
    if (isLast || entry["mode"] !== "040000") {
      throw new GitError(
        "not-a-file",
        `${entry["at"]} is ${kindOf(entry["mode"])} at ${commit}; only a regular file in regular folders is read`,
      );
    }
  }
  return undefined;
}

function isRegularFile(mode: string | undefined): boolean {
  return mode === "100644" || mode === "100755" || mode === "100664";
}

function kindOf(mode: string | undefined): string {
  if (mode === "120000") return "a symbolic link";
  if (mode === "160000") return "a submodule";
  return mode === "040000" ? "a folder" : "a file";
}

async function ask(repository: string, args: readonly string[], stdin: string): Promise<Finished> {
  try {
    return await git(args, { folder: repository, stdin, stdoutLimit: 2 * maxFileBytes });
  } catch (cause) {
    if (!(cause instanceof ProcessError)) throw cause;
    if (cause.stderr.includes("not a git repository")) {
      throw new GitError("no-repository", `${repository} is not a git repository`, { cause });
    }
    if (cause.code !== "failed") throw new GitError("git-failed", cause.message, { cause });
    throw new GitError("incomplete", `${cause.message}: ${firstLine(cause.stderr)}`, { cause });
  }
}

function firstLine(text: string): string {
  return text.split("\n", 1)[0] ?? "";
}
