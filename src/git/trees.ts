import { readObjects } from "./object-reader.ts";
import type { Scratch } from "./scratch-repository.ts";

/** The trees that commits name, each once; commits that cannot be read are left out. */
export async function treesOf(scratch: Scratch, commits: readonly string[]): Promise<string[]> {
  const trees = new Set<string>();
  for await (const object of readObjects(scratch, commits)) {
    if (object.state !== "whole" || object.type !== "commit") continue;
    const line = object.bytes.toString("latin1", 0, object.bytes.indexOf("\n"));
    if (line.startsWith("tree ")) trees.add(line.slice("tree ".length));
  }
  return [...trees];
}
