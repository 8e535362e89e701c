import { classify, type Classified } from "./classify.ts";
import type { Document } from "./document.ts";
import type { ImageArgument, ImageUse } from "./image-use.ts";
import {
  usesOfOutcomes,
  usesOfSources,
  usesOfUnmatched,
  withArguments,
  type NamedUse,
} from "./image-uses.ts";
import type { ImageSource } from "./images.ts";
import { imageFlow, TooManySteps, type Flow, type OwnImages } from "./kustomize/flow.ts";
import { linkKustomizations, type LinkedKustomization } from "./kustomize/link.ts";
import { buildOrder, type BuildOrder } from "./kustomize/order.ts";
import { imagesInText } from "./kustomize/patches.ts";
import type { Pod } from "./pod.ts";
import type { ReadingProblem } from "./problem.ts";
import type { Resource } from "./resource.ts";

/** What the documents of a tree are. */
export interface SortedTree {
  /** Objects that are judged as they stand. */
  readonly resources: readonly Resource[];
  readonly pods: readonly Pod[];
  readonly images: readonly ImageUse[];
  readonly problems: readonly ReadingProblem[];
  /** Names of `--image NAME=REF` that no file uses. */
  readonly unmatchedImages: readonly string[];
}

/**
 * Sorts all documents of a tree into objects, patches and kustomizations, and finds every image that
 * they would run, after the kustomizations and the caller's arguments.
 */
export function sortOut(
  documents: readonly Document[],
  images: readonly ImageArgument[],
): SortedTree {
  const { kustomizations, problems } = linkKustomizations(documents);
  const order = buildOrder(kustomizations);
  const classified = classify(documents, kustomizations);
  const uses = imagesRun(order, classified);
  const named = withArguments(uses.uses, images);
  return {
    resources: classified.resources,
    pods: classified.pods,
    images: named.images,
    problems: [...problems, ...order.problems, ...classified.problems, ...uses.problems],
    unmatchedImages: named.unmatched,
  };
}

function imagesRun(
  order: BuildOrder,
  classified: Classified,
): { uses: NamedUse[]; problems: ReadingProblem[] } {
  const inTexts = new Map(
    order.kustomizations.map((kustomization) => [
      kustomization,
      kustomization.patchTexts.flatMap(imagesInText),
    ]),
  );
  const filesOf: OwnImages = ({ files }) => imagesAt(files, classified.imagesInFiles);
  const patchesOf: OwnImages = (kustomization) => [
    ...imagesAt(kustomization.patchFiles, classified.imagesInPatches),
    ...(inTexts.get(kustomization) ?? []),
  ];
  const sources = [classified.imagesInFiles, classified.imagesInPatches, inTexts]
    .flatMap((images) => [...images.values()])
    .flat();
  const flow = flowOrNothing(order, filesOf, patchesOf);
  const entries = order.kustomizations.flatMap((kustomization) => kustomization.images.all);
  return {
    uses: [
      ...usesOfSources(untaken(sources, flow, classified)),
      ...usesOfOutcomes(flow.outcomes),
      ...usesOfUnmatched(entries.filter((entry) => !flow.matched.has(entry))),
    ],
    problems: flow.problems,
  };
}

/**
 * The images that no kustomization takes in. Those of a file that is a patch and an object stand in it
 * twice, and count once where the patch's are run as they are written.
 */
function untaken(
  sources: readonly ImageSource[],
  { taken, outcomes }: Flow,
  { imagesInFiles, imagesInPatches }: Classified,
): ImageSource[] {
  const left = sources.filter((source) => !taken.has(source));
  if (![...imagesInPatches.keys()].some((path) => imagesInFiles.has(path))) return left;
  const said = new Set(
    outcomes.filter(({ change }) => change === undefined).map(({ source }) => placeOf(source)),
  );
  return left.filter((source) => {
    const place = placeOf(source);
    const isNew = !said.has(place);
    said.add(place);
    return isNew;
  });
}

function placeOf({ field }: ImageSource): string {
  const { file, start } = field.document;
  return JSON.stringify([file.path, start, field.path]);
}

/** Past the bound every image counts as written, every entry on its own, and the tree as unreadable. */
function flowOrNothing(
  order: BuildOrder,
  filesOf: OwnImages,
  patchesOf: OwnImages,
): Flow & { problems: ReadingProblem[] } {
  try {
    return { ...imageFlow(order, filesOf, patchesOf), problems: [] };
  } catch (error) {
    if (!(error instanceof TooManySteps)) throw error;
    return {
      outcomes: [],
      taken: new Set(),
      matched: new Set(),
      problems: order.roots.slice(0, 1).map(tooManySteps),
    };
  }
}

function tooManySteps({ root }: LinkedKustomization): ReadingProblem {
  return {
    kind: "unreadable",
    message:
      "The kustomizations change too many images in too many ways to follow; which images are run was not decided.",
    location: root.location,
    offender: "too many steps",
  };
}

function imagesAt(
  paths: readonly string[],
  images: ReadonlyMap<string, readonly ImageSource[]>,
): ImageSource[] {
  return paths.flatMap((path) => images.get(path) ?? []);
}
