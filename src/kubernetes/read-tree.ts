import { lstatSync } from "node:fs";
import path from "node:path";
import { messageOf } from "../errors.ts";
import { startOf } from "../model/location.ts";
import { decodeText } from "./decode.ts";
import { Document } from "./document.ts";
import { type FileBytes, FileReader } from "./file-bytes.ts";
import { type FileToRead, listFiles, listNamed } from "./files.ts";
import type { ImageArgument } from "./image-use.ts";
import { isKustomization, isKustomizationFile, pathsNamedIn } from "./kustomize/kustomization.ts";
import type { ReadingProblem } from "./problem.ts";
import { sortOut } from "./sort-out.ts";
import { SourceFile } from "./source-file.ts";
import { emptySubmodules } from "./submodules.ts";
import type { Tree } from "./tree.ts";
import { YamlError } from "./yaml/error.ts";
import { passedOver } from "./yaml/peek.ts";
import type { Span } from "./yaml/place.ts";
import { readDocument } from "./yaml/read.ts";
import { splitDocuments } from "./yaml/split.ts";

/** More documents in one file are not read; the largest real file seen has some 300. */
export const maxDocuments = 20_000;

export interface TreeRequest {
  readonly root: string;
  readonly paths: readonly string[];
  readonly excluded: (path: string) => boolean;
  readonly images: readonly ImageArgument[];
}

/**
 * Reads everything under the paths. Whatever cannot be read is a problem at its place, and the rest
 * is read all the same. Throws UsageError for paths that do not exist.
 */
export function readTree(request: TreeRequest): Tree {
  const listing = listFiles(request.root, request.paths, request.excluded);
  const reading = new Reading();
  reading.problems.push(...listing.problems);
  for (const file of listing.files) reading.file(file);
  readNamed(reading, request);
  reading.problems.push(...submodulesUnder(request));
  const sorted = sortOut(reading.documents, request.images);
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
function readNamed(reading: Reading, { root, excluded }: TreeRequest): void {
  const seen = new Set<string>();
  for (const document of reading.documents) {
    if (!isKustomization(document)) continue;
    for (const target of pathsNamedIn(document)) {
      if (seen.has(target)) continue;
      seen.add(target);
      const { files, problems } = listNamed(root, target, excluded);
      // The walk has said the same of what it met.
      if (problems.length > 0 && !reading.saidOf(target)) reading.problems.push(...problems);
      // A list that grows is walked to its new end: kustomizations name kustomizations.
      for (const file of files) reading.named(file);
    }
  }
}

class Reading {
  /** Of all files that were to be read. */
  readonly paths = new Set<string>();
  readonly files = new Map<string, SourceFile>();
  readonly documents: Document[] = [];
  readonly problems: ReadingProblem[] = [];
  passedOver = 0;
  readonly #reader = new FileReader();
  /** Paths of JSON files that were left alone for their content. */
  readonly #leftAlone = new Set<string>();

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
    const source = this.#decoded(file);
    if (source === undefined) return;
    if (isLfsPointer(source.text)) {
      this.#add(
        "git-lfs-pointer",
        source,
        { start: 0, end: 7 },
        "The file is a Git LFS pointer: what it stands for is not here and was not judged.",
      );
      return;
    }
    if (!isNamed && isJson(file.path) && cannotBeKubernetes(source.text)) {
      this.#leftAlone.add(file.path);
      return;
    }
    const spans = splitDocuments(source.text);
    if (spans.length > maxDocuments) {
      const from = spans[maxDocuments]?.start ?? 0;
      this.#unreadable(
        source,
        from,
        `The file has ${spans.length} documents; from the ${maxDocuments + 1}st on they were not read.`,
      );
    }
    for (const span of spans.slice(0, maxDocuments)) this.#document(source, span);
  }

  #decoded(file: FileToRead): SourceFile | undefined {
    let read: FileBytes;
    try {
      read = this.#reader.read(file.absolute);
    } catch (error) {
      read = { refusal: `The file cannot be read: ${messageOf(error)}.` };
    }
    if ("refusal" in read) {
      this.#wholeFile(file.path, read.refusal);
      return undefined;
    }
    const decoded = decodeText(read.bytes);
    const source = new SourceFile(file.path, decoded.text);
    if (!("problem" in decoded)) return source;
    this.#unreadable(source, decoded.offset, `This is not text: ${decoded.problem}.`);
    return undefined;
  }

  #document(source: SourceFile, span: Span): void {
    if (passedOver(source.text, span.start, span.end)) {
      this.passedOver++;
      return;
    }
    try {
      const { value, duplicates } = readDocument(source.text, span.start, span.end);
      this.files.set(source.path, source);
      this.documents.push(new Document(source, span.start, span.end, value));
      for (const { key, offset } of duplicates) {
        this.#add(
          "duplicate-key",
          source,
          { start: offset, end: offset + key.length },
          `The key ${JSON.stringify(key)} stands twice in this mapping; the last one wins.`,
        );
      }
    } catch (error) {
      if (!(error instanceof YamlError)) throw error;
      this.#notYaml(source, span, error);
    }
  }

  #notYaml(source: SourceFile, span: Span, error: YamlError): void {
    const text = source.text.slice(span.start, span.end);
    if (isChartTemplate(source.path, text) && !error.isStricter) {
      if (
        this.problems.at(-1)?.location.path === source.path &&
        this.problems.at(-1)?.kind === "template-not-judged"
      )
        return;
      this.#add(
        "template-not-judged",
        source,
        { start: error.offset, end: error.offset + 1 },
        "The file is a Helm template, which is not YAML until it is rendered; it was not judged.",
      );
    } else if (isKustomizationFile(source.path) || !cannotBeKubernetes(text)) {
      this.#unreadable(
        source,
        error.offset,
        `This is not YAML as Kubernetes reads it, so nothing in the document was judged: ${error.message}.`,
      );
    }
  }

  #unreadable(source: SourceFile, offset: number, message: string): void {
    this.#add("unreadable", source, { start: offset, end: offset + 1 }, message);
  }

  #add(kind: ReadingProblem["kind"], source: SourceFile, span: Span, message: string): void {
    this.files.set(source.path, source);
    const location = source.location(span.start, span.end);
    const offender = source.text.slice(span.start, Math.min(span.end, span.start + 200));
    this.problems.push({ kind, message, location, offender });
  }

  #wholeFile(filePath: string, message: string): void {
    this.problems.push({
      kind: "unreadable",
      message,
      location: startOf(filePath),
      offender: message,
    });
  }
}

/**
 * Kubernetes objects spell out apiVersion and kind; only an escape (of a line break, too) or a tag in a
 * key could hide the words.
 */
function cannotBeKubernetes(text: string): boolean {
  if (/\\[uxU\n\r\u0085\u2028\u2029]/.test(text)) return false;
  if (text.includes("!") && /binary|%/.test(text)) return false;
  return !(text.includes("apiVersion") && text.includes("kind"));
}

function isJson(filePath: string): boolean {
  return filePath.toLowerCase().endsWith(".json");
}

/** Helm renders what lies in a chart's folder `templates`; an action in braces is what breaks the YAML. */
function isChartTemplate(filePath: string, text: string): boolean {
  return text.includes("{{") && filePath.split("/").slice(0, -1).includes("templates");
}

/** A pointer and nothing more: an object could begin with the same words as a key. */
function isLfsPointer(text: string): boolean {
  return (
    text.length < 1024 &&
    /^version https:\/\/git-lfs\.github\.com\/spec\/v1\r?\n(?:(?:ext-\S+ \S+|#.*)\r?\n)*oid sha256:[0-9a-f]{64}\r?\nsize \d+\s*$/.test(
      text,
    )
  );
}

function submodulesUnder({ root, paths }: TreeRequest): ReadingProblem[] {
  const text = submoduleList(path.join(root, ".gitmodules"));
  if (text === undefined) return [];
  const starts = paths.map((named) =>
    path.relative(root, path.resolve(named)).split(path.sep).join("/"),
  );
  return emptySubmodules(root, text).filter(({ offender }) =>
    starts.some(
      (start) =>
        start === "" || String(offender) === start || String(offender).startsWith(`${start}/`),
    ),
  );
}

/** Nothing where there is no such file that git would read: it follows no link there. */
function submoduleList(file: string): string | undefined {
  if (lstatSync(file, { throwIfNoEntry: false })?.isFile() !== true) return undefined;
  const read = new FileReader().read(file);
  return "bytes" in read ? Buffer.from(read.bytes).toString("utf8") : undefined;
}
