import { ProcessError } from "../process/error.ts";
import { git } from "./git.ts";
import { nulSeparated, type Line } from "./nul-separated.ts";

/** A file, a link (mode 120000) or a submodule (mode 160000) that a checkout's index names. */
export interface IndexEntry {
  readonly mode: string;
  /** From the repository's root, with `/`. */
  readonly path: string;
  /** Whether the path is UTF-8; another entry may have the same text where it is not. */
  readonly isUtf8: boolean;
}

/** Some two million files. */
const maxListBytes = 256 << 20;
const listTimeoutMs = 120_000;

/**
 * What the index of the repository at `folder` has at the paths and below them, all of it without paths.
 * Nothing where git is not there or cannot tell.
 */
export async function indexEntries(
  folder: string,
  paths: readonly string[] = [],
): Promise<IndexEntry[] | undefined> {
  try {
    const { stdout } = await git(["ls-files", "--stage", "-z", "--", ...paths], {
      folder,
      stdoutLimit: maxListBytes,
      timeoutMs: listTimeoutMs,
    });
    return nulSeparated(stdout).flatMap(entryOf);
  } catch (error) {
    if (error instanceof ProcessError) return undefined;
    throw error;
  }
}

function entryOf({ text, isUtf8 }: Line): IndexEntry[] {
  const { mode, path } = /^(?<mode>\d{6}) [0-9a-f]+ \d\t(?<path>.+)$/s.exec(text)?.groups ?? {};
  return mode === undefined || path === undefined ? [] : [{ mode, path, isUtf8 }];
}
