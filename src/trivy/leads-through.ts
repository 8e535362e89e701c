import { readlink, realpath } from "node:fs/promises";
import { dirname, isAbsolute, join, parse, relative, resolve, sep } from "node:path";

/** As many links as Linux follows. */
const mostLinks = 40;

/**
 * Whether a path lies in a folder, or comes through it on its way over symbolic links: then whoever
 * writes the folder decides what the path leads to. Also true where the links do not end.
 */
export async function leadsThrough(path: string, folder: string): Promise<boolean> {
  const real = await realpath(folder).catch(() => folder);
  const folders = [resolve(folder), resolve(real)];
  let links = 0;
  let pending = partsOf(resolve(path));
  let place = parse(resolve(path)).root;
  while (pending.length > 0) {
    const [part = "", ...rest] = pending;
    const next = join(place, part);
    if (folders.some((each) => isWithin(next, each))) return true;
    const target = await readlink(next).catch(() => undefined);
    if (target === undefined) {
      place = next;
      pending = rest;
      continue;
    }
    links++;
    if (links > mostLinks) return true;
    const start = isAbsolute(target) ? resolve(target) : resolve(dirname(next), target);
    place = parse(start).root;
    pending = [...partsOf(start), ...rest];
  }
  return false;
}

function partsOf(path: string): readonly string[] {
  return path
    .slice(parse(path).root.length)
    .split(sep)
    .filter((part) => part !== "");
}

function isWithin(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way === "" || (way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way));
}
