import { copyFile, link, mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { onDisk } from "../disk-error.ts";
import type { Descriptor } from "./descriptor.ts";
import { RegistryError } from "./error.ts";
import type { RemoteRepository } from "./registries.ts";
import { Slots } from "./slots.ts";

/** How much a store may hold on the disk. */
export interface StoreLimits {
  /** All blobs at once. */
  readonly totalBytes: number;
  /** Blobs that nobody holds any more, kept in case that another image wants them. */
  readonly unheldBytes: number;
  /** How many are fetched at once from one registry, so that a slow one holds up no other. */
  readonly fetches: number;
}

export const defaultStoreLimits: StoreLimits = {
  totalBytes: 64 * 2 ** 30,
  unheldBytes: 4 * 2 ** 30,
  fetches: 8,
};

interface Stored {
  readonly key: string;
  readonly path: string;
  readonly size: number;
  readonly fetched: Promise<void>;
  holders: number;
}

/**
 * The blobs of a run's images on the disk. Each is fetched once however many want it at the same time,
 * and removed when nobody holds it and its room is needed.
 */
export class BlobStore {
  readonly #folder: string;
  readonly #limits: StoreLimits;
  readonly #slots: Slots;
  /** Those that nobody holds are in the order in which they were let go. */
  readonly #blobs = new Map<string, Stored>();
  #count = 0;

  /** The folder need not exist; whoever made the store removes it. */
  constructor(folder: string, limits: Partial<StoreLimits> = {}) {
    this.#folder = folder;
    this.#limits = { ...defaultStoreLimits, ...limits };
    this.#slots = new Slots(this.#limits.fetches);
  }

  /**
   * Places a blob at a path, fetched from the repository unless it is there, and gives what lets go of
   * it. The path shares its bytes with the store where the disk can do that, and is its caller's to
   * remove. Rejects with a RegistryError (`too-large` when the store is full) or a DiskError.
   */
  async place(
    repository: RemoteRepository,
    descriptor: Descriptor,
    path: string,
  ): Promise<() => void> {
    const stored = this.#hold(repository, descriptor);
    try {
      await stored.fetched;
      await onDisk(path, () => linkOrCopy(stored.path, path));
    } catch (error) {
      this.#release(stored);
      throw error;
    }
    return () => this.#release(stored);
  }

  #hold(repository: RemoteRepository, descriptor: Descriptor): Stored {
    const { digest, size } = descriptor;
    // One who tells a wrong size must not spoil the blob for one who tells the right one.
    const key = `${digest} ${size}`;
    const known = this.#blobs.get(key);
    if (known !== undefined) {
      known.holders++;
      return known;
    }
    this.#makeRoom(size);
    // A name is used once: the file of an older blob may just be being removed.
    const path = join(this.#folder, `${++this.#count}`);
    const fetched = this.#slots.use(repository.place.registry, async () => {
      await onDisk(this.#folder, () => mkdir(this.#folder, { recursive: true, mode: 0o700 }));
      await repository.blobToFile(descriptor, path, size);
    });
    const stored = { key, path, size, fetched, holders: 1 };
    this.#blobs.set(key, stored);
    // Another repository may have what this one does not.
    fetched.catch(() => this.#blobs.delete(key));
    return stored;
  }

  #release(stored: Stored): void {
    stored.holders--;
    if (stored.holders > 0 || this.#blobs.get(stored.key) !== stored) return;
    this.#blobs.delete(stored.key);
    this.#blobs.set(stored.key, stored);
    this.#shrink(this.#limits.unheldBytes, (each) => each.holders === 0);
  }

  #makeRoom(size: number): void {
    const { totalBytes } = this.#limits;
    if (size <= totalBytes) this.#shrink(totalBytes - size, () => true);
    const used = this.#bytes(() => true);
    if (used + size <= totalBytes) return;
    const what = "the layers of the images that are looked at together";
    const message = `${what} have more than the ${totalBytes} bytes that may be on the disk at once`;
    throw new RegistryError("too-large", message);
  }

  /** Removes blobs that nobody holds, the longest unused first, until those that count have at most so many bytes. */
  #shrink(most: number, counts: (stored: Stored) => boolean): void {
    for (const [key, stored] of this.#blobs) {
      if (this.#bytes(counts) <= most) return;
      if (stored.holders > 0) continue;
      this.#blobs.delete(key);
      void rm(stored.path, { force: true }).catch(() => undefined);
    }
  }

  #bytes(counts: (stored: Stored) => boolean): number {
    let sum = 0;
    for (const stored of this.#blobs.values()) if (counts(stored)) sum += stored.size;
    return sum;
  }
}

/** Not every file system has hard links. */
async function linkOrCopy(from: string, to: string): Promise<void> {
  try {
    await link(from, to);
  } catch {
    await copyFile(from, to);
  }
}
