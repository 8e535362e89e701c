import { tmpdir } from "node:os";
import { UsageError } from "../errors.ts";
import { ProcessError } from "../process/error.ts";
import { git } from "./git.ts";

/** The oldest git that the checks are tested with; older ones lack `merge-tree --write-tree`. */
const oldest = [2, 39] as const;

/** The version of the git on PATH. Throws UsageError where there is none, or one older than 2.39. */
export async function requireGit(): Promise<string> {
  const said = await gitVersion();
  const numbers = /^git version (?<major>\d+)\.(?<minor>\d+)/.exec(said)?.groups;
  const major = Number(numbers?.["major"]);
  const minor = Number(numbers?.["minor"]);
  const isEnough = major > oldest[0] || (major === oldest[0] && minor >= oldest[1]);
  if (!isEnough) {
    throw new UsageError(
      `git on PATH says ${JSON.stringify(said.slice(0, 60))}; commits are checked with git ${oldest.join(".")} or newer.`,
    );
  }
  return said.replace(/^git version /, "");
}

async function gitVersion(): Promise<string> {
  try {
    return (await git(["--version"], { folder: tmpdir() })).stdout.toString("utf8").trim();
  } catch (cause) {
    if (!(cause instanceof ProcessError)) throw cause;
    const message =
      cause.code === "not-found"
        ? `git is not installed: no folder of PATH has it. Commits are checked with git ${oldest.join(".")} or newer.`
        : `git does not run: ${cause.message}.`;
    throw new UsageError(message, { cause });
  }
}
