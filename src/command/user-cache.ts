import { lstatSync, mkdirSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";
import { keepIn } from "../kept-files.ts";
import type { Surroundings } from "../network/proxy.ts";
import { nothingKept, type Storage } from "../storage.ts";

/**
 * What the command keeps between runs: the folder `portcullis` in the user's cache folder, which only
 * the user may enter. Nothing is kept where others could write there, or it cannot be made.
 */
export function userStorage(surroundings: Surroundings = process.env): Storage {
  const caches = cachesOf(surroundings);
  if (caches === undefined) return nothingKept;
  const own = join(caches, "portcullis");
  const [files, results] = [join(own, "files"), join(own, "results")];
  try {
    for (const folder of [own, files, results]) {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
    }
    // Results are believed as they are, so nobody else may have a hand in them.
    if (!isSafe(caches) || ![own, files, results].every((folder) => isOurs(folder))) {
      return nothingKept;
    }
  } catch {
    return nothingKept;
  }
  return { keep: keepIn(files), results };
}

/** The folder for caches by the customs of the system; relative ones are ignored, as XDG demands. */
function cachesOf(surroundings: Surroundings): string | undefined {
  const named = (name: string): string | undefined => {
    const value = surroundings[name];
    return value !== undefined && isAbsolute(value) ? value : undefined;
  };
  const home = named("HOME") ?? homedir();
  const chosen = named("XDG_CACHE_HOME");
  if (chosen !== undefined) return chosen;
  if (process.platform === "win32") return named("LOCALAPPDATA");
  if (!isAbsolute(home)) return undefined;
  return process.platform === "darwin" ? join(home, "Library", "Caches") : join(home, ".cache");
}

const writableByOthers = 0o022;
const sticky = 0o1000;

/** Whether a folder, and no link to one, is ours, and nobody else may write in it. */
function isOurs(folder: string): boolean {
  const stats = lstatSync(folder);
  if (!stats.isDirectory()) return false;
  // Windows keeps the folder of a user's local data to the user, and says so in no mode.
  if (process.getuid === undefined) return true;
  return stats.uid === process.getuid() && (stats.mode & writableByOthers) === 0;
}

/** Whether nobody but us and root could put another folder in the place of one in this folder. */
function isSafe(folder: string): boolean {
  if (process.getuid === undefined) return true;
  const { uid, mode } = statSync(folder);
  if (uid !== process.getuid() && uid !== 0) return false;
  return (mode & writableByOthers) === 0 || (mode & sticky) !== 0;
}
