import { foldedAsGo } from "../../go-names.ts";
import type { Field } from "../field.ts";
import type { ReadingProblem } from "../problem.ts";
import { itemsOf } from "./bounded-list.ts";
import { isMapping, type Value } from "../yaml/mapping.ts";

/** The keys of a mapping that kustomize knows, by what Go makes of them when it compares. */
type Names = ReadonlyMap<string, string>;

function namesOf(...names: readonly string[]): Names {
  return new Map(names.map((name) => [foldedAsGo(name), name]));
}

/** All keys of a kustomization (kustomize, api/types/kustomization.go). */
const rootNames = namesOf(
  "apiVersion",
  "kind",
  "metadata",
  "openapi",
  "namePrefix",
  "nameSuffix",
  "namespace",
  "commonLabels",
  "labels",
  "commonAnnotations",
  "patchesStrategicMerge",
  "patchesJson6902",
  "patches",
  "images",
  "imageTags",
  "replacements",
  "replicas",
  "vars",
  "sortOptions",
  "resources",
  "components",
  "crds",
  "bases",
  "configMapGenerator",
  "secretGenerator",
  "helmGlobals",
  "helmCharts",
  "helmChartInflationGenerator",
  "generatorOptions",
  "configurations",
  "generators",
  "transformers",
  "validators",
  "buildMetadata",
);

const imageNames = namesOf("name", "newName", "newTag", "digest", "tagSuffix");
const patchNames = namesOf("path", "patch", "target", "options");

/** The keys of the entries of which more is read than that they are there. */
const entryNames: ReadonlyMap<string, Names> = new Map([
  ["images", imageNames],
  ["imageTags", imageNames],
  ["patches", patchNames],
  ["patchesJson6902", patchNames],
]);

/** Whether a mapping has a key that kustomize takes for one of a kustomization and that is none as it is written. */
export function hasMisspelledKey(value: Value): boolean {
  return (
    isMapping(value) && Object.keys(value).some((key) => meantBy(key, rootNames) !== undefined)
  );
}

/**
 * A problem for each key that kustomize takes for another: it decodes with Go's encoding/json, for which
 * `Images`, `IMAGES` and `image\u017f` are `images`. Keys that no case makes known it refuses.
 */
export function misspelledKeys(root: Field): ReadingProblem[] {
  const entries = [...entryNames].flatMap(([key, names]) =>
    itemsOf(root.at(key)).flatMap((entry) => misspelledIn(entry, names)),
  );
  return [...misspelledIn(root, rootNames), ...entries];
}

function misspelledIn(field: Field, names: Names): ReadingProblem[] {
  if (!isMapping(field.value)) return [];
  return Object.keys(field.value).flatMap((key) => {
    const meant = meantBy(key, names);
    return meant === undefined ? [] : [misspelled(field.at(key), meant)];
  });
}

/** The name that kustomize takes a key for; nothing where it is that name, or none. */
function meantBy(key: string, names: Names): string | undefined {
  const meant = names.get(foldedAsGo(key));
  return meant === key ? undefined : meant;
}

function misspelled(field: Field, meant: string): ReadingProblem {
  const [shown, valid] = [inAscii(String(field.key)), JSON.stringify(meant)];
  return {
    kind: "unreadable",
    message: `kustomize takes the key ${shown} for ${valid}, though it is written otherwise, and what it does by it was not judged: write ${valid}.`,
    location: field.location,
    offender: [field.key, field.value ?? null],
  };
}

/** In quotes, with letters that look like others as their numbers. */
function inAscii(key: string): string {
  return JSON.stringify(key).replaceAll(
    /[^ -~]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
