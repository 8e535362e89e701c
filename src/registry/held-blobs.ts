import { copyFile, link } from "node:fs/promises";
import { onDisk } from "../disk-error.ts";
import type { Descriptor } from "./descriptor.ts";
import { RegistryError } from "./error.ts";
import { PaceMeter, type Pace } from "./pace.ts";
import type { RemoteRepository } from "./registries.ts";
import type { Slots } from "./slots.ts";
import type { StoredBlob } from "./stored-blob.ts";

/** An image whose blobs are wanted. */
export interface Wanting {
  /** As messages call it. */
  readonly name: string;
  readonly repository: RemoteRepository;
  /** Each digest once. */
  readonly layers: readonly Descriptor[];
  /** Ends waiting and fetching. */
  readonly signal?: AbortSignal;
}

interface Holding {
  readonly wanting: Wanting;
  /** By digest; all of them are held until `letGo`. */
  readonly blobs: ReadonlyMap<string, StoredBlob>;
  readonly slots: Slots;
  readonly pace: Pace;
  readonly letGo: () => void;
}

/** The blobs of one image, for which there is room on the disk. */
export class HeldBlobs {
  readonly #holding: Holding;
  readonly #meter: PaceMeter;
  readonly #over = new AbortController();
  readonly #callOff: () => void;
  #isReleased = false;

  constructor(holding: Holding) {
    this.#holding = holding;
    const { name, signal } = holding.wanting;
    this.#meter = new PaceMeter(holding.pace, () => {
      const what = `the layers of ${name} come too slowly: ${this.#meter.account}`;
      this.#end(new RegistryError("timed-out", what));
    });
    for (const blob of holding.blobs.values()) blob.watch(this.#meter);
    this.#callOff = () => this.#end(calledOff(name));
    if (signal?.aborted === true) this.#callOff();
    else signal?.addEventListener("abort", this.#callOff, { once: true });
  }

  /**
   * Places one of the blobs at a path, fetched unless it is there. The path shares its bytes with the
   * store where the disk can do that, and is its caller's to remove. Rejects with a RegistryError or a
   * DiskError; at once when the image is given up.
   */
  async place({ digest }: Descriptor, path: string): Promise<void> {
    const { blobs, wanting, slots } = this.#holding;
    const blob = blobs.get(digest);
    if (blob === undefined) throw new Error(`no room was asked for ${digest}`);
    await unlessAborted(blob.fetched(wanting.repository, slots), this.#over.signal);
    await onDisk(path, () => linkOrCopy(blob.path, path));
  }

  /** Nothing more is placed; what is waited for rejects at once. */
  giveUp(): void {
    this.#end(calledOff(this.#holding.wanting.name));
  }

  /** Gives up, and lets go of all blobs; of those that nobody else holds no more is fetched. */
  release(): void {
    this.giveUp();
    if (this.#isReleased) return;
    this.#isReleased = true;
    this.#holding.letGo();
  }

  #end(reason: RegistryError): void {
    if (this.#over.signal.aborted) return;
    this.#over.abort(reason);
    const { blobs, wanting } = this.#holding;
    wanting.signal?.removeEventListener("abort", this.#callOff);
    for (const blob of blobs.values()) blob.unwatch(this.#meter);
    this.#meter.end();
  }
}

/** Why nothing comes of an image that nobody waits for any more. */
export function calledOff(name: string): RegistryError {
  return new RegistryError("timed-out", `${name} was called off before its layers were there`);
}

/** Rejects with the signal's reason as soon as it comes. */
function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(signal.reason as Error);
    if (signal.aborted) stop();
    signal.addEventListener("abort", stop, { once: true });
    void work.then(resolve, reject).finally(() => signal.removeEventListener("abort", stop));
  });
}

/** Not every file system has hard links. */
async function linkOrCopy(from: string, to: string): Promise<void> {
  try {
    await link(from, to);
  } catch {
    await copyFile(from, to);
  }
}
