import { closeSync, constants, fstatSync, openSync, readFileSync } from "node:fs";
import path from "node:path";
import { messageOf, UsageError } from "../../errors.ts";
import { readTree } from "../../kubernetes/read-tree.ts";
import type { NamedFile } from "../../policy/signatures.ts";
import type { ClusterImagePolicy } from "./cluster-image-policy/cluster-image-policy.ts";
import { clusterImagePoliciesIn } from "./cluster-image-policy/read.ts";

/** Larger than any key, trust root or set of policies. */
const largestFile = 4 << 20;

/**
 * Reads files that the policy names: from the root of its repository, or by their absolute path where
 * the policy lies elsewhere. What cannot be read is a UsageError that names the file.
 */
export function policyFileReader(root: string): (file: string) => string {
  return (file) => {
    try {
      return readText(path.resolve(root, file));
    } catch (cause) {
      const isMissing = cause instanceof Error && "code" in cause && cause.code === "ENOENT";
      const reason = isMissing ? "there is no such file" : messageOf(cause);
      throw new UsageError(`${file} cannot be read: ${reason}`, { cause });
    }
  };
}

/** Opens without waiting, lest a named pipe hold the run. */
function readText(file: string): string {
  const descriptor = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const stats = fstatSync(descriptor);
    if (!stats.isFile()) throw new Error("it is not a file");
    if (stats.size > largestFile) throw new Error(`it has more than ${largestFile} bytes`);
    return new TextDecoder("utf-8", { fatal: true }).decode(readFileSync(descriptor));
  } finally {
    closeSync(descriptor);
  }
}

/** The ClusterImagePolicies in the named files. Throws one UsageError with all mistakes. */
export function readClusterImagePolicies(
  root: string,
  files: readonly NamedFile[],
): readonly ClusterImagePolicy[] {
  const mistakes: string[] = [];
  const policies = files.flatMap((file) => {
    try {
      return policiesIn(root, file);
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      mistakes.push(...error.mistakes);
      return [];
    }
  });
  if (mistakes.length > 0) throw new UsageError(mistakes);
  return policies;
}

function policiesIn(root: string, { path: named }: NamedFile): readonly ClusterImagePolicy[] {
  const file = path.resolve(root, named);
  const isInside = file.startsWith(root + path.sep);
  const tree = readTree({
    root: isInside ? root : path.dirname(file),
    paths: [file],
    excluded: () => false,
    images: [],
  });
  const unreadable = tree.problems.filter(({ kind }) => kind === "unreadable");
  if (unreadable.length > 0) {
    throw new UsageError(unreadable.map(({ message }) => `${named}: ${message}`));
  }
  return clusterImagePoliciesIn(named, tree.resources);
}
