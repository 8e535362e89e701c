import type { Document } from "../document.ts";
import type { Field } from "../field.ts";
import type { ReadingProblem } from "../problem.ts";
import {
  isKustomization,
  readKustomization,
  type Kustomization,
  type Patch,
  type PathEntry,
} from "./kustomization.ts";
import { notEvaluated } from "./problems.ts";
import { isRemote, resolvePath } from "./paths.ts";

/** A kustomization and what it refers to in the tree. */
export interface LinkedKustomization extends Kustomization {
  /** Paths of the files whose objects it takes in. */
  readonly files: string[];
  /** Paths of the files that it applies as patches. */
  readonly patchFiles: string[];
  /** The fields with the text of inline patches. */
  readonly patchTexts: Field[];
  /** The kustomizations that it builds upon, in the order of the file, components last. */
  parts: Part[];
}

export interface Part {
  readonly kustomization: LinkedKustomization;
  /** A component changes what the kustomization has so far; anything else is built on its own. */
  readonly component: boolean;
  /** The entry that names it. */
  readonly field: Field;
}

export interface KustomizeTree {
  readonly kustomizations: readonly LinkedKustomization[];
  readonly problems: readonly ReadingProblem[];
}

/** Reads the kustomizations among the documents and links them with each other and with the files. */
export function linkKustomizations(documents: readonly Document[]): KustomizeTree {
  const kustomizations = documents.filter(isKustomization).map((document): LinkedKustomization => ({
    ...readKustomization(document),
    files: [],
    patchFiles: [],
    patchTexts: [],
    parts: [],
  }));
  if (kustomizations.length === 0) return { kustomizations, problems: [] };
  const linker = new Linker(documents, kustomizations);
  for (const kustomization of kustomizations) linker.link(kustomization);
  return {
    kustomizations,
    problems: [...kustomizations.flatMap(({ problems }) => problems), ...linker.problems],
  };
}

class Linker {
  readonly problems: ReadingProblem[] = [];
  readonly #paths: ReadonlySet<string>;
  readonly #byFolder = new Map<string, LinkedKustomization>();
  readonly #byPath = new Map<string, LinkedKustomization>();

  constructor(documents: readonly Document[], kustomizations: readonly LinkedKustomization[]) {
    this.#paths = new Set(documents.map(({ file }) => file.path));
    for (const kustomization of kustomizations) {
      const { folder, ownsFolder, root } = kustomization;
      this.#byPath.set(root.document.file.path, kustomization);
      if (ownsFolder && !this.#byFolder.has(folder)) this.#byFolder.set(folder, kustomization);
    }
  }

  link(kustomization: LinkedKustomization): void {
    for (const entry of kustomization.resources) this.#part(kustomization, entry, false);
    for (const entry of kustomization.components) this.#part(kustomization, entry, true);
    for (const patch of kustomization.patches) this.#patch(kustomization, patch);
  }

  #part(kustomization: LinkedKustomization, { field, path }: PathEntry, component: boolean): void {
    const target = resolvePath(kustomization.folder, path);
    const part = target === undefined ? undefined : this.#kustomizationAt(target);
    if (part !== undefined) kustomization.parts.push({ kustomization: part, component, field });
    else if (target !== undefined && this.#paths.has(target)) kustomization.files.push(target);
    else this.#notFound(field, path, target);
  }

  #kustomizationAt(target: string): LinkedKustomization | undefined {
    return this.#byPath.get(target) ?? this.#byFolder.get(target);
  }

  /** Files that were not read are no concern here: whoever read the tree has said why. */
  #notFound(field: Field, entry: string, target: string | undefined): void {
    if (isRemote(entry)) {
      this.#add(field, "kustomize would fetch this from elsewhere; it was not judged.");
    } else if (target === undefined) {
      this.#add(field, "This leads out of the judged repository; what is there was not judged.");
    } else if (!/\.(?:ya?ml|json)$/i.test(entry)) {
      this.#add(
        field,
        "No kustomization was read in this folder; what is there was not built upon.",
      );
    }
  }

  #patch(kustomization: LinkedKustomization, { path, text }: Patch): void {
    const target = path === undefined ? undefined : resolvePath(kustomization.folder, path.path);
    if (target !== undefined && this.#paths.has(target)) kustomization.patchFiles.push(target);
    else if (text !== undefined) kustomization.patchTexts.push(text);
    else if (path !== undefined) {
      this.#add(
        path.field,
        "No document was read at this path, so the patch's images were not judged.",
      );
    }
  }

  #add(field: Field, message: string): void {
    this.problems.push(notEvaluated(field, message));
  }
}
