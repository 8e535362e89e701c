import type { ImageSource } from "../images.ts";
import { applyEntry, type ImageEntries, type ImageEntry } from "./image-entry.ts";
import type { LinkedKustomization } from "./link.ts";
import type { BuildOrder } from "./order.ts";

/** An image on its way from the file that says it through the kustomizations that change it. */
export interface CarriedImage {
  readonly source: ImageSource;
  readonly reference: string;
  /** The change that made the reference of another; none where it is as the file says. */
  readonly change: Change | undefined;
}

/** A link of a chain, so that each of very many changes costs the same. */
export interface Change {
  readonly entry: ImageEntry;
  readonly before: Change | undefined;
}

/** The images that a kustomization brings along besides those of its parts. */
export type OwnImages = (kustomization: LinkedKustomization) => readonly ImageSource[];

export interface Flow {
  /** What the roots make of the images of their files, each outcome once. */
  readonly outcomes: readonly CarriedImage[];
  /** Images that some kustomization takes in. */
  readonly taken: ReadonlySet<ImageSource>;
  readonly matched: ReadonlySet<ImageEntry>;
}

/** The steps that one tree may take; real ones take thousands, and overlays can be built to take forever. */
const maxSteps = 1_000_000;
/** Longer references can name no image: a name has up to 255 characters, a tag 128, a digest some 140. */
const maxReferenceLength = 1024;

/** What happens when the overlays of a tree lead to more than maxSteps changes of images. */
export class TooManySteps extends Error {
  override readonly name = "TooManySteps";
}

type Stream = Map<string, CarriedImage>;

/** Sends every image through all kustomizations above it. Throws TooManySteps. */
export function imageFlow(order: BuildOrder, filesOf: OwnImages, patchesOf: OwnImages): Flow {
  const run = new FlowRun(filesOf, patchesOf);
  for (const kustomization of order.kustomizations) run.build(kustomization);
  return { outcomes: run.resultOf(order.roots), taken: run.taken, matched: run.matched };
}

class FlowRun {
  readonly taken = new Set<ImageSource>();
  readonly matched = new Set<ImageEntry>();
  readonly #filesOf: OwnImages;
  readonly #patchesOf: OwnImages;
  readonly #built = new Map<LinkedKustomization, Stream>();
  readonly #numbers = new Map<ImageSource, number>();
  #left = maxSteps;

  constructor(filesOf: OwnImages, patchesOf: OwnImages) {
    this.#filesOf = filesOf;
    this.#patchesOf = patchesOf;
  }

  /** kustomize's order: resources, then components, each changing all there is so far, then patches and images. */
  build(kustomization: LinkedKustomization): void {
    let stream: Stream = new Map();
    this.#takeIn(stream, kustomization);
    for (const component of this.#componentsOf(kustomization)) {
      this.#takeIn(stream, component);
      this.#takeOwn(stream, this.#patchesOf(component));
      stream = this.#transformed(stream, component.images);
    }
    this.#takeOwn(stream, this.#patchesOf(kustomization));
    this.#built.set(kustomization, this.#transformed(stream, kustomization.images));
  }

  resultOf(roots: readonly LinkedKustomization[]): CarriedImage[] {
    const all: Stream = new Map();
    for (const root of roots) this.#merge(all, this.#built.get(root));
    return [...all.values()];
  }

  #takeIn(stream: Stream, kustomization: LinkedKustomization): void {
    this.#takeOwn(stream, this.#filesOf(kustomization));
    for (const part of kustomization.parts) {
      if (!part.component) this.#merge(stream, this.#built.get(part.kustomization));
    }
  }

  #takeOwn(stream: Stream, sources: readonly ImageSource[]): void {
    for (const source of sources) {
      if (source.reference.length > maxReferenceLength) continue;
      this.taken.add(source);
      this.#put(stream, { source, reference: source.reference, change: undefined });
    }
  }

  #merge(into: Stream, from: Stream | undefined): void {
    for (const image of from?.values() ?? []) this.#put(into, image);
  }

  /** All components below, those that others are built upon first, each once. */
  #componentsOf(kustomization: LinkedKustomization): LinkedKustomization[] {
    const found: LinkedKustomization[] = [];
    const seen = new Set<LinkedKustomization>();
    const open = [{ kustomization, next: 0 }];
    for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
      this.#step();
      const part = top.kustomization.parts[top.next++];
      if (part === undefined) {
        open.pop();
        if (top.kustomization !== kustomization) found.push(top.kustomization);
      } else if (part.component && !seen.has(part.kustomization)) {
        seen.add(part.kustomization);
        open.push({ kustomization: part.kustomization, next: 0 });
      }
    }
    return found;
  }

  #transformed(stream: Stream, entries: ImageEntries): Stream {
    if (entries.all.length === 0) return stream;
    const result: Stream = new Map();
    for (const image of stream.values()) this.#put(result, this.#changed(image, entries));
    return result;
  }

  #changed(image: CarriedImage, entries: ImageEntries): CarriedImage {
    if (!image.source.kustomizable) return image;
    let { reference, change } = image;
    let match = entries.next(reference, 0);
    while (match !== undefined && reference.length <= maxReferenceLength) {
      this.#step();
      this.matched.add(match.entry);
      const changed = applyEntry(match.entry, reference);
      if (changed !== reference) change = { entry: match.entry, before: change };
      reference = changed;
      match = entries.next(reference, match.index + 1);
    }
    return { source: image.source, reference, change };
  }

  /** The same reference of one source by two ways is one outcome. */
  #put(stream: Stream, image: CarriedImage): void {
    this.#step();
    const number = this.#numbers.get(image.source) ?? this.#numbers.size;
    this.#numbers.set(image.source, number);
    const key = `${number} ${image.reference}`;
    if (!stream.has(key)) stream.set(key, image);
  }

  #step(): void {
    if (--this.#left < 0) throw new TooManySteps();
  }
}
