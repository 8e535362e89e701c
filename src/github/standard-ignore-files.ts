import { lstatSync } from "node:fs";
import { join } from "node:path";
import { GitError } from "../git/error.ts";
import { standardNames } from "../policy/ignore-files.ts";
import type { Policy } from "../policy/policy.ts";
import type { ReadAtBase } from "./base-files.ts";

/** Trivy's own ignore files as far as the base has them; a link is none, as on the disk. */
export async function ignoreFilesAt(read: ReadAtBase): Promise<readonly string[]> {
  const found: string[] = [];
  for (const name of standardNames) {
    try {
      if ((await read(name)) !== undefined) found.push(name);
    } catch (error) {
      if (!(error instanceof GitError) || error.code !== "not-a-file") throw error;
    }
  }
  return found;
}

/** Tells of those that only the change has, under a policy that would let them count. */
export function noticesOfNewIgnoreFiles(root: string, policy: Policy): readonly string[] {
  if (policy.vulnerabilities?.ignoreFiles !== undefined) return [];
  return standardNames
    .filter((name) => !policy.standardIgnoreFiles.some(({ path }) => path === name))
    .filter((name) => lstatSync(join(root, name), { throwIfNoEntry: false }) !== undefined)
    .map((name) => `This change brings ${name}, which takes effect once it is merged.`);
}
