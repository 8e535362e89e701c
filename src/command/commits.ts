import { existsSync } from "node:fs";
import path from "node:path";
import type { CommitsSubject } from "../checks/commits/subject.ts";
import { trustOnDisk } from "../checks/commits/trust-on-disk.ts";
import { messageOf, UsageError } from "../errors.ts";
import { requireGit } from "../git/git-version.ts";
import { defaultRange, namedRange, type DefaultRange, type NamedRange } from "../git/range.ts";
import { policyPath } from "../policy/load.ts";
import type { Policy } from "../policy/policy.ts";

/** Where the range and the word about whom to trust come from on the command line. */
export interface CommitsQuestion {
  readonly root: string;
  /** `--range`, as it was given. */
  readonly range: string | undefined;
  readonly policy: Policy;
  readonly policyOrigin: string;
}

/**
 * The commits that the command judges, and the working tree's word about them. Throws UsageError for
 * a range that is named and not there, and for files that the policy names and that cannot be read.
 */
export async function commitsAsked(question: CommitsQuestion): Promise<CommitsSubject> {
  const { root, range, policy } = question;
  const place = policy.path ?? policyPath;
  if (!existsSync(path.join(root, ".git"))) {
    if (range === undefined)
      return { kind: "none", reason: `${root} is not a git repository`, place };
    throw new UsageError(
      `--range: ${root} is not a git repository, so it has no commits to check.`,
    );
  }
  try {
    await requireGit();
  } catch (error) {
    if (range !== undefined || !(error instanceof UsageError)) throw error;
    return { kind: "error", reason: messageOf(error), place };
  }
  if (range !== undefined) return rangeSubject(await namedRange(root, range), question, place);
  const found = await defaultOf(root);
  if (found.kind === "none") return { ...found, place };
  return rangeSubject(found.range, question, place);
}

/** What only looks like a repository has no commits; that is no mistake of the caller's. */
async function defaultOf(root: string): Promise<DefaultRange> {
  try {
    return await defaultRange(root);
  } catch (error) {
    if (error instanceof UsageError) return { kind: "none", reason: messageOf(error) };
    throw error;
  }
}

function rangeSubject(
  { name, include, exclude }: NamedRange,
  { root, policy, policyOrigin }: CommitsQuestion,
  place: string,
): CommitsSubject {
  return {
    kind: "range",
    name,
    sources: { checkout: root, remote: undefined },
    include,
    exclude,
    trust: trustOnDisk(policy, root, policyOrigin),
    steps: [],
    changed: [],
    notices: [],
    place,
  };
}
