import { lstatSync, readdirSync, readFileSync, realpathSync } from "node:fs";
import { dirname, join, posix, relative } from "node:path";
import { parseAllDocuments } from "yaml";

/** What stands where somebody looks, by path: bytes, or what is said of what has none. */
export type Seen = ReadonlyMap<string, string>;

const names = ["kustomization.yaml", "kustomization.yml", "Kustomization"];

/** All that a kustomization of the random trees leads to, in the way of kustomize: by going there. */
export function readByKustomization(checkout: string, file: string): Seen {
  const root = realpathSync(checkout);
  const seen = new Map<string, string>();
  const open = [file];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (seen.has(next)) continue;
    const real = realOf(join(root, next));
    if (next.startsWith("..")) seen.set(next, unknown());
    else if (real === undefined) seen.set(next, isLinkAt(join(root, next)) ? unknown() : "nothing");
    else if (!real.startsWith(`${root}/`) && real !== root) seen.set(next, unknown());
    else if (lstatSync(real).isDirectory()) {
      const own = names.find((name) => isFileAt(join(real, name)));
      seen.set(next, `folder ${relative(root, real)} ${own}`);
      if (own === undefined)
        for (const [at, text] of readInFolder(checkout, next)) seen.set(at, text);
      else open.push(posix.join(next, own));
    } else {
      seen.set(next, `${relative(root, real)} ${readFileSync(real, "latin1")}`);
      open.push(...namedIn(readFileSync(real, "utf8"), dirname(relative(root, real)), real));
    }
  }
  return seen;
}

/** Every file below a folder, and what its links lead to. */
export function readInFolder(checkout: string, folder: string): Seen {
  const root = realpathSync(checkout);
  const seen = new Map<string, string>();
  const open = [folder];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (seen.has(next)) continue;
    const absolute = join(root, next);
    const stats = lstatSync(absolute, { throwIfNoEntry: false });
    if (stats?.isDirectory() === true) {
      seen.set(next, "folder");
      open.push(
        ...readdirSync(absolute)
          .filter((name) => name !== ".git")
          .map((name) => posix.join(next ?? "", name)),
      );
    } else if (stats?.isSymbolicLink() === true) {
      const real = realOf(absolute);
      const inside = real !== undefined && (real === root || real.startsWith(`${root}/`));
      if (inside) open.push(relative(root, real));
      const isOutside = real !== undefined && !inside;
      seen.set(next, isOutside ? unknown() : `link ${real && relative(root, real)}`);
    } else seen.set(next, stats === undefined ? "nothing" : readFileSync(absolute, "latin1"));
  }
  // An empty folder is nothing to git.
  for (const [at, text] of seen) if (text === "folder") seen.delete(at);
  return seen;
}

/** Whether the same was seen; "nearly" where only line ends differ. */
export function compareSeen(a: Seen, b: Seen): "same" | "nearly" | "other" {
  if (textOf(a) === textOf(b)) return "same";
  return plain(textOf(a)) === plain(textOf(b)) ? "nearly" : "other";
}

function textOf(seen: Seen): string {
  return JSON.stringify([...seen].sort(([x], [y]) => (x < y ? -1 : 1)));
}

function plain(text: string): string {
  return text.replaceAll("\\r\\n", "\\n");
}

function namedIn(text: string, folder: string, file: string): string[] {
  const isNamed = names.includes(posix.basename(file));
  return parseAllDocuments(text, { logLevel: "silent", uniqueKeys: false }).flatMap((document) => {
    const value: unknown = document.errors.length > 0 ? undefined : document.toJS();
    if (typeof value !== "object" || value === null || Array.isArray(value)) return [];
    const said = value as Readonly<Record<string, unknown>>;
    const isOurs = `${JSON.stringify(said["apiVersion"])}`.startsWith(`"kustomize.config.k8s.io/`);
    if (!isOurs && !(isNamed && said["apiVersion"] === undefined)) return [];
    return ["resources", "components", "patches", "patchesStrategicMerge"]
      .flatMap((key) => (Array.isArray(said[key]) ? (said[key] as unknown[]) : []))
      .map((entry) => (entry as { path?: unknown } | null)?.path ?? entry)
      .filter((entry) => typeof entry === "string" && !entry.includes("\n"))
      .map((entry) => posix.join(folder, entry as string));
  });
}

/** Where a link leads that leads nowhere here, and what lies outside, is never the same. */
function unknown(): string {
  return `unknown ${++unknowns}`;
}

let unknowns = 0;

function isLinkAt(absolute: string): boolean {
  return lstatSync(absolute, { throwIfNoEntry: false })?.isSymbolicLink() === true;
}

function realOf(absolute: string): string | undefined {
  try {
    return realpathSync(absolute);
  } catch {
    return undefined;
  }
}

function isFileAt(absolute: string): boolean {
  const real = realOf(absolute);
  return real !== undefined && lstatSync(real).isFile();
}
