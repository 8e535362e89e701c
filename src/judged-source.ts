import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { blobName } from "./baseline/kept-files.ts";
import { namedFileBytes } from "./checks/named-file-bytes.ts";
import { UsageError } from "./errors.ts";
import { withCommitTree } from "./git/commit-tree.ts";
import { GitError } from "./git/error.ts";
import { resolveCommit } from "./git/range.ts";
import type { SourceFile } from "./kubernetes/source-file.ts";
import type { Tree } from "./kubernetes/tree.ts";
import { comparePlainly, startOf } from "./model/location.ts";
import type { Shard } from "./model/report.ts";
import { withFilePaths } from "./policy/named-files.ts";
import type { Policy } from "./policy/policy.ts";
import type { Request } from "./request.ts";
import { sha256 } from "./hash.ts";

/** What was judged, and by which policy: reports that differ in it are not of one run. */
export type JudgedSource = Pick<Shard, "files" | "policy" | "commit" | "changed">;

/** No file that a policy names is larger; of a larger one it counts only that it is. */
const largestNamed = 256 << 20;

/** Tells a tree and its policy from every other by their content, and names the commit if there is one. */
export async function judgedSource(
  { root, policy }: Pick<Request, "root" | "policy">,
  { files }: Pick<Tree, "files">,
): Promise<JudgedSource> {
  return {
    files: hashOfFiles(files),
    policy: hashOfPolicy(policy, root),
    ...(await commitOf(root, files)),
  };
}

function hashOfFiles(files: Tree["files"]): string {
  const entries = [...files.values()].map(({ path: name, text }) => [name, sha256(text)] as const);
  return sha256(JSON.stringify(entries.sort(([a], [b]) => comparePlainly(a, b))));
}

/** Where the files that it names lie is another thing on each runner; what they say is not. */
function hashOfPolicy(policy: Policy, root: string): string {
  const content = withFilePaths(policy, (file) => contentOf(file, root));
  return sha256(
    JSON.stringify(content, (_key, value: unknown) => (value instanceof Map ? [...value] : value)),
  );
}

/** A file that cannot be read is told of by the check that needs it. */
function contentOf(file: string, root: string): string {
  try {
    return sha256(namedFileBytes(root, { path: file, location: startOf(file) }, largestNamed));
  } catch (error) {
    if (error instanceof UsageError) return "unreadable";
    throw error;
  }
}

async function commitOf(
  root: string,
  files: Tree["files"],
): Promise<Pick<Shard, "commit" | "changed">> {
  if (!existsSync(path.join(root, ".git"))) return {};
  try {
    const commit = await resolveCommit(root, "HEAD");
    if (commit === undefined) return {};
    return { commit, changed: await isChanged(root, commit, [...files.values()]) };
  } catch (error) {
    // Without git, or in what only looks like a repository, the content alone has to do.
    if (error instanceof UsageError) return {};
    throw error;
  }
}

/** `git status` would run the filters that a repository's configuration names; the objects run nothing. */
async function isChanged(
  root: string,
  commit: string,
  files: readonly SourceFile[],
): Promise<boolean> {
  const sources = { checkout: root, remote: undefined };
  try {
    return await withCommitTree(sources, commit, ({ entries, format }) => {
      const names = new Map(entries.map((entry) => [entry.path, entry.id]));
      const isAsCommitted = ({ path: name, text }: SourceFile): boolean =>
        names.get(name) === blobName(Buffer.from(text), format) ||
        names.get(name) === blobName(readFileSync(path.join(root, name)), format);
      return Promise.resolve(!files.every(isAsCommitted));
    });
  } catch (error) {
    // Nobody knows that they are the commit's, as where its objects are not all there.
    if (error instanceof GitError || isSystemError(error)) return true;
    throw error;
  }
}

function isSystemError(error: unknown): boolean {
  return error instanceof Error && "code" in error;
}
