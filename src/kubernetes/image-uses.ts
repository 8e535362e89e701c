import type { RelatedLocation } from "../model/finding.ts";
import type { Field } from "./field.ts";
import type { ImageArgument, ImageUse } from "./image-use.ts";
import type { ImageSource } from "./images.ts";
import type { CarriedImage, Change } from "./kustomize/flow.ts";
import { referenceOf, type ImageEntry } from "./kustomize/image-entry.ts";
import { namesOf } from "./kustomize/image-reference.ts";
import type { Resource } from "./resource.ts";

/** At most so many earlier changes stand beside a use. */
const maxRelated = 10;

/** A use, and the names under which the caller may mean it, the most exact first. */
export interface NamedUse {
  readonly use: ImageUse;
  readonly names: () => readonly string[];
}

/** The uses of images that are run as the files say, one for each. */
export function usesOfSources(sources: readonly ImageSource[]): NamedUse[] {
  return sources.map(({ reference, field, resource, container, pullPolicy }) => ({
    use: { reference, field, resource, container, pullPolicy, related: [] },
    names: () => namesOf(reference),
  }));
}

/**
 * The uses that kustomizations make, one for each image that they take in: where the file says it if
 * they leave it as it is, else at the entry that changed it last.
 */
export function usesOfOutcomes(outcomes: readonly CarriedImage[]): NamedUse[] {
  return outcomes.flatMap((outcome) => {
    const { change } = outcome;
    return change === undefined ? usesOfSources([outcome.source]) : [useOfChange(change, outcome)];
  });
}

/** Entries that match nothing in the tree say what is run all the same: their base may be elsewhere. */
export function usesOfUnmatched(entries: readonly ImageEntry[]): NamedUse[] {
  return entries.flatMap((entry) => {
    const reference = referenceOf(entry);
    if (reference === undefined) return [];
    const use: ImageUse = {
      reference,
      field: entry.setter,
      resource: undefined,
      container: undefined,
      pullPolicy: undefined,
      related: [],
    };
    return [{ use, names: () => [...namesOf(reference), entry.name] }];
  });
}

/**
 * Puts the caller's references in the place of the names that the files use, and adds those that stand
 * for themselves; names that no use has are handed back.
 */
export function withArguments(
  uses: readonly NamedUse[],
  images: readonly ImageArgument[],
): { images: ImageUse[]; unmatched: string[] } {
  const replacements = new Map(
    images.flatMap(({ name, reference }) => (name === undefined ? [] : [[name, reference]])),
  );
  const used = new Set<string>();
  const replaced = uses.map(({ use, names }) => {
    if (replacements.size === 0) return use;
    const name = names().find((candidate) => replacements.has(candidate));
    const reference = name === undefined ? undefined : replacements.get(name);
    if (name === undefined || reference === undefined) return use;
    used.add(name);
    const { field, resource, container, pullPolicy, related } = use;
    return { reference, field, resource, container, pullPolicy, related };
  });
  const added = images.filter(({ name }) => name === undefined).map(useOfArgument);
  const unmatched = [...replacements.keys()].filter((name) => !used.has(name));
  return { images: [...replaced, ...added], unmatched };
}

function useOfChange(change: Change, outcome: CarriedImage): NamedUse {
  const names = () => [
    ...namesOf(outcome.reference),
    ...entriesOf(change).map(({ name }) => name),
    ...namesOf(outcome.source.reference),
  ];
  return { use: new ChangedUse(change, outcome), names };
}

/** Looks up the lines that it refers to only when asked: only findings show them. */
class ChangedUse implements ImageUse {
  readonly reference: string;
  readonly field: Field;
  readonly resource: Resource | undefined;
  readonly container: string | undefined;
  readonly pullPolicy: Field | undefined;
  readonly #change: Change;
  readonly #source: ImageSource;

  constructor(change: Change, outcome: CarriedImage) {
    this.reference = outcome.reference;
    this.field = change.entry.setter;
    this.resource = outcome.source.resource;
    this.container = outcome.source.container;
    this.pullPolicy = outcome.source.pullPolicy;
    this.#change = change;
    this.#source = outcome.source;
  }

  get related(): readonly RelatedLocation[] {
    const source = this.#source;
    return [
      {
        location: source.field.location,
        message: `Here the image is ${source.reference}, which kustomize replaces.`,
      },
      ...entriesOf(this.#change.before, maxRelated).map(({ setter, name }) => ({
        location: setter.location,
        message: `Here kustomize replaced ${name} before.`,
      })),
    ];
  }
}

/** The entries of a chain of changes, the last one first. */
function entriesOf(last: Change | undefined, limit = Infinity): ImageEntry[] {
  const entries: ImageEntry[] = [];
  for (let change = last; change !== undefined && entries.length < limit; change = change.before) {
    entries.push(change.entry);
  }
  return entries;
}

function useOfArgument({ reference }: ImageArgument): ImageUse {
  return {
    reference,
    field: undefined,
    resource: undefined,
    container: undefined,
    pullPolicy: undefined,
    related: [],
  };
}
