import { onceEach } from "../../once-each.ts";
import { Document } from "../document.ts";
import { Field, type Key } from "../field.ts";
import { isKustomizable, sourceAt, type ImageSource } from "../images.ts";
import { resourceAt } from "../resource.ts";
import { SourceFile } from "../source-file.ts";
import { YamlError } from "../yaml/error.ts";
import { isMapping } from "../yaml/mapping.ts";
import { readDocument } from "../yaml/read.ts";
import { splitDocuments } from "../yaml/split.ts";

const containerLists: ReadonlySet<Key> = new Set([
  "containers",
  "initContainers",
  "ephemeralContainers",
  "steps",
  "sidecars",
]);
/** Keys kept of a path on the way down: one more than the longest that decides anything has. */
const longestPath = 7;
const containerFields: ReadonlySet<Key> = new Set(["container", "script", "stepTemplate"]);

/** The images that a document with a patch sets, whether it is a strategic merge patch or a list of operations. */
export function imagesInPatch(root: Field): ImageSource[] {
  if (!Array.isArray(root.value))
    return imagesUnder(root, []).map((source) => ({ ...source, resource: resourceAt(root) }));
  return root.items().flatMap((operation) => {
    const path = operation.at("path").value;
    const op = operation.at("op").value;
    if (typeof path !== "string" || (op !== "add" && op !== "replace")) return [];
    return imagesUnder(operation.at("value"), pointerKeys(path));
  });
}

/**
 * The images that the text of an inline patch sets. They stand at the field with the text, since its
 * lines are not lines of a document. Nothing where the text is not YAML, which kustomize would refuse.
 */
export const imagesInText = onceEach((field: Field): readonly ImageSource[] => {
  const { value } = field;
  if (typeof value !== "string") return [];
  const file = new SourceFile(field.document.file.path, value);
  try {
    return splitDocuments(value).flatMap(({ start, end }) => {
      const document = new Document(file, start, end, readDocument(value, start, end).value);
      return imagesInPatch(Field.root(document)).map((source) => ({
        ...source,
        field,
        resource: undefined,
        pullPolicy: undefined,
      }));
    });
  } catch (error) {
    if (error instanceof YamlError) return [];
    throw error;
  }
});

/** Walks with a stack of its own, so that no nesting exhausts the engine's. */
function imagesUnder(root: Field, prefix: readonly Key[]): ImageSource[] {
  const found: ImageSource[] = [];
  const open: { field: Field; path: readonly Key[] }[] = [{ field: root, path: prefix }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { field, path } = next;
    if (isImage(path)) found.push(...imageAt(field, path));
    if (typeof field.value !== "object" || field.value === null) continue;
    const children = isMapping(field.value) ? field.entries() : field.items();
    for (const child of children.reverse()) {
      open.push({ field: child, path: [...path.slice(-longestPath), child.key ?? ""] });
    }
  }
  return found;
}

function imageAt(field: Field, path: readonly Key[]): ImageSource[] {
  const name = field.parent?.at("name").value;
  const container = typeof name === "string" ? name : undefined;
  const pullPolicy = field.parent?.at("imagePullPolicy");
  return sourceAt(field, undefined, container, pullPolicy).map((source) => ({
    ...source,
    kustomizable: isKustomizable(path),
  }));
}

/** Whether the path ends at a container's image or at an image volume's reference. */
function isImage(path: readonly Key[]): boolean {
  const [list, index, holder, last] = [path.at(-4), path.at(-3), path.at(-2), path.at(-1)];
  if (last === "reference")
    return holder === "image" && typeof index === "number" && list === "volumes";
  if (last !== "image") return false;
  if (typeof holder === "number") return index !== undefined && containerLists.has(index);
  return holder !== undefined && containerFields.has(holder);
}

/** The keys of a JSON pointer, with positions in lists (`-` is the end) as numbers. */
function pointerKeys(pointer: string): Key[] {
  return pointer
    .split("/")
    .slice(1)
    .map((key) => {
      if (key === "-") return 0;
      if (/^\d{1,9}$/.test(key)) return Number(key);
      return key.replaceAll("~1", "/").replaceAll("~0", "~");
    });
}
