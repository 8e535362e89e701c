import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { addressOf, gitOnline, type RemoteRepository } from "./remote.ts";
import type { ObjectFormat } from "./revision.ts";

/** Which objects to ask a server for, and how much of what hangs on them. */
export interface Fetch {
  /** Full object names. */
  readonly wants: readonly string[];
  /** `tree:0` leaves all trees and files out, `blob:none` all files; everything comes unless told. */
  readonly filter?: "tree:0" | "blob:none";
  /** How many generations of commits; all of them unless told. */
  readonly depth?: number;
}

/** What git takes for a depth without end, which also completes a shallow repository. */
export const wholeHistory = 0x7fffffff;

const fetchTimeoutMs = 600_000;

/** Makes the folder an empty bare repository: no hooks, no configuration but git's own. */
export async function initBare(folder: string, format: ObjectFormat): Promise<void> {
  const settings =
    format === "sha256"
      ? "[core]\n\trepositoryformatversion = 1\n\tbare = true\n[extensions]\n\tobjectformat = sha256\n"
      : "[core]\n\trepositoryformatversion = 0\n\tbare = true\n";
  // What `git init` makes, without a child: these are all that makes a folder a repository (gitrepository-layout).
  await Promise.all(
    ["objects/info", "objects/pack", "refs"].map((each) =>
      mkdir(join(folder, each), { recursive: true }),
    ),
  );
  await writeFile(join(folder, "config"), settings);
  await writeFile(join(folder, "HEAD"), "ref: refs/heads/none\n");
}

/** Fetches objects into a bare repository of ours, which checks every one against its name. Throws GitError. */
export async function fetchObjects(
  folder: string,
  remote: RemoteRepository,
  { wants, filter, depth }: Fetch,
): Promise<void> {
  const options = ["--quiet", "--no-tags", "--no-recurse-submodules", "--no-write-fetch-head"];
  if (filter !== undefined) options.push(`--filter=${filter}`);
  if (depth !== undefined) options.push(`--depth=${depth}`);
  // One pack is read much faster than thousands of loose objects.
  const settings = ["-c", "fetch.unpackLimit=1"];
  await gitOnline(remote, [...settings, "fetch", ...options, "--stdin", "--", addressOf(remote)], {
    folder,
    timeoutMs: fetchTimeoutMs,
    stdin: wants.map((name) => `${name}\n`).join(""),
  });
}
