import { realpathSync } from "node:fs";
import path from "node:path";
import type { TreeEntry } from "../git/commit-tree.ts";
import type { FolderEntry } from "../kubernetes/file-source.ts";
import { folderOf } from "../kubernetes/kustomize/paths.ts";

/** As many links as systems follow on the way to one file. */
const maxLinks = 40;

/** Where a path leads in a commit: an entry or a folder of it, or out of it to a place on the disk. */
export type Place =
  | { readonly kind: "file"; readonly path: string; readonly entry: TreeEntry }
  | { readonly kind: "folder"; readonly path: string }
  | { readonly kind: "outside"; readonly absolute: string };

/** The folders of a commit, and the way through its links, as a checkout of it at `root` would have them. */
export class GitFolders {
  readonly #root: string;
  readonly #entries = new Map<string, TreeEntry>();
  readonly #folders = new Map<string, Map<string, FolderEntry>>([["", new Map()]]);
  readonly #targets: ReadonlyMap<string, string>;

  /** `targets`: the text of each link, by the name of its blob. `root` has no link in it. */
  constructor(root: string, entries: readonly TreeEntry[], targets: ReadonlyMap<string, string>) {
    this.#root = root;
    this.#targets = targets;
    for (const entry of entries) this.#add(entry);
  }

  /** What stands at a path of the commit, links not followed. */
  entryAt(relative: string): TreeEntry | undefined {
    return this.#entries.get(relative);
  }

  /** What a folder holds; a submodule is an empty one. Nothing where there is none. */
  entriesOf(relative: string): readonly FolderEntry[] | undefined {
    const folder = this.#folders.get(relative);
    return folder && [...folder.values()];
  }

  /** Where an absolute path leads, links followed. Throws where nothing is there. */
  placeOf(absolute: string, linksLeft = maxLinks): Place {
    let left = linksLeft;
    const parts = this.#partsOf(path.resolve(absolute));
    if (parts === undefined) return this.#outside(absolute, left);
    let at = "";
    // The next name comes last.
    const pending = parts.reverse();
    for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
      if (name === "" || name === ".") continue;
      if (name === "..") {
        if (at === "")
          return this.#outside(path.join(this.#root, "..", ...pending.reverse()), left);
        at = folderOf(at);
        continue;
      }
      const next = at === "" ? name : `${at}/${name}`;
      const entry = this.#entries.get(next);
      if (entry?.mode !== "120000") {
        if (!this.#folders.has(next) && (entry === undefined || pending.length > 0))
          throw nothing();
        at = next;
        continue;
      }
      const target = this.#targets.get(entry.id) ?? "";
      if (target === "" || --left < 0) throw nothing();
      if (path.isAbsolute(target)) {
        return this.placeOf(path.join(target, ...pending.reverse()), left);
      }
      pending.push(...target.split("/").reverse());
    }
    const entry = this.#entries.get(at);
    if (this.#folders.has(at)) return { kind: "folder", path: at };
    if (entry === undefined) throw nothing();
    return { kind: "file", path: at, entry };
  }

  /** The names from the root to an absolute path; nothing where it lies outside. */
  #partsOf(absolute: string): string[] | undefined {
    const relative = path.relative(this.#root, absolute);
    if (relative === "") return [];
    if (relative === ".." || relative.startsWith(`..${path.sep}`) || path.isAbsolute(relative))
      return undefined;
    return relative.split(path.sep);
  }

  /** What lies outside of a repository is no part of any commit, and is the same for all of them. */
  #outside(absolute: string, linksLeft: number): Place {
    const real = realpathSync(absolute);
    if (this.#partsOf(real) === undefined) return { kind: "outside", absolute: real };
    if (linksLeft <= 0) throw nothing();
    return this.placeOf(real, linksLeft - 1);
  }

  #add(entry: TreeEntry): void {
    this.#entries.set(entry.path, entry);
    const isSubmodule = entry.mode === "160000";
    if (isSubmodule) this.#folders.set(entry.path, new Map());
    let kind: Kind = isSubmodule ? "folder" : entry.mode === "120000" ? "link" : "file";
    for (let child = entry.path; ; child = folderOf(child)) {
      const parent = folderOf(child);
      const name = child.slice(child.lastIndexOf("/") + 1);
      const known = this.#folders.get(parent);
      const folder = known ?? new Map<string, FolderEntry>();
      folder.set(name, folderEntry(name, kind));
      if (known !== undefined) return;
      this.#folders.set(parent, folder);
      kind = "folder";
    }
  }
}

type Kind = "file" | "folder" | "link";

function folderEntry(name: string, kind: Kind): FolderEntry {
  return {
    name,
    isDirectory: () => kind === "folder",
    isSymbolicLink: () => kind === "link",
  };
}

function nothing(): Error {
  return new Error("nothing is there");
}
