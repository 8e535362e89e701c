import { ProcessError } from "../process/error.ts";
import { UsageError } from "../errors.ts";
import { git } from "./git.ts";
import { isCommitName } from "./revision.ts";
import type { CommitRange } from "./rev-list.ts";

/** A range of the command line by full names, and how it is called in the report. */
export interface NamedRange extends CommitRange {
  readonly name: string;
}

/** The range that is checked, or why there is none. */
export type DefaultRange =
  | { readonly kind: "range"; readonly range: NamedRange }
  | { readonly kind: "none"; readonly reason: string };

const validForms = "write BASE..HEAD, for example main..HEAD or v1.2.0..v1.3.0";

/** The commits that `--range BASE..HEAD` names in the user's repository. Throws UsageError. */
export async function namedRange(checkout: string, text: string): Promise<NamedRange> {
  if (text.includes("...")) {
    const [base, head] = text.split("...");
    throw new UsageError(
      `--range: ${quoted(text)} is a symmetric difference; did you mean ${quoted(`${base}..${head}`)}?`,
    );
  }
  const parts = text.split("..");
  const [base, head] = parts;
  if (parts.length !== 2 || base === undefined || head === undefined) {
    throw new UsageError(`--range: ${quoted(text)} is not a range; ${validForms}.`);
  }
  // As git reads it, an end that is left out is HEAD.
  const ends = [base === "" ? "HEAD" : base, head === "" ? "HEAD" : head] as const;
  const [exclude, include] = await Promise.all(ends.map((end) => resolveCommit(checkout, end)));
  const unknown = ends.filter((_, index) => [exclude, include][index] === undefined);
  if (unknown.length > 0 || exclude === undefined || include === undefined) {
    const names = unknown.map(quoted).join(" and ");
    throw new UsageError(
      `--range: ${names} names no commit in ${checkout}; a shallow checkout may lack it (git fetch --unshallow).`,
    );
  }
  return { include: [include], exclude: [exclude], name: text };
}

/** What is checked without `--range`: what is not upstream yet, else what is not on the remote's main branch. */
export async function defaultRange(checkout: string): Promise<DefaultRange> {
  const head = await resolveCommit(checkout, "HEAD");
  if (head === undefined) return { kind: "none", reason: "there is no commit at HEAD" };
  for (const [revision, name] of [
    ["@{upstream}", "@{upstream}..HEAD"],
    ["refs/remotes/origin/HEAD", "origin/HEAD..HEAD"],
  ] as const) {
    const base = await resolveCommit(checkout, revision);
    if (base === undefined) continue;
    return { kind: "range", range: { include: [head], exclude: [base], name } };
  }
  const reason =
    "the branch has no upstream and there is no origin/HEAD, so no range follows; name one with --range BASE..HEAD";
  return { kind: "none", reason };
}

/**
 * The full name of the commit that a revision of the user's means, or nothing. Only names leave here;
 * a tag is followed to its commit. Throws UsageError where the folder is no repository.
 */
export async function resolveCommit(
  checkout: string,
  revision: string,
): Promise<string | undefined> {
  // Neither a null byte nor a line break can be part of a revision.
  if (/[\0\n]/.test(revision) || revision === "") return undefined;
  const object = await verify(checkout, revision);
  // Behind a name and not behind the revision: `:/fix` would take the suffix for a part of itself.
  return object === undefined ? undefined : verify(checkout, `${object}^{commit}`);
}

async function verify(checkout: string, revision: string): Promise<string | undefined> {
  try {
    const { stdout } = await git(["rev-parse", "--verify", "--end-of-options", revision], {
      folder: checkout,
      // Grafts would send `HEAD~2` elsewhere.
      environment: { GIT_GRAFT_FILE: "/dev/null" },
    });
    const name = stdout.toString("utf8").trim();
    return isCommitName(name) ? name : undefined;
  } catch (cause) {
    if (!(cause instanceof ProcessError)) throw cause;
    if (cause.stderr.includes("not a git repository")) {
      throw new UsageError(`${checkout} is not a git repository, so it has no commits to check.`, {
        cause,
      });
    }
    if (cause.code === "failed") return undefined;
    throw new UsageError(`${quoted(revision)} cannot be resolved: ${cause.message}.`, { cause });
  }
}

function quoted(text: string): string {
  return JSON.stringify(text.slice(0, 200));
}
