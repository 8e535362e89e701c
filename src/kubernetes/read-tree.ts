import path from "node:path";
import type { Document } from "./document.ts";
import { DiskFiles, type FileSource, type FileToRead } from "./file-source.ts";
import { listFiles, listNamed } from "./files.ts";
import type { ImageArgument } from "./image-use.ts";
import { isKustomization, pathsNamedIn } from "./kustomize/kustomization.ts";
import type { ReadingProblem } from "./problem.ts";
import { sortOut } from "./sort-out.ts";
import type { SourceFile } from "./source-file.ts";
import { emptySubmodules } from "./submodules.ts";
import type { Tree } from "./tree.ts";

export interface TreeRequest {
  readonly root: string;
  readonly paths: readonly string[];
  readonly excluded: (path: string) => boolean;
  readonly images: readonly ImageArgument[];
  /** Where the files come from; the disk unless told. */
  readonly files?: FileSource;
}

/** The documents of a tree before they are sorted, and what reading them met. */
export interface TreeReading {
  /** Of all files that were to be read. */
  readonly paths: ReadonlySet<string>;
  readonly files: ReadonlyMap<string, SourceFile>;
  readonly documents: readonly Document[];
  readonly problems: readonly ReadingProblem[];
  readonly passedOver: number;
}

/**
 * Reads everything under the paths. Whatever cannot be read is a problem at its place, and the rest
 * is read all the same. Throws UsageError for paths that do not exist.
 */
export function readTree(request: TreeRequest): Tree {
  return treeOf(readFiles(request), request.images);
}

/** The first half of reading a tree: every file, none of them sorted. Throws as readTree does. */
export function readFiles(request: TreeRequest): TreeReading {
  const source = request.files ?? new DiskFiles();
  const listing = listFiles(request.root, request.paths, request.excluded, source);
  const reading = new Reading(source);
  reading.problems.push(...listing.problems);
  for (const file of listing.files) reading.file(file);
  readNamed(reading, request, source);
  reading.problems.push(...submodulesUnder(request, source));
  return reading;
}

/** The other half: what the documents are, and which images they would run. */
export function treeOf(reading: TreeReading, images: readonly ImageArgument[]): Tree {
  const sorted = sortOut(reading.documents, images);
  return {
    files: reading.files,
    documents: reading.documents,
    resources: sorted.resources,
    pods: sorted.pods,
    images: sorted.images,
    unmatchedImages: sorted.unmatchedImages,
    problems: [...reading.problems, ...sorted.problems],
    counts: {
      files: reading.paths.size,
      documents: reading.documents.length + reading.passedOver,
      passedOver: reading.passedOver,
      resources: sorted.resources.length + reading.passedOver,
    },
  };
}

/**
 * Reads what kustomizations name and the walk has left out: kustomize does not ask for an extension, a
 * folder such as node_modules is none to it, and what it builds upon may lie beside the given paths.
 */
function readNamed(reading: Reading, { root, excluded }: TreeRequest, source: FileSource): void {
  const seen = new Set<string>();
  for (const document of reading.documents) {
    if (!isKustomization(document)) continue;
    for (const target of pathsNamedIn(document)) {
      if (seen.has(target)) continue;
      seen.add(target);
      const { files, problems } = listNamed(root, target, excluded, source);
      // The walk has said the same of what it met.
      if (problems.length > 0 && !reading.saidOf(target)) reading.problems.push(...problems);
      // A list that grows is walked to its new end: kustomizations name kustomizations.
      for (const file of files) reading.named(file);
    }
  }
}

class Reading implements TreeReading {
  readonly paths = new Set<string>();
  readonly files = new Map<string, SourceFile>();
  readonly documents: Document[] = [];
  readonly problems: ReadingProblem[] = [];
  passedOver = 0;
  readonly #source: FileSource;
  /** Paths of JSON files that were left alone for their content. */
  readonly #leftAlone = new Set<string>();

  constructor(source: FileSource) {
    this.#source = source;
  }

  /** Whether there is a problem with a file as a whole. */
  saidOf(filePath: string): boolean {
    return this.problems.some(({ location }) => location.path === filePath);
  }

  /** Reads a file that a kustomization names, unless it was read before. */
  named(file: FileToRead): void {
    if (!this.paths.has(file.path) || this.#leftAlone.delete(file.path)) this.file(file, true);
  }

  file(file: FileToRead, isNamed = false): void {
    this.paths.add(file.path);
    const read = this.#source.fileReading(file, isNamed);
    if (read.isLeftAlone) this.#leftAlone.add(file.path);
    if (read.source !== undefined) this.files.set(file.path, read.source);
    for (const document of read.documents) this.documents.push(document);
    for (const problem of read.problems) this.problems.push(problem);
    this.passedOver += read.passedOver;
  }
}

function submodulesUnder({ root, paths }: TreeRequest, source: FileSource): ReadingProblem[] {
  // Git follows no link there.
  const text = source.plainText(path.join(root, ".gitmodules"));
  if (text === undefined) return [];
  const starts = paths.map((named) =>
    path.relative(root, path.resolve(named)).split(path.sep).join("/"),
  );
  return emptySubmodules(root, text, source).filter(({ offender }) =>
    starts.some(
      (start) =>
        start === "" || String(offender) === start || String(offender).startsWith(`${start}/`),
    ),
  );
}
