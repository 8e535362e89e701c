import { existsSync } from "node:fs";
import path from "node:path";
import type { Base, WantedComparison } from "../baseline/base.ts";
import { messageOf, UsageError } from "../errors.ts";
import { GitError } from "../git/error.ts";
import { requireGit } from "../git/git-version.ts";
import { mergeBase } from "../git/merge-base.ts";
import { resolveCommit } from "../git/range.ts";
import type { Policy } from "../policy/policy.ts";
import type { CheckArguments } from "./arguments.ts";

/** What is needed to find the base of the command line. */
export interface BaseQuestion extends Pick<CheckArguments, "onlyNew" | "base" | "gate"> {
  readonly root: string;
  readonly policy: Policy;
}

/**
 * What `--only-new` compares with: the commit that `--base` names, else where HEAD left
 * origin's main branch or its upstream. Nothing without the option. Throws UsageError for a base that is not there.
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
      `--base: ${root} is not a git repository, so it has no commit to compare with`,
    );
  }
  await requireGit();
  const commit = await resolveCommit(root, revision);
  if (commit !== undefined) return baseAt(root, commit);
  throw new UsageError(
    `--base: ${JSON.stringify(revision.slice(0, 200))} names no commit in ${root}; a shallow checkout may lack it (git fetch --unshallow)`,
  );
}

/** The upstream of a branch that was pushed is the branch itself, which has all of the change already. */
const mainLines = [
  { revision: "refs/remotes/origin/HEAD", name: "origin/HEAD" },
  { revision: "@{upstream}", name: "@{upstream}" },
] as const;

async function defaultBase(root: string): Promise<Base> {
  if (!existsSync(path.join(root, ".git"))) return none(`${root} is not a git repository`);
  try {
    await requireGit();
    const head = await resolveCommit(root, "HEAD");
    if (head === undefined) return none("there is no commit at HEAD");
    for (const { revision, name } of mainLines) {
      const tip = await resolveCommit(root, revision);
      if (tip === undefined) continue;
      const commit = await mergeBase({ checkout: root, remote: undefined }, head, tip);
      if (commit !== undefined) return baseAt(root, commit);
      return none(
        `${name} and HEAD have no commit in common here; a shallow checkout may lack it (git fetch --unshallow), or name one with --base REV`,
      );
    }
    return none("there is no origin/HEAD and the branch has no upstream; name one with --base REV");
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
