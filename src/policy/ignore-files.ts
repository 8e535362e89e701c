import { startOf } from "../model/location.ts";
import type { Policy } from "./policy.ts";
import type { NamedFile } from "./signatures.ts";

/** The files that Trivy reads by itself in the folder where it is started. */
export const standardNames: readonly string[] = [".trivyignore", ".trivyignore.yaml"];

/** The key of a policy that names others in their place. */
export const ignoreFilesKey = "vulnerabilities.ignore-files";

/** The policy with those of Trivy's own ignore files that were found beside it, unless it names others. */
export function withStandardIgnoreFiles<P extends Policy>(policy: P, found: readonly string[]): P {
  const namesOthers = policy.vulnerabilities?.ignoreFiles !== undefined;
  const files = namesOthers ? [] : found.map((path) => ({ path, location: startOf(path) }));
  return { ...policy, standardIgnoreFiles: files };
}

/** The ignore files that count, in the order in which they are asked. */
export function ignoreFilesOf(policy: Policy): readonly NamedFile[] {
  return policy.vulnerabilities?.ignoreFiles ?? policy.standardIgnoreFiles;
}

/** The file under another path, with the one that reports show. */
export function movedFile(file: NamedFile, replace: (path: string) => string): NamedFile {
  return { ...file, path: replace(file.path), shown: file.shown ?? file.path };
}
