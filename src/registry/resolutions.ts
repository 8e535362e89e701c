import type { Registries, RemoteImage, ResolvedImage } from "./registries.ts";

/**
 * What each reference stands for in this run. A tag may be moved between two looks; all checks see the
 * image that the first of them found. What one check was refused says nothing about another, which may
 * contact other hosts and wait another time.
 */
export class Resolutions {
  readonly #known = new Map<string, Promise<ResolvedImage>>();

  /** The answer for a reference; `ask` is called where nobody before has got one, one after another. */
  of(reference: string, ask: () => Promise<ResolvedImage>): Promise<ResolvedImage> {
    const before = this.#known.get(reference);
    const answer = before === undefined ? ask() : before.catch(() => ask());
    this.#known.set(reference, answer);
    return answer;
  }
}

/** The image that was found, by its digest alone: whoever asks on through it cannot be shown another. */
export function pinnedImage(registries: Registries, { image, digest }: ResolvedImage): RemoteImage {
  return registries.image({ ...image, tag: undefined, digest, hasDefaultTag: false });
}
