import { onceEach } from "../../once-each.ts";
import type { Document } from "../document.ts";
import { Field } from "../field.ts";
import type { ReadingProblem } from "../problem.ts";
import { isMapping } from "../yaml/mapping.ts";
import { itemsOf, tooManyItems } from "./bounded-list.ts";
import { ImageEntries, imageEntryAt, type ImageEntry } from "./image-entry.ts";
import { hasMisspelledKey, misspelledKeys } from "./keys.ts";
import { stepsNotEvaluated, wrongType } from "./problems.ts";
import { folderOf, resolvePath } from "./paths.ts";

/** A kustomization or component file, read but not yet linked to what it refers to. */
export interface Kustomization {
  readonly root: Field;
  /** The folder that its paths are relative to; empty for the root. */
  readonly folder: string;
  /** Whether kustomize finds it when it is given the folder. */
  readonly ownsFolder: boolean;
  /** The entries of `resources` and of the older `bases`, those that are text. */
  readonly resources: readonly PathEntry[];
  readonly components: readonly PathEntry[];
  readonly images: ImageEntries;
  readonly patches: readonly Patch[];
  readonly problems: readonly ReadingProblem[];
}

/** An entry that leads somewhere, as written. */
export interface PathEntry {
  readonly field: Field;
  readonly path: string;
}

/** A patch, as a path to a file or as text; which of the two an entry means is known only from the tree. */
export interface Patch {
  readonly path: PathEntry | undefined;
  readonly text: Field | undefined;
}

/** The names under which kustomize looks for a folder's kustomization. */
export const fileNames: readonly string[] = [
  "kustomization.yaml",
  "kustomization.yml",
  "Kustomization",
];
const kinds: ReadonlySet<unknown> = new Set(["Kustomization", "Component"]);

/**
 * Whether kustomize would read the document as a kustomization: by its apiVersion and kind, either of
 * which may be missing in a file of the right name, or may be said by a key in another case. Flux objects
 * of the same kind are none.
 */
export function isKustomization(document: Document): boolean {
  const { value } = document;
  if (!isMapping(value)) return false;
  const { apiVersion, kind } = value;
  const named = isKustomizationFile(document.file.path);
  if (named && hasMisspelledKey(value)) return true;
  const versionFits =
    typeof apiVersion === "string" && apiVersion !== ""
      ? apiVersion.startsWith("kustomize.config.k8s.io/")
      : named;
  return (
    versionFits &&
    (kinds.has(kind) || (named && (kind === undefined || kind === null || kind === "")))
  );
}

/** Reads what a kustomization says; values of the wrong type are problems and count as missing. */
export const readKustomization = onceEach((document: Document): Kustomization => {
  const root = Field.root(document);
  const problems: ReadingProblem[] = [];
  const list = (key: string): Field[] => listAt(root.at(key), problems);
  const paths = (key: string): PathEntry[] =>
    list(key).flatMap((item) => pathEntryAt(item, problems));
  const images = [...list("images"), ...list("imageTags")]
    .map((entry) => imageEntryAt(entry, problems))
    .filter((entry): entry is ImageEntry => entry !== undefined);
  return {
    root,
    folder: folderOf(document.file.path),
    ownsFolder: isKustomizationFile(document.file.path),
    resources: [...paths("resources"), ...paths("bases")],
    components: paths("components"),
    images: new ImageEntries(images),
    patches: [
      ...[...list("patches"), ...list("patchesJson6902")].map(patchAt),
      ...paths("patchesStrategicMerge").map((path) => ({ path, text: path.field })),
    ],
    problems: [
      ...problems,
      ...misspelledKeys(root),
      ...tooManyItems(root),
      ...stepsNotEvaluated(root),
    ],
  };
});

/** Where the entries of a kustomization lead that may be files or folders of objects and patches. */
export function pathsNamedIn(document: Document): string[] {
  const root = Field.root(document);
  const folder = folderOf(document.file.path);
  const entries = [
    ...["resources", "bases", "components", "patchesStrategicMerge"].flatMap((key) =>
      itemsOf(root.at(key)),
    ),
    ...["patches", "patchesJson6902"].flatMap((key) =>
      itemsOf(root.at(key)).map((patch) =>
        typeof patch.value === "string" ? patch : patch.at("path"),
      ),
    ),
  ];
  return entries.flatMap(({ value }) =>
    typeof value === "string" ? (resolvePath(folder, value) ?? []) : [],
  );
}

/** An entry of `patches`; the oldest kustomizations list plain paths there. */
function patchAt(entry: Field): Patch {
  if (typeof entry.value === "string")
    return { path: { field: entry, path: entry.value }, text: undefined };
  const [path, text] = [entry.at("path"), entry.at("patch")];
  return {
    path: typeof path.value === "string" ? { field: path, path: path.value } : undefined,
    text: typeof text.value === "string" ? text : undefined,
  };
}

/** Whether kustomize takes a file for a kustomization by its name alone. */
export function isKustomizationFile(path: string): boolean {
  return fileNames.includes(path.slice(path.lastIndexOf("/") + 1));
}

function listAt(field: Field, problems: ReadingProblem[]): Field[] {
  if (field.exists && !Array.isArray(field.value)) {
    problems.push(
      wrongType(field, `${String(field.key)} is not a list; kustomize would refuse it.`),
    );
  }
  return itemsOf(field);
}

function pathEntryAt(item: Field, problems: ReadingProblem[]): PathEntry[] {
  if (typeof item.value === "string") return [{ field: item, path: item.value }];
  problems.push(
    wrongType(
      item,
      `An entry of ${String(item.parent?.key)} is not text; kustomize would refuse it.`,
    ),
  );
  return [];
}
