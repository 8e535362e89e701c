import { ProcessError } from "../process/error.ts";
import { GitError } from "./error.ts";
import { git } from "./git.ts";
import { commitName } from "./revision.ts";
import type { Scratch } from "./scratch-repository.ts";

/** Commits by full name: everything reachable from `include` that is not reachable from `exclude`. */
export interface CommitRange {
  readonly include: readonly string[];
  readonly exclude: readonly string[];
}

/** A walked range: children before their parents, and the excluded commits that are parents of it. */
export interface Walk {
  readonly commits: readonly string[];
  readonly boundary: readonly string[];
}

/** Three million commits. */
const maxListBytes = 128 << 20;

const walkTimeoutMs = 300_000;

/** Walks a range as git does. Throws GitError `incomplete` where an object is missing or cannot be read. */
export async function commitsIn(scratch: Scratch, range: CommitRange): Promise<Walk> {
  const lines = await revList(scratch, range, ["--boundary", "--topo-order"]);
  const commits: string[] = [];
  const boundary: string[] = [];
  for (const line of lines) {
    if (line.startsWith("-")) boundary.push(commitName(line.slice(1)));
    else commits.push(commitName(line));
  }
  return { commits, boundary };
}

/** Whether a commit of the range has no parents, which is to say that it begins a history. */
export async function hasRoot(scratch: Scratch, range: CommitRange): Promise<boolean> {
  return (await revList(scratch, range, ["--max-parents=0", "--max-count=1"])).length > 0;
}

/** Whether a commit is the other one or behind it. Throws GitError. */
export async function isAncestor(
  { folder }: Scratch,
  ancestor: string,
  descendant: string,
): Promise<boolean> {
  const args = ["merge-base", "--is-ancestor", commitName(ancestor), commitName(descendant)];
  try {
    return (await git(args, { folder, statuses: [0, 1], timeoutMs: walkTimeoutMs })).status === 0;
  } catch (cause) {
    if (!(cause instanceof ProcessError)) throw cause;
    throw walkError(cause);
  }
}

async function revList(
  { folder }: Scratch,
  { include, exclude }: CommitRange,
  options: readonly string[],
): Promise<readonly string[]> {
  if (include.length === 0) return [];
  const revisions = [
    ...include.map((id) => commitName(id)),
    ...exclude.map((id) => `^${commitName(id)}`),
  ];
  try {
    const { stdout } = await git(["rev-list", ...options, "--stdin"], {
      folder,
      stdin: revisions.map((revision) => `${revision}\n`).join(""),
      stdoutLimit: maxListBytes,
      timeoutMs: walkTimeoutMs,
    });
    return stdout.toString("latin1").split("\n").slice(0, -1);
  } catch (cause) {
    if (!(cause instanceof ProcessError)) throw cause;
    throw walkError(cause);
  }
}

function walkError(cause: ProcessError): GitError {
  if (cause.code === "output-too-large") {
    return new GitError("too-large", "the range has more commits than can be listed", { cause });
  }
  if (cause.code !== "failed") return new GitError("git-failed", cause.message, { cause });
  const named = cause.stderr.match(/\b(?:[0-9a-f]{64}|[0-9a-f]{40})\b/g) ?? [];
  const said = cause.stderr.split("\n", 1)[0] ?? "";
  return new GitError("incomplete", `the history cannot be walked: ${said.slice(0, 300)}`, {
    cause,
    objects: [...new Set(named)],
  });
}
