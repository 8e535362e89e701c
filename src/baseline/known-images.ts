import type { ImageUse } from "../kubernetes/image-use.ts";
import type { Finding } from "../model/finding.ts";
import { compareLocation } from "../model/location.ts";
import { asksNoMore, type Demands } from "./demands.ts";

/** Whose images are compared, and what the policy asks of each use; without it nothing is known of that. */
export interface ComparedImages {
  readonly here: readonly ImageUse[];
  readonly there: readonly ImageUse[];
  /** References that the caller names: they are what the run is about, whatever stood in their place. */
  readonly named: readonly string[];
  readonly demandsOf: ((use: ImageUse) => Demands) | undefined;
}

/** The images that the base's own files would run, by reference. */
export class KnownImages {
  readonly #here: ReadonlyMap<string, readonly ImageUse[]>;
  readonly #there: ReadonlyMap<string, readonly ImageUse[]>;
  readonly #demandsOf: ComparedImages["demandsOf"];
  readonly #demands = new Map<string, readonly Demands[]>();

  constructor({ here, there, named, demandsOf }: ComparedImages) {
    const names = new Set(named);
    this.#here = byReference(here);
    this.#there = byReference(there.filter(({ reference }) => !names.has(reference)));
    this.#demandsOf = demandsOf;
  }

  /** Whether the base runs the image under the same reference, wherever it does. */
  has({ image }: Finding): boolean {
    return image !== undefined && this.#there.has(image);
  }

  /** Whether some use of the image in the base has to meet all that the use with the finding has to. */
  hasWithDemands(finding: Finding): boolean {
    const { image, location } = finding;
    const demandsOf = this.#demandsOf;
    if (image === undefined || demandsOf === undefined) return false;
    const uses = (this.#here.get(image) ?? []).filter(
      ({ field }) => field !== undefined && compareLocation(field.location, location) === 0,
    );
    const known = this.#demandsThere(image, demandsOf);
    // One line of a kustomization sets the image of many objects.
    return (
      uses.length > 0 &&
      uses.every((use) => known.some((demands) => asksNoMore(demandsOf(use), demands)))
    );
  }

  #demandsThere(image: string, demandsOf: (use: ImageUse) => Demands): readonly Demands[] {
    const kept = this.#demands.get(image);
    if (kept !== undefined) return kept;
    const found: Demands[] = [];
    for (const use of this.#there.get(image) ?? []) {
      const demands = demandsOf(use);
      if (!found.some((other) => asksNoMore(demands, other))) found.push(demands);
    }
    this.#demands.set(image, found);
    return found;
  }
}

function byReference(uses: readonly ImageUse[]): ReadonlyMap<string, readonly ImageUse[]> {
  const found = new Map<string, ImageUse[]>();
  for (const use of uses) {
    const known = found.get(use.reference);
    if (known === undefined) found.set(use.reference, [use]);
    else known.push(use);
  }
  return found;
}
