import { onceEach } from "../once-each.ts";
import type { Document } from "./document.ts";
import { Field } from "./field.ts";
import { imagesOf, type ImageSource } from "./images.ts";
import { isKustomization } from "./kustomize/kustomization.ts";
import type { LinkedKustomization } from "./kustomize/link.ts";
import { notEvaluated } from "./kustomize/problems.ts";
import { imagesInPatch } from "./kustomize/patches.ts";
import { misspelledType } from "./misspelled-type.ts";
import { hasItems, objectsIn } from "./objects.ts";
import { patchDirectiveIn } from "./patch-directive.ts";
import type { Pod } from "./pod.ts";
import type { ReadingProblem } from "./problem.ts";
import type { Resource } from "./resource.ts";
import { isWhole } from "./whole-object.ts";
import { podsOf } from "./workloads.ts";

/** The documents of a tree by what they are, with the images of each file. */
export interface Classified {
  readonly resources: readonly Resource[];
  readonly pods: readonly Pod[];
  /** By the path of the file; of objects, and of patches. */
  readonly imagesInFiles: ReadonlyMap<string, readonly ImageSource[]>;
  readonly imagesInPatches: ReadonlyMap<string, readonly ImageSource[]>;
  readonly problems: readonly ReadingProblem[];
}

/**
 * Tells objects from patches and kustomizations. What a kustomization lists among its resources is an
 * object whatever else it may be; a patch is what one applies, or what says so itself. An object that
 * the API server would take as it stands is judged also where it is called a patch: otherwise a line
 * in any kustomization would keep a file from being judged that is deployed without it.
 */
export function classify(
  documents: readonly Document[],
  kustomizations: readonly LinkedKustomization[],
): Classified {
  const listed = new Set(kustomizations.flatMap(({ files }) => files));
  const applied = new Set(kustomizations.flatMap(({ patchFiles }) => patchFiles));
  const sorting = new Classifying();
  for (const document of documents) {
    const { path } = document.file;
    if (isKustomization(document) && !hasItems(document)) continue;
    if (applied.has(path)) sorting.patch(document);
    const directive = listed.has(path) ? undefined : patchDirectiveIn(Field.root(document));
    if (directive !== undefined && !applied.has(path)) sorting.strayPatch(document, directive);
    const isObject = listed.has(path) || (!applied.has(path) && directive === undefined);
    sorting.objects(document, isObject ? "all" : "whole");
  }
  return sorting;
}

interface Content {
  readonly resource: Resource;
  readonly pods: readonly Pod[];
  readonly images: readonly ImageSource[];
}

/** The objects of a document with what they would run. */
const contentOf = onceEach((document: Document): readonly Content[] =>
  objectsIn(document).map((resource) => {
    const pods = podsOf(resource);
    return { resource, pods, images: imagesOf(resource, pods) };
  }),
);

class Classifying implements Classified {
  readonly resources: Resource[] = [];
  readonly pods: Pod[] = [];
  readonly imagesInFiles = new Map<string, ImageSource[]>();
  readonly imagesInPatches = new Map<string, ImageSource[]>();
  readonly problems: ReadingProblem[] = [];

  objects(document: Document, which: "all" | "whole"): void {
    const content = contentOf(document);
    const misspelled = content.length > 0 ? undefined : misspelledType(Field.root(document));
    if (misspelled !== undefined) this.problems.push(misspelled);
    for (const { resource, pods, images } of content) {
      if (which === "whole" && !isWhole(resource, pods)) continue;
      this.resources.push(resource);
      for (const pod of pods) this.pods.push(pod);
      append(this.imagesInFiles, document, images);
    }
  }

  patch(document: Document): void {
    append(this.imagesInPatches, document, imagesInPatch(Field.root(document)));
  }

  strayPatch(document: Document, directive: Field): void {
    this.patch(document);
    this.problems.push(
      notEvaluated(
        directive,
        "This makes the document a patch, which no kustomization in the tree applies; of what it changes only the images were judged.",
      ),
    );
  }
}

function append(
  images: Map<string, ImageSource[]>,
  { file }: Document,
  sources: readonly ImageSource[],
): void {
  const existing = images.get(file.path) ?? [];
  images.set(file.path, existing);
  for (const source of sources) existing.push(source);
}
