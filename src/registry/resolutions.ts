import type { Registries, RemoteImage, ResolvedImage } from "./registries.ts";

/**
 * What each reference stands for in this run. A tag may be moved between two looks; all checks see the
 * image that the first of them found.
 */
export class Resolutions {
  readonly #known = new Map<string, Promise<ResolvedImage>>();

  /** The answer for a reference; `ask` is called by the first who wants to know. */
  of(reference: string, ask: () => Promise<ResolvedImage>): Promise<ResolvedImage> {
    const known = this.#known.get(reference) ?? ask();
    this.#known.set(reference, known);
    return known;
  }
}

/** The image that was found, by its digest alone: whoever asks on through it cannot be shown another. */
export function pinnedImage(registries: Registries, { image, digest }: ResolvedImage): RemoteImage {
  return registries.image({ ...image, tag: undefined, digest, hasDefaultTag: false });
}
