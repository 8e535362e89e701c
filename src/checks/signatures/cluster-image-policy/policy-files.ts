import path from "node:path";
import { UsageError } from "../../../errors.ts";
import { readTree } from "../../../kubernetes/read-tree.ts";
import type { NamedFile } from "../../../policy/signatures.ts";
import type { ClusterImagePolicy } from "./cluster-image-policy.ts";
import { clusterImagePoliciesIn } from "./read.ts";

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
