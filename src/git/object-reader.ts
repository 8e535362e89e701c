import { createHash } from "node:crypto";
import { ByteSource } from "./byte-source.ts";
import { GitError } from "./error.ts";
import type { Scratch } from "./scratch-repository.ts";
import { gitOutput } from "./stream.ts";

export const objectTypes = ["commit", "tag", "tree", "blob"] as const;
export type ObjectType = (typeof objectTypes)[number];

/** An object whose bytes have the name that it was asked for by. */
export interface WholeObject {
  readonly id: string;
  readonly state: "whole";
  readonly type: ObjectType;
  readonly bytes: Buffer;
}

/** An object that is not there, or that is there and above the bound. */
export type ReadObject =
  | WholeObject
  | { readonly id: string; readonly state: "missing" }
  | {
      readonly id: string;
      readonly state: "too-large";
      readonly type: ObjectType;
      readonly size: number;
    };

/** A commit or tag above this is not taken apart; the largest real ones have some hundred kilobytes. */
export const maxObjectBytes = 4 << 20;

const longestHeader = 200;

/**
 * Reads objects in the order of their names, one at a time, each hashed again: what a checkout's
 * object store calls by a name need not have it. Throws GitError `wrong-object` or `git-failed`.
 */
export async function* readObjects(
  scratch: Scratch,
  ids: readonly string[],
  maxBytes = maxObjectBytes,
): AsyncGenerator<ReadObject, void, undefined> {
  if (ids.length === 0) return;
  const args = ["cat-file", "--batch", "--buffer"];
  const source = new ByteSource(gitOutput(args, { folder: scratch.folder, lines: ids }));
  try {
    for (const id of ids) yield await nextObject(source, scratch, id, maxBytes);
    // Git's own ending counts as well.
    if ((await source.line(longestHeader)) !== undefined) throw unexpected("more than was asked");
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw new GitError("git-failed", `git cat-file: ${cause.message}`, { cause });
  } finally {
    await source.close();
  }
}

async function nextObject(
  source: ByteSource,
  { format }: Scratch,
  id: string,
  maxBytes: number,
): Promise<ReadObject> {
  const header = await source.line(longestHeader);
  if (header === `${id} missing`) return { id, state: "missing" };
  const [name, word, length] = header?.split(" ") ?? [];
  const type = objectTypes.find((known) => known === word);
  const size = Number(length);
  if (name !== id || type === undefined || !Number.isSafeInteger(size)) throw unexpected(header);
  const hash = createHash(format).update(`${type} ${size}\0`);
  let bytes: Buffer | undefined;
  if (size <= maxBytes) {
    bytes = await source.take(size);
    hash.update(bytes);
  } else await source.pass(size, (part) => hash.update(part));
  await source.take(1);
  if (hash.digest("hex") !== id) throw wrongObject(id);
  return bytes === undefined
    ? { id, state: "too-large", type, size }
    : { id, state: "whole", type, bytes };
}

/** An object store that gives other bytes than those with the name. */
export function wrongObject(id: string): GitError {
  const message = `the object store holds something else under the name ${id}`;
  return new GitError("wrong-object", message, { objects: [id] });
}

function unexpected(said: string | undefined): GitError {
  const what = JSON.stringify(said?.slice(0, longestHeader) ?? "nothing");
  return new GitError("git-failed", `git cat-file answered with ${what}`);
}

/** The type of every object that is there, by name; nothing is read but its header. */
export async function typesOf(
  scratch: Scratch,
  ids: readonly string[],
): Promise<ReadonlyMap<string, ObjectType>> {
  const types = new Map<string, ObjectType>();
  if (ids.length === 0) return types;
  const args = ["cat-file", "--batch-check=%(objectname) %(objecttype)", "--buffer"];
  const source = new ByteSource(gitOutput(args, { folder: scratch.folder, lines: ids }));
  for (let line; (line = await source.line(longestHeader)) !== undefined;) {
    const [name, word] = line.split(" ");
    const type = objectTypes.find((known) => known === word);
    if (name !== undefined && type !== undefined) types.set(name, type);
  }
  return types;
}
