import { commitFilesNamedBy, withCommitPaths } from "./commits.ts";
import { ignoreFilesKey, movedFile } from "./ignore-files.ts";
import type { Policy } from "./policy.ts";
import { filesNamedBy, withPaths } from "./signatures.ts";
import { vulnerabilityFilesNamedBy, withVulnerabilityPaths } from "./vulnerabilities.ts";

/** Every file that decides with the policy, each with the key that names it. */
export function filesNamedIn({
  registries: { constraints, ca },
  signatures,
  vulnerabilities,
  standardIgnoreFiles,
  commits,
}: Policy): readonly { readonly key: string; readonly path: string }[] {
  const inSections = [
    ...(signatures === undefined ? [] : filesNamedBy(signatures)),
    ...(vulnerabilities === undefined ? [] : vulnerabilityFilesNamedBy(vulnerabilities)),
    ...(commits === undefined ? [] : commitFilesNamedBy(commits)),
  ];
  return [
    ...constraints.map((path) => ({ key: "registries.constraints", path })),
    ...(ca === undefined ? [] : [{ key: "registries.ca", path: ca }]),
    ...standardIgnoreFiles.map(({ path }) => ({ key: ignoreFilesKey, path })),
    ...inSections.map(({ key, file }) => ({ key, path: file.path })),
  ];
}

/** The same policy with the path of every file that it names replaced. */
export function withFilePaths<P extends Policy>(policy: P, replace: (path: string) => string): P {
  const { registries, signatures, vulnerabilities, commits } = policy;
  const { constraints, ca } = registries;
  return {
    ...policy,
    registries: {
      ...registries,
      constraints: constraints.map(replace),
      ca: ca === undefined ? undefined : replace(ca),
    },
    standardIgnoreFiles: policy.standardIgnoreFiles.map((file) => movedFile(file, replace)),
    signatures: signatures === undefined ? undefined : withPaths(signatures, replace),
    vulnerabilities:
      vulnerabilities === undefined ? undefined : withVulnerabilityPaths(vulnerabilities, replace),
    commits: commits === undefined ? undefined : withCommitPaths(commits, replace),
  };
}
