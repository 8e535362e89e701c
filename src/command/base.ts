import { existsSync } from "node:fs";
import path from "node:path";
import type { Base, WantedComparison } from "../baseline/base.ts";
import { messageOf, UsageError } from "../errors.ts";
import { GitError } from "../git/error.ts";
import { requireGit } from "../git/git-version.ts";
import { mergeBase } from "../git/merge-base.ts";
import { defaultRange, resolveCommit } from "../git/range.ts";
import type { Policy } from "../policy/policy.ts";
import type { CheckArguments } from "./arguments.ts";

/** What is needed to find the base of the command line. */
export interface BaseQuestion extends Pick<CheckArguments, "onlyNew" | "base" | "gate"> {
  readonly root: string;
  readonly policy: Policy;
}

/**
 * What `--only-new` compares with: the commit that `--base` names, else where HEAD left its upstream or
 * origin's main branch. Nothing without the option. Throws UsageError for a base that is not there.
 */
export async function comparisonAsked(
  question: BaseQuestion,
): Promise<{ readonly comparison?: WantedComparison }> {
  const { onlyNew, root, base, gate, policy } = question;
  if (!onlyNew) return {};
  const found = base === undefined ? await defaultBase(root) : await namedBase(root, base);
  return { comparison: { base: found, gate: gate ?? policy.gate } };
}

async function namedBase(root: string, revision: string): Promise<Base> {
  if (!existsSync(path.join(root, ".git"))) {
    throw new UsageError(
      `--base: ${root} is no git repository, so it has no commit to compare with`,
    );
  }
  await requireGit();
  const commit = await resolveCommit(root, revision);
  if (commit !== undefined) return baseAt(root, commit);
  throw new UsageError(
    `--base: ${JSON.stringify(revision.slice(0, 200))} names no commit in ${root}; a shallow checkout may lack it (git fetch --unshallow)`,
  );
}

async function defaultBase(root: string): Promise<Base> {
  if (!existsSync(path.join(root, ".git"))) return none(`${root} is no git repository`);
  try {
    await requireGit();
    if ((await resolveCommit(root, "HEAD")) === undefined)
      return none("there is no commit at HEAD");
    const found = await defaultRange(root);
    if (found.kind === "none") {
      return none(
        "the branch has no upstream and there is no origin/HEAD; name one with --base REV",
      );
    }
    const { include, exclude, name } = found.range;
    const sources = { checkout: root, remote: undefined };
    const commit = await mergeBase(sources, include[0] ?? "", exclude[0] ?? "");
    if (commit !== undefined) return baseAt(root, commit);
    return none(
      `${name.replace("..", " and ")} have no commit in common here; a shallow checkout may lack it (git fetch --unshallow), or name one with --base REV`,
    );
  } catch (error) {
    if (error instanceof UsageError || error instanceof GitError) return none(messageOf(error));
    throw error;
  }
}

function baseAt(root: string, commit: string): Base {
  return { kind: "commit", commit, sources: { checkout: root, remote: undefined } };
}

function none(reason: string): Base {
  return { kind: "none", reason };
}
