import { Document } from "../../src/kubernetes/document.ts";
import { Field, formatPath } from "../../src/kubernetes/field.ts";
import { resourceAt, type Resource } from "../../src/kubernetes/resource.ts";
import { sortOut, type SortedTree } from "../../src/kubernetes/sort-out.ts";
import { SourceFile } from "../../src/kubernetes/source-file.ts";
import { readDocument } from "../../src/kubernetes/yaml/read.ts";
import { splitDocuments } from "../../src/kubernetes/yaml/split.ts";
import type { ImageArgument, ImageUse } from "../../src/kubernetes/image-use.ts";

/** The documents of files given as texts, or as values that are written out as JSON. */
export function documentsOf(files: Readonly<Record<string, unknown>>): Document[] {
  return Object.entries(files).flatMap(([path, content]) => {
    const text = typeof content === "string" ? content : JSON.stringify(content);
    const file = new SourceFile(path, text);
    return splitDocuments(text).map(
      ({ start, end }) => new Document(file, start, end, readDocument(text, start, end).value),
    );
  });
}

/** The root field of the one document in a text or value. */
export function rootOf(content: unknown, path = "file.yaml"): Field {
  const [document] = documentsOf({ [path]: content });
  if (document === undefined) throw new Error("no document");
  return Field.root(document);
}

/** The object in a text or value. */
export function resourceOf(content: unknown): Resource {
  const resource = resourceAt(rootOf(content));
  if (resource === undefined) throw new Error("no object");
  return resource;
}

/** What becomes of the files of a tree. */
export function sorted(
  files: Readonly<Record<string, unknown>>,
  images: readonly ImageArgument[] = [],
): SortedTree {
  return sortOut(documentsOf(files), images);
}

/** `reference at file:path`, in order, for every image use. */
export function described(images: readonly ImageUse[]): string[] {
  return images.map(({ reference, field }) =>
    field === undefined
      ? reference
      : `${reference} at ${field.document.file.path}:${formatPath(field.path)}`,
  );
}
