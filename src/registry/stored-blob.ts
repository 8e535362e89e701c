import { mkdir, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { onDisk } from "../disk-error.ts";
import type { Descriptor } from "./descriptor.ts";
import { RegistryError } from "./error.ts";
import type { PaceMeter } from "./pace.ts";
import type { RemoteRepository } from "./registries.ts";
import type { Slots } from "./slots.ts";

interface Fetching {
  /** `registry/repository` */
  readonly from: string;
  readonly done: Promise<void>;
}

/** A blob that images hold, on its way to the disk or there. */
export class StoredBlob {
  readonly descriptor: Descriptor;
  readonly path: string;
  /** How many images want it. */
  holders = 0;
  #isComplete = false;
  #isRunning = false;
  #fetching: Fetching | undefined;
  readonly #meters = new Set<PaceMeter>();
  readonly #abandoned = new AbortController();

  constructor(descriptor: Descriptor, path: string) {
    this.descriptor = descriptor;
    this.path = path;
  }

  /** Whether all of it is on the disk. */
  get isComplete(): boolean {
    return this.#isComplete;
  }

  get size(): number {
    return this.descriptor.size;
  }

  /**
   * When it is on the disk. Whoever waits for a fetch from another repository, and waits in vain, fetches
   * it from his own. Rejects with a RegistryError or a DiskError.
   */
  async fetched(repository: RemoteRepository, slots: Slots): Promise<void> {
    while (!this.#isComplete) {
      const fetching = (this.#fetching ??= this.#fetch(repository, slots));
      try {
        await fetching.done;
      } catch (error) {
        if (!(error instanceof RegistryError) || fetching.from === nameOf(repository)) throw error;
      }
    }
  }

  /** From now on the meter hears of what comes of it. */
  watch(meter: PaceMeter): void {
    this.#meters.add(meter);
    if (this.#isRunning) meter.start();
  }

  unwatch(meter: PaceMeter): void {
    if (this.#meters.delete(meter) && this.#isRunning) meter.stop();
  }

  /** Ends its fetch and removes it; resolves when both are done, and never rejects. */
  async remove(): Promise<void> {
    this.#abandoned.abort();
    await this.#fetching?.done.catch(() => undefined);
    await rm(this.path, { force: true }).catch(() => undefined);
  }

  #fetch(repository: RemoteRepository, slots: Slots): Fetching {
    const { registry } = repository.place;
    const { signal } = this.#abandoned;
    const done = slots
      .use(registry, () => this.#run(repository, signal), signal)
      .then(
        () => {
          this.#isComplete = true;
        },
        (error: unknown) => {
          this.#fetching = undefined;
          throw signal.aborted ? abandoned() : error;
        },
      );
    // Whoever waited for it may have given up.
    done.catch(() => undefined);
    return { from: nameOf(repository), done };
  }

  async #run(repository: RemoteRepository, signal: AbortSignal): Promise<void> {
    const received = (bytes: number): void => {
      for (const meter of this.#meters) meter.received(bytes);
    };
    this.#isRunning = true;
    for (const meter of this.#meters) meter.start();
    try {
      const folder = dirname(this.path);
      await onDisk(folder, () => mkdir(folder, { recursive: true, mode: 0o700 }));
      await repository.blobToFile(this.descriptor, this.path, this.size, { signal, received });
    } finally {
      this.#isRunning = false;
      for (const meter of this.#meters) meter.stop();
    }
  }
}

function abandoned(): RegistryError {
  return new RegistryError("timed-out", "nobody wants the blob any more");
}

function nameOf({ place: { registry, repository } }: RemoteRepository): string {
  return `${registry}/${repository}`;
}
