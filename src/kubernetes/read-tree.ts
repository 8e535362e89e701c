import path from "node:path";
import type { Document } from "./document.ts";
import { DiskFiles, type FileSource, type FileToRead } from "./file-source.ts";
import { listed, listNamed, walked } from "./files.ts";
import type { ImageArgument } from "./image-use.ts";
import { isKustomization, pathsNamedIn } from "./kustomize/kustomization.ts";
import type { ReadingProblem } from "./problem.ts";
import { sortOut } from "./sort-out.ts";
import type { SourceFile } from "./source-file.ts";
import { submodulesNotHere } from "./submodules.ts";
import { nothingTold, trackedIn, type Tracked } from "./tracked.ts";
import type { Tree } from "./tree.ts";
import { isBelow, type Walk } from "./walk.ts";

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
 * Reads everything under the paths, without asking git what it tracks. Whatever cannot be read is a
 * problem at its place, and the rest is read all the same. Throws UsageError for paths that do not exist.
 */
export function readTree(request: TreeRequest): Tree {
  return treeOf(readFiles(request), request.images);
}

/**
 * Reads as readTree does a checkout, in which git tells what is tracked: of node_modules only that, and
 * of submodules whatever their list says. Git is started only where there is one or the other.
 */
export async function readCheckout(request: TreeRequest): Promise<Tree> {
  const source = request.files ?? new DiskFiles();
  const walk = walked(request, source);
  const tracked = await trackedIn(source.realPath(request.root), walk.aside);
  return treeOf(readWalked(request, { source, walk, tracked }), request.images);
}

/** The first half of reading a tree: every file, none of them sorted. Throws as readTree does. */
export function readFiles(request: TreeRequest): TreeReading {
  const source = request.files ?? new DiskFiles();
  return readWalked(request, { source, walk: walked(request, source), tracked: nothingTold });
}

interface Walked {
  readonly source: FileSource;
  readonly walk: Walk;
  readonly tracked: Tracked;
}

function readWalked(request: TreeRequest, { source, walk, tracked }: Walked): TreeReading {
  const listing = listed(walk, ({ path: aside }) => tracked.aside.get(aside));
  const reading = new Reading(source);
  reading.add(listing.problems);
  for (const file of listing.files) reading.file(file);
  readNamed(reading, request, source);
  reading.add(submodulesUnder(request, source, tracked));
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
  const realRoot = source.realPath(root);
  for (const document of reading.documents) {
    if (!isKustomization(document)) continue;
    for (const target of pathsNamedIn(document)) {
      if (seen.has(target)) continue;
      seen.add(target);
      const { files, problems } = listNamed(realRoot, target, excluded, source);
      // The walk has said the same of what it met.
      if (problems.length > 0 && !reading.saidOf(target)) reading.add(problems);
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
  /** Paths of files with problems. */
  readonly #troubled = new Set<string>();
  /** Paths of JSON files that were left alone for their content. */
  readonly #leftAlone = new Set<string>();

  constructor(source: FileSource) {
    this.#source = source;
  }

  add(problems: readonly ReadingProblem[]): void {
    for (const problem of problems) {
      this.problems.push(problem);
      this.#troubled.add(problem.location.path);
    }
  }

  /** Whether there is a problem with a file. */
  saidOf(filePath: string): boolean {
    return this.#troubled.has(filePath);
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
    this.add(read.problems);
    this.passedOver += read.passedOver;
  }
}

function submodulesUnder(
  { root, paths, excluded }: TreeRequest,
  source: FileSource,
  { submodules }: Tracked,
): ReadingProblem[] {
  const starts = paths.map((named) =>
    path.relative(root, path.resolve(named)).split(path.sep).join("/"),
  );
  return submodulesNotHere(source.realPath(root), source, submodules).filter((problem) => {
    if (problem.kind !== "empty-submodule") return true;
    const folder = String(problem.offender);
    return starts.some((start) => covers(start, folder)) && !isBelow(folder, excluded);
  });
}

function covers(start: string, folder: string): boolean {
  return start === "" || folder === start || folder.startsWith(`${start}/`);
}
