import type { Document } from "../kubernetes/document.ts";
import { Field, type Key } from "../kubernetes/field.ts";
import { isRemote } from "../kubernetes/kustomize/paths.ts";
import { isMapping } from "../kubernetes/yaml/mapping.ts";

/** What a kustomization may read besides its own file. */
export interface KustomizationInputs {
  /** Words that may be paths, relative to the folder of the kustomization. */
  readonly paths: ReadonlySet<string>;
  /** Those among them whose files say what is read in turn. */
  readonly programs: ReadonlySet<string>;
  /** Whether something is fetched from elsewhere. */
  readonly isRemote: boolean;
}

/** Fields at the top that name no file; a field that nobody here has heard of may. */
const withoutPaths: ReadonlySet<Key> = new Set([
  "apiVersion",
  "kind",
  "metadata",
  "namespace",
  "namePrefix",
  "nameSuffix",
  "labels",
  "commonLabels",
  "commonAnnotations",
  "images",
  "imageTags",
  "replicas",
  "buildMetadata",
  "sortOptions",
  "generatorOptions",
  "vars",
]);

/** Parts of patches, replacements, generators and charts that name no file. */
const partsWithoutPaths: ReadonlySet<Key> = new Set([
  "target",
  "targets",
  "source",
  "patch",
  "options",
  "literals",
  "valuesInline",
]);

/**
 * Fields whose files name no further ones, but where they are kustomizations. What others name, such as
 * generators and transformers, may name anything in turn, and charts.
 */
const plainFields: ReadonlySet<Key> = new Set([
  "resources",
  "bases",
  "components",
  "crds",
  "configurations",
  "openapi",
  "patches",
  "patchesStrategicMerge",
  "patchesJson6902",
  "replacements",
  "configMapGenerator",
  "secretGenerator",
]);

/** Charts lie there unless something says otherwise. */
const chartHome = "charts";

/**
 * What a kustomization names, rather too much than too little: kustomize refuses fields that it does not
 * know, and knows more of them in each version. https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/
 */
export function inputsOf(document: Document): KustomizationInputs {
  const paths = new Set<string>();
  const programs = new Set<string>();
  let remote = false;
  for (const field of Field.root(document).entries()) {
    const key = field.key ?? "";
    if (withoutPaths.has(key)) continue;
    const isPlain = plainFields.has(key);
    if (!isPlain) paths.add(chartHome);
    for (const text of textsUnder(field)) {
      for (const word of isPlain ? fileNamesIn(text) : wordsIn(text)) {
        paths.add(word);
        if (!isPlain) programs.add(word);
        remote ||= isRemote(word);
      }
    }
  }
  return { paths, programs, isRemote: remote };
}

/** The words of a text that may be paths: `files: [app.conf=config/app.conf]`. */
export function wordsIn(text: string): string[] {
  return text.split(/[\s"'`,[\]{}]+/).flatMap(fileNamesIn);
}

/** `app.conf=config/app.conf` is what generators call a file and where it lies. */
function fileNamesIn(text: string): string[] {
  if (text === "" || text.includes("\n")) return [];
  const equals = text.indexOf("=");
  return equals < 0 ? [text] : [text, text.slice(equals + 1)];
}

/** Walks with a stack of its own, so that no nesting exhausts the engine's. */
function* textsUnder(start: Field): Generator<string> {
  const open = [start];
  for (let field = open.pop(); field !== undefined; field = open.pop()) {
    if (typeof field.value === "string") yield field.value;
    const children = isMapping(field.value) ? field.entries() : field.items();
    for (const child of children) {
      if (!partsWithoutPaths.has(child.key ?? "")) open.push(child);
    }
  }
}
