import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { ObjectStore } from "./checkout-store.ts";
import { initBare } from "./fetch.ts";
import { readObjects, typesOf } from "./object-reader.ts";
import { rawParents } from "./raw-parents.ts";
import type { ObjectFormat } from "./revision.ts";
import { withTemporaryFolder } from "../temporary-folder.ts";

/**
 * A bare repository of our own that reads the objects of another one: its configuration, hooks,
 * grafts, replacements and shallow file are ours, which is to say none.
 */
export interface Scratch {
  readonly folder: string;
  readonly format: ObjectFormat;
  /** The commits with parents that are not there, each with those parents. */
  readonly cuts: ReadonlyMap<string, readonly string[]>;
}

/** Lends a scratch repository over an object store to `use`, and removes it. */
export async function withScratch<T>(
  store: ObjectStore,
  use: (scratch: Scratch) => Promise<T>,
): Promise<T> {
  return withTemporaryFolder(async (folder) => {
    await initBare(folder, store.format);
    // Objects alone are read through this file; git does not look at the repository around them.
    await writeFile(join(folder, "objects", "info", "alternates"), `${store.objects}\n`);
    const blank: Scratch = { folder, format: store.format, cuts: new Map() };
    const cuts = await trueCuts(blank, store.claimedCuts);
    if (cuts.size > 0) {
      await writeFile(join(folder, "shallow"), [...cuts.keys()].map((id) => `${id}\n`).join(""));
    }
    return use({ ...blank, cuts });
  });
}

/** Whoever wrote the store's shallow file may hide history with it: only parents that are missing count. */
async function trueCuts(
  scratch: Scratch,
  claimed: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const parents = new Map<string, readonly string[]>();
  const nameLength = scratch.format === "sha256" ? 64 : 40;
  const names = claimed.filter((id) => id.length === nameLength);
  for await (const object of readObjects(scratch, names)) {
    if (object.state === "whole") parents.set(object.id, rawParents(object.bytes));
  }
  const present = await typesOf(scratch, [...new Set([...parents.values()].flat())]);
  const cuts = new Map<string, readonly string[]>();
  for (const [id, all] of parents) {
    const missing = all.filter((parent) => !present.has(parent));
    if (missing.length > 0) cuts.set(id, missing);
  }
  return cuts;
}
