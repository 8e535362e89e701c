import { commitFilesNamedBy, withCommitPaths } from "./commits.ts";
import type { Policy } from "./policy.ts";
import { filesNamedBy, withPaths } from "./signatures.ts";

/** Every file that decides with the policy, each with the key that names it. */
export function filesNamedIn({
  registries: { constraints, ca },
  signatures,
  commits,
}: Policy): readonly { readonly key: string; readonly path: string }[] {
  const inSections = [
    ...(signatures === undefined ? [] : filesNamedBy(signatures)),
    ...(commits === undefined ? [] : commitFilesNamedBy(commits)),
  ];
  return [
    ...constraints.map((path) => ({ key: "registries.constraints", path })),
    ...(ca === undefined ? [] : [{ key: "registries.ca", path: ca }]),
    ...inSections.map(({ key, file }) => ({ key, path: file.path })),
  ];
}

/** The same policy with the path of every file that it names replaced. */
export function withFilePaths<P extends Policy>(policy: P, replace: (path: string) => string): P {
  const { registries, signatures, commits } = policy;
  const { constraints, ca } = registries;
  return {
    ...policy,
    registries: {
      ...registries,
      constraints: constraints.map(replace),
      ca: ca === undefined ? undefined : replace(ca),
    },
    signatures: signatures === undefined ? undefined : withPaths(signatures, replace),
    commits: commits === undefined ? undefined : withCommitPaths(commits, replace),
  };
}
