import { readObjects } from "./object-reader.ts";
import { rawParents } from "./raw-parents.ts";
import type { Scratch } from "./scratch-repository.ts";

/**
 * The parents that a commit names, present or not; none where it is a root, or not there itself. Throws
 * GitError where the object store cannot be read.
 */
export async function parentsOf(scratch: Scratch, commit: string): Promise<readonly string[]> {
  for await (const object of readObjects(scratch, [commit])) {
    if (object.state === "whole" && object.type === "commit") return rawParents(object.bytes);
  }
  return [];
}
