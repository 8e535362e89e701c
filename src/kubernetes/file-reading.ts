import { startOf } from "../model/location.ts";
import { decodeText, lettersOfWide, wideEncodingOf } from "./decode.ts";
import { Document } from "./document.ts";
import type { FileBytes } from "./file-bytes.ts";
import { isKustomizationFile } from "./kustomize/kustomization.ts";
import type { ReadingProblem } from "./problem.ts";
import { SourceFile } from "./source-file.ts";
import { YamlError } from "./yaml/error.ts";
import { passedOver } from "./yaml/peek.ts";
import type { Span } from "./yaml/place.ts";
import { readDocument } from "./yaml/read.ts";
import { splitDocuments } from "./yaml/split.ts";

/** More documents in one file are not read; the largest real file seen has some 300. */
export const maxDocuments = 20_000;

/** What one file comes to; it depends on the file's path and bytes, and on nothing else. */
export interface FileReading {
  /** The file's text, where something is shown of it; of what is no text, what stands before the fault. */
  readonly source: SourceFile | undefined;
  /** Whether the whole file is text. */
  readonly isText: boolean;
  readonly documents: readonly Document[];
  readonly problems: readonly ReadingProblem[];
  /** Documents passed over by their kind. */
  readonly passedOver: number;
  /** A JSON file that was left alone for its content, which counts where a kustomization names it. */
  readonly isLeftAlone: boolean;
}

/** Reads one file's bytes; with `isNamed` a kustomization has named it, so that it is judged whatever it holds. */
export function readingOf(path: string, read: FileBytes, isNamed: boolean): FileReading {
  const reading = new OneFile(path);
  reading.read(read, isNamed);
  return reading;
}

class OneFile implements FileReading {
  source: SourceFile | undefined;
  isText = false;
  readonly documents: Document[] = [];
  readonly problems: ReadingProblem[] = [];
  passedOver = 0;
  isLeftAlone = false;
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  read(read: FileBytes, isNamed: boolean): void {
    const source = this.#decoded(read, isNamed);
    if (source === undefined) return;
    this.isText = true;
    if (isLfsPointer(source.text)) {
      this.#add(
        "git-lfs-pointer",
        source,
        { start: 0, end: 7 },
        "The file is a Git LFS pointer: what it stands for is not here and was not judged.",
      );
      return;
    }
    if (!isNamed && isJson(this.#path) && cannotBeKubernetes(source.text)) {
      this.isLeftAlone = true;
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

  #decoded(read: FileBytes, isNamed: boolean): SourceFile | undefined {
    if ("refusal" in read) {
      this.#wholeFile(read.refusal);
      return undefined;
    }
    const decoded = decodeText(read.bytes);
    const source = new SourceFile(this.#path, decoded.text);
    if (!("problem" in decoded)) return source;
    if (!isNamed && isJson(this.#path) && isWideWithoutObject(read.bytes)) {
      this.isLeftAlone = true;
      return undefined;
    }
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
      this.source = source;
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
      if (this.problems.at(-1)?.kind === "template-not-judged") return;
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
    this.source = source;
    const location = source.location(span.start, span.end);
    const offender = source.text.slice(span.start, Math.min(span.end, span.start + 200));
    this.problems.push({ kind, message, location, offender });
  }

  #wholeFile(message: string): void {
    this.problems.push({
      kind: "unreadable",
      message,
      location: startOf(this.#path),
      offender: message,
    });
  }
}

/**
 * Kubernetes objects spell out apiVersion and kind, in any case for some decoders; only an escape (of a
 * line break, too) or a tag in a key could hide the words.
 */
function cannotBeKubernetes(text: string): boolean {
  if (/\\[uxU\n\r\u0085\u2028\u2029]/.test(text)) return false;
  if (text.includes("!") && /binary|%/.test(text)) return false;
  return !(
    (text.includes("kind") || /kind/iu.test(text)) &&
    (text.includes("apiVersion") || /apiversion/iu.test(text))
  );
}

/** Whether a file in UTF-16 or UTF-32 holds no object in any reading. */
function isWideWithoutObject(bytes: Uint8Array): boolean {
  return wideEncodingOf(bytes) !== undefined && cannotBeKubernetes(lettersOfWide(bytes));
}

/** Whether the name says that the file is JSON. */
export function isJson(filePath: string): boolean {
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
