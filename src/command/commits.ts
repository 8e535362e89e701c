import { existsSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import type { CommitsSubject, TrustMaterial } from "../checks/commits/subject.ts";
import { messageOf, UsageError } from "../errors.ts";
import { requireGit } from "../git/git-version.ts";
import { defaultRange, namedRange, type DefaultRange, type NamedRange } from "../git/range.ts";
import { commitFilesNamedBy } from "../policy/commits.ts";
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

/** A file with trust material is a list of keys; more than this is something else. */
const largestFile = 16 << 20;

/**
 * The commits that the command judges, and the working tree's word about them. Throws UsageError for
 * a range that is named and not there, and for files that the policy names and that cannot be read.
 */
export async function commitsAsked(question: CommitsQuestion): Promise<CommitsSubject> {
  const { root, range, policy } = question;
  const place = policy.path ?? policyPath;
  if (!existsSync(path.join(root, ".git"))) {
    if (range === undefined) return { kind: "none", reason: `${root} is no git repository`, place };
    throw new UsageError(`--range: ${root} is no git repository, so it has no commits to check.`);
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

/** What a policy's section names, read from the disk; paths are relative to the root. */
export function trustOnDisk(policy: Policy, root: string, label: string): TrustMaterial {
  const section = policy.commits;
  const files = new Map<string, Buffer>();
  const mistakes: string[] = [];
  for (const { key, file } of section === undefined ? [] : commitFilesNamedBy(section)) {
    try {
      files.set(file.path, readBounded(path.resolve(root, file.path)));
    } catch (error) {
      const { line, column } = file.location;
      mistakes.push(
        `${policy.path ?? policyPath}:${line}:${column}: ${key} names ${JSON.stringify(file.path)}, which cannot be read: ${messageOf(error)}`,
      );
    }
  }
  if (mistakes.length > 0) throw new UsageError(mistakes);
  return { label, policy: section, files };
}

function readBounded(file: string): Buffer {
  const { size } = statSync(file);
  if (size > largestFile) throw new Error(`it has ${size} bytes; up to ${largestFile} are read`);
  return readFileSync(file);
}
