import { mkdir, statfs } from "node:fs/promises";
import { join } from "node:path";
import { onDisk } from "../disk-error.ts";
import type { Descriptor } from "./descriptor.ts";
import { RegistryError } from "./error.ts";
import { calledOff, HeldBlobs, type Wanting } from "./held-blobs.ts";
import { shownBytes, type Pace } from "./pace.ts";
import { Slots } from "./slots.ts";
import { StoredBlob } from "./stored-blob.ts";
import { WaitingLine, type Service } from "./waiting-line.ts";

/** How much a store may hold on the disk, and how it gets it. */
export interface StoreLimits {
  /** All blobs at once. */
  readonly totalBytes: number;
  /** Blobs that nobody holds any more, kept in case that another image wants them. */
  readonly unheldBytes: number;
  /** What stays free on the disk for whoever looks into the images. */
  readonly spareBytes: number;
  /** How many are fetched at once from one registry, so that a slow one holds up no other. */
  readonly fetches: number;
  /** Of all layers of one image together, while any of them is being fetched. */
  readonly pace: Pace;
}

/**
 * The grace of an image is that of a mirror that drips, of the registry after it, and some. At two hours
 * its largest image comes with 20 Mbit/s, and a job of GitHub's has time for others: it is ended after six.
 */
export const defaultStoreLimits: StoreLimits = {
  totalBytes: 64 * 2 ** 30,
  unheldBytes: 4 * 2 ** 30,
  // As much as a scan needs (src/trivy/free-room.ts).
  spareBytes: 256 * 2 ** 20,
  fetches: 8,
  pace: { graceMs: 15 * 60_000, bytesPerSecond: 64 << 10, mostMs: 2 * 3_600_000 },
};

/** What an image needs: blobs that are there or on their way, and those that are still to be made. */
interface Need {
  readonly known: readonly StoredBlob[];
  readonly missing: readonly Descriptor[];
  readonly bytes: number;
}

/** Tells how many bytes are free on the disk of a folder. */
export type FreeBytes = (folder: string) => Promise<number>;

/**
 * The blobs of a run's images on the disk. Images get room for all of their layers at once, in the order
 * in which they asked: whoever holds some never waits for more, so the one in front always gets its turn.
 * A layer is fetched once from each registry, however many want it at the same time, and removed when
 * nobody holds it and its room is needed.
 */
export class BlobStore {
  readonly #folder: string;
  readonly #limits: StoreLimits;
  readonly #freeBytes: FreeBytes;
  readonly #slots: Slots;
  /** By registry, digest and size; those that nobody holds are in the order in which they were let go. */
  readonly #blobs = new Map<string, StoredBlob>();
  readonly #line = new WaitingLine<Wanting, HeldBlobs>((...first) => this.#serve(...first));
  readonly #leaving = new Set<Promise<void>>();
  #count = 0;
  #holders = 0;

  /** The folder need not exist; whoever made the store removes it. */
  constructor(
    folder: string,
    limits: Partial<StoreLimits> = {},
    freeBytes: FreeBytes = freeBytesOf,
  ) {
    this.#folder = folder;
    this.#limits = { ...defaultStoreLimits, ...limits };
    this.#freeBytes = freeBytes;
    this.#slots = new Slots(this.#limits.fetches);
  }

  /**
   * Waits until there is room for all layers of an image, and gives it. Rejects with a RegistryError,
   * `too-large` where there is too little even with no other image, and with a DiskError where nobody
   * can tell.
   */
  hold(wanting: Wanting): Promise<HeldBlobs> {
    const { name, layers, signal } = wanting;
    const { totalBytes } = this.#limits;
    const bytes = sum(layers);
    if (bytes > totalBytes) {
      const message = `the layers of ${name} have ${bytes} bytes, more than the ${totalBytes} that may be on the disk at once`;
      return Promise.reject(new RegistryError("too-large", message));
    }
    return this.#line.join(wanting, signal, () => calledOff(name));
  }

  async #serve(wanting: Wanting, isFirst: () => boolean): Promise<Service<HeldBlobs>> {
    const free = await this.#free();
    // From here on nothing changes meanwhile.
    if (!isFirst()) return "look-again";
    const need = this.#needOf(wanting);
    if (this.#fits(need, free)) return { gift: this.#held(wanting, need) };
    if (this.#removeOne(need.known)) return "look-again";
    if (this.#holders > 0) return "wait";
    throw this.#tooLargeForDisk(wanting, need, free);
  }

  #needOf({ repository, layers }: Wanting): Need {
    const known = new Set<StoredBlob>();
    const missing: Descriptor[] = [];
    const complete = new Map<string, StoredBlob>();
    for (const blob of this.#blobs.values()) {
      if (blob.isComplete) complete.set(nameOf(blob.descriptor), blob);
    }
    for (const layer of layers) {
      const own = this.#blobs.get(keyOf(repository.place.registry, layer));
      // What comes from another registry is good once it is there; nobody waits for another's registry.
      const blob = own ?? complete.get(nameOf(layer));
      if (blob === undefined) missing.push(layer);
      else known.add(blob);
    }
    return { known: [...known], missing, bytes: sum(missing) };
  }

  #fits({ bytes }: Need, free: number): boolean {
    const all = [...this.#blobs.values()];
    const { totalBytes, spareBytes } = this.#limits;
    if (sum(all) + bytes > totalBytes) return false;
    if (bytes === 0) return true;
    const promised = sum(all.filter(({ isComplete }) => !isComplete));
    return promised + bytes + spareBytes <= free;
  }

  #held(wanting: Wanting, { known, missing }: Need): HeldBlobs {
    const { registry } = wanting.repository.place;
    const made = missing.map((layer) => {
      // A name is used once: the file of an older blob may just be being removed.
      const blob = new StoredBlob(layer, join(this.#folder, `${++this.#count}`));
      this.#blobs.set(keyOf(registry, layer), blob);
      return blob;
    });
    const blobs = [...known, ...made];
    for (const blob of blobs) blob.holders++;
    this.#holders++;
    return new HeldBlobs({
      wanting,
      blobs: new Map(blobs.map((blob) => [blob.descriptor.digest, blob])),
      slots: this.#slots,
      pace: this.#limits.pace,
      letGo: () => this.#letGo(new Set(blobs)),
    });
  }

  #letGo(blobs: ReadonlySet<StoredBlob>): void {
    this.#holders--;
    for (const blob of blobs) blob.holders--;
    const left = [...this.#blobs].filter(([, blob]) => blobs.has(blob) && blob.holders === 0);
    for (const [key, blob] of left) {
      this.#blobs.delete(key);
      if (blob.isComplete) this.#blobs.set(key, blob);
      else this.#remove(blob);
    }
    while (this.#unheldBytes > this.#limits.unheldBytes) this.#removeOne([]);
    this.#line.changed();
  }

  get #unheldBytes(): number {
    return sum([...this.#blobs.values()].filter(({ holders }) => holders === 0));
  }

  /** Removes the blob that nobody has held for longest, but for those that are wanted; whether there was one. */
  #removeOne(wanted: readonly StoredBlob[]): boolean {
    for (const [key, blob] of this.#blobs) {
      if (blob.holders > 0 || wanted.includes(blob)) continue;
      this.#blobs.delete(key);
      this.#remove(blob);
      return true;
    }
    return false;
  }

  #remove(blob: StoredBlob): void {
    const left = blob.remove().then(() => void this.#leaving.delete(left));
    this.#leaving.add(left);
  }

  async #free(): Promise<number> {
    await Promise.all(this.#leaving);
    await onDisk(this.#folder, () => mkdir(this.#folder, { recursive: true, mode: 0o700 }));
    return onDisk(this.#folder, () => this.#freeBytes(this.#folder));
  }

  #tooLargeForDisk({ name }: Wanting, { bytes }: Need, free: number): RegistryError {
    const { spareBytes } = this.#limits;
    const needs = `the layers of ${name} have ${shownBytes(bytes)}`;
    const has = `${shownBytes(free)} are free, of which a scan needs ${shownBytes(spareBytes)}`;
    const advice = "free some space, or set TMPDIR to a folder on a larger disk";
    return new RegistryError(
      "too-large",
      `the disk has too little room: ${needs}, and ${has}; ${advice}`,
    );
  }
}

/** Who tells a wrong size must not spoil the blob for one who tells the right one. */
function nameOf({ digest, size }: Descriptor): string {
  return `${digest} ${size}`;
}

function keyOf(registry: string, descriptor: Descriptor): string {
  return `${registry} ${nameOf(descriptor)}`;
}

function sum(things: readonly { readonly size: number }[]): number {
  return things.reduce((total, { size }) => total + size, 0);
}

async function freeBytesOf(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}
