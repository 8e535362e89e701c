import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import { messageOf, UsageError } from "../../errors.ts";
import { commitFilesNamedBy } from "../../policy/commits.ts";
import { policyPath } from "../../policy/load.ts";
import type { Policy } from "../../policy/policy.ts";
import type { TrustMaterial } from "./subject.ts";

/** A file with trust material is a list of keys; more than this is something else. */
const largestFile = 16 << 20;

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
