import { existsSync, lstatSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { TrustMaterial } from "../checks/commits/subject.ts";
import { messageOf, UsageError } from "../errors.ts";
import { maxFileBytes } from "../git/read-file-at.ts";
import { commitFilesNamedBy } from "../policy/commits.ts";
import { withStandardIgnoreFiles } from "../policy/ignore-files.ts";
import { mistakenPath, policyPath } from "../policy/load.ts";
import { filesNamedIn } from "../policy/named-files.ts";
import type { Policy } from "../policy/policy.ts";
import { atBase, type ReadAtBase, type Repository } from "./base-files.ts";
import type { Event } from "./event.ts";
import { ignoreFilesAt, noticesOfNewIgnoreFiles } from "./standard-ignore-files.ts";
import type { TrustPoint } from "./trust-point.ts";

export interface PolicyQuestion {
  readonly repository: Repository;
  /** Where the policy is read. */
  readonly base: TrustPoint;
  readonly event: Event;
  /** The input `policy` as a path from the repository's root. */
  readonly named: string | undefined;
  /** The workflow file that runs, from the repository's root. */
  readonly workflowPath: string | undefined;
  /** Makes a policy of a file's text; throws UsageError with its mistakes. */
  readonly parse: (text: Buffer, path: string) => Policy;
  readonly otherwise: Policy;
}

/** The policy that counts, where it came from, and what the reader has to be told about it. */
export interface TrustedPolicy {
  readonly policy: Policy;
  readonly origin: string;
  readonly notices: readonly string[];
  /** By path, the files that the policy names and the change edits, as the base branch has them. */
  readonly replaced: ReadonlyMap<string, Buffer>;
  /** What the section on commits is judged by, and which of these files the change edits. */
  readonly trust: TrustMaterial;
  readonly changed: readonly string[];
}

/**
 * The policy of a change that is to be merged: the file at the tip of the base branch, never the one
 * that the change brings. Throws UsageError where it cannot be determined.
 */
export function policyAtBase(question: PolicyQuestion): Promise<TrustedPolicy> {
  const { repository, base, otherwise } = question;
  return atBase(repository, base, async (read) => {
    const choice = await choosePath(question, read);
    const text = await read(choice.path);
    if (text === undefined) await refuseMistakenPath(base, read);
    const parsed = text === undefined ? otherwise : question.parse(text, choice.path);
    const policy = withStandardIgnoreFiles(parsed, await ignoreFilesAt(read));
    const named = await namedFiles(question, policy, read);
    const replaced = hasCheckout(repository) ? editedAmong(repository, named) : named;
    const edits = hasCheckout(repository) ? [...replaced.keys()] : [];
    const policyNotices = changeNotices(question, choice.path, text);
    const label = `${base.what} at ${base.commit.slice(0, 7)}${base.isAnchored ? "" : " (unanchored)"}`;
    return {
      policy,
      origin: label,
      notices: [
        ...choice.notices,
        ...policyNotices,
        ...edits.map((path) => edited(path, base)),
        ...(hasCheckout(repository) ? noticesOfNewIgnoreFiles(repository.root, policy) : []),
      ],
      replaced,
      trust: { label, policy: policy.commits, files: named },
      changed: [
        ...(policyNotices.length > 0 ? [choice.path] : []),
        ...commitFilesAmong(policy, edits),
      ],
    };
  });
}

/** A policy that silently did not count would be worse than none. */
async function refuseMistakenPath({ what }: TrustPoint, read: ReadAtBase): Promise<void> {
  if ((await read(mistakenPath)) === undefined) return;
  throw new UsageError(
    `The ${what} has ${mistakenPath}; a policy is read from ${policyPath}: rename the file.`,
  );
}

interface Choice {
  readonly path: string;
  readonly notices: readonly string[];
}

/**
 * Where the author writes the workflow, the base has to vouch for the path that it names: else a
 * change could pick the laxest YAML file of the base, or one that is not there.
 */
async function choosePath(question: PolicyQuestion, read: ReadAtBase): Promise<Choice> {
  const { named, event, base } = question;
  if (named === undefined || named === policyPath) {
    return { path: policyPath, notices: [] };
  }
  const exists = (await read(named)) !== undefined;
  if (!event.authorWritesWorkflow) {
    if (exists) return { path: named, notices: [] };
    throw new UsageError(`policy: the ${base.what} has no file ${JSON.stringify(named)}`);
  }
  if (!exists) {
    const notice = `The ${base.what} has no ${named}, which this workflow names as the policy; it takes effect once it is merged, and ${policyPath} was looked for instead.`;
    return { path: policyPath, notices: [notice] };
  }
  if ((await read(policyPath)) === undefined || (await isVouchedFor(question, named, read))) {
    return { path: named, notices: [] };
  }
  throw new UsageError(
    `policy: the ${base.what} has ${policyPath} as well as ${JSON.stringify(named)}, and its version of this workflow does not name the latter; a pull request cannot choose between them. Keep one of them, or leave the input out.`,
  );
}

async function isVouchedFor(
  { workflowPath }: PolicyQuestion,
  named: string,
  read: ReadAtBase,
): Promise<boolean> {
  if (workflowPath === undefined) return false;
  return (await read(workflowPath))?.includes(named) ?? false;
}

function changeNotices(
  { repository, base, parse }: PolicyQuestion,
  path: string,
  atBase: Buffer | undefined,
): string[] {
  if (!hasCheckout(repository)) return [];
  const here = textHere(join(repository.root, path));
  if (atBase === undefined) {
    if (here === undefined) return [];
    const notice = `This change brings ${path}, which takes effect once it is merged; the default policy was applied.`;
    return [notice, ...mistakesOf(here, path, parse)];
  }
  if (here === undefined) {
    return [`This change removes ${path}; the version of the ${base.what} was applied.`];
  }
  if (here !== "unreadable" && sameText(here, atBase)) return [];
  return [edited(path, base), ...mistakesOf(here, path, parse)];
}

/** Its author learns of mistakes now; once merged they would stop everybody. */
function mistakesOf(
  here: Buffer | "unreadable",
  path: string,
  parse: PolicyQuestion["parse"],
): string[] {
  if (here === "unreadable") {
    return [
      `The new ${path} is not a readable regular file of at most ${maxFileBytes} bytes; merged like this it would stop every run.`,
    ];
  }
  try {
    parse(here, path);
    return [];
  } catch (error) {
    return [
      `The new ${path} has mistakes, and merged like this it would stop every run: ${messageOf(error).replaceAll("\n", "; ")}`,
    ];
  }
}

function textHere(file: string): Buffer | "unreadable" | undefined {
  try {
    const found = lstatSync(file);
    return found.isFile() && found.size <= maxFileBytes ? readFileSync(file) : "unreadable";
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    return code === "ENOENT" || code === "ENOTDIR" ? undefined : "unreadable";
  }
}

/** A checkout on Windows may have other line ends than the commit. */
function sameText(a: Buffer, b: Buffer): boolean {
  const plain = (text: Buffer): string => text.toString("latin1").replaceAll("\r\n", "\n");
  return a.equals(b) || plain(a) === plain(b);
}

/** The files that the policy names decide with it, so the change must not supply them either. */
async function namedFiles(
  { base }: PolicyQuestion,
  policy: Policy,
  read: ReadAtBase,
): Promise<Map<string, Buffer>> {
  const files = new Map<string, Buffer>();
  for (const { key, path } of filesNamedIn(policy)) {
    const text = await read(path);
    if (text === undefined) {
      throw new UsageError(`${key}: the ${base.what} has no file ${JSON.stringify(path)}`);
    }
    files.set(path, text);
  }
  return files;
}

function editedAmong(
  { root }: Repository,
  named: ReadonlyMap<string, Buffer>,
): ReadonlyMap<string, Buffer> {
  return new Map(
    [...named].filter(([path, text]) => {
      const here = textHere(join(root, path));
      return !(here instanceof Buffer) || !sameText(here, text);
    }),
  );
}

function commitFilesAmong({ commits }: Policy, paths: readonly string[]): readonly string[] {
  const own = commits === undefined ? [] : commitFilesNamedBy(commits);
  return paths.filter((path) => own.some(({ file }) => file.path === path));
}

/** Without a checkout there is nothing that a change could have edited. */
function hasCheckout({ root }: Repository): boolean {
  return existsSync(join(root, ".git"));
}

function edited(path: string, { what }: TrustPoint): string {
  return `This change edits ${path}; the version of the ${what} was applied.`;
}
