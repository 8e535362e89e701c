import { mkdir, readdir, readFile, rm, stat, utimes } from "node:fs/promises";
import { join } from "node:path";
import { sha256 } from "../../hash.ts";
import { writeWhole } from "../../whole-file.ts";

/** How much a folder may hold. */
export interface FolderLimits {
  readonly bytes: number;
  readonly entries: number;
  /** A larger entry counts as not there. */
  readonly entryBytes: number;
}

const defaultLimits: FolderLimits = { bytes: 512 << 20, entries: 5_000, entryBytes: 64 << 20 };
/** A file that was being written this long ago is nobody's any more. */
const abandonedMs = 60 * 60 * 1000;

/**
 * JSON values in a folder, each in a file named by the SHA-256 of its key. What cannot be read counts as
 * not there; what cannot be written is not kept.
 */
export class ResultsFolder {
  readonly #folder: string;
  readonly #limits: FolderLimits;

  constructor(folder: string, limits: Partial<FolderLimits> = {}) {
    this.#folder = folder;
    this.#limits = { ...defaultLimits, ...limits };
  }

  /** What `read` makes of the value under the key; nothing where there is none, or `read` throws. */
  async take<T>(key: string, read: (value: unknown) => T): Promise<T | undefined> {
    const path = this.#pathOf(key);
    try {
      if ((await stat(path)).size > this.#limits.entryBytes) return undefined;
      const entry: unknown = JSON.parse(await readFile(path, "utf8"));
      // An entry that lies under a wrong name is not believed.
      if (!isEntry(entry) || entry.key !== key) return undefined;
      return read(entry.value);
    } catch {
      return undefined;
    }
  }

  /** Notes that an entry was of use: what was of none for longest is removed first. */
  async touch(key: string): Promise<void> {
    const now = new Date();
    await utimes(this.#pathOf(key), now, now).catch(() => undefined);
  }

  /** Keeps a value under a key, in place of the one before; readers see one or the other. */
  async put(key: string, value: unknown): Promise<void> {
    try {
      await mkdir(this.#folder, { recursive: true, mode: 0o700 });
      await writeWhole(this.#pathOf(key), JSON.stringify({ key, value }));
    } catch {
      // What cannot be kept is learnt anew.
    }
  }

  /** Removes entries until the limits hold. */
  async shrink(now = Date.now()): Promise<void> {
    let bytes = 0;
    for (const [index, { path, size, usedAt }] of (await this.#entries()).entries()) {
      bytes += size;
      const isAbandoned = path.endsWith(".partial") && now - usedAt > abandonedMs;
      const fits = bytes <= this.#limits.bytes && index < this.#limits.entries;
      if (!fits || isAbandoned) await rm(path, { force: true }).catch(() => undefined);
    }
  }

  /** Only our own files, the latest used first. */
  async #entries(): Promise<readonly { path: string; size: number; usedAt: number }[]> {
    const names = await readdir(this.#folder).catch(() => []);
    const own = names.filter((name) => ownName.test(name));
    const entries = await Promise.all(
      own.map(async (name) => {
        const path = join(this.#folder, name);
        const { size, mtimeMs } = await stat(path).catch(() => ({ size: 0, mtimeMs: 0 }));
        return { path, size, usedAt: mtimeMs };
      }),
    );
    return entries.toSorted((a, b) => b.usedAt - a.usedAt || (a.path < b.path ? -1 : 1));
  }

  #pathOf(key: string): string {
    return join(this.#folder, `${sha256(key)}.json`);
  }
}

const ownName = /^[0-9a-f]{64}\.json(?:\.[0-9a-f-]{36}\.partial)?$/;

function isEntry(value: unknown): value is { readonly key: unknown; readonly value: unknown } {
  return typeof value === "object" && value !== null && "key" in value && "value" in value;
}
