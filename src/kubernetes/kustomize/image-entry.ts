import type { Field } from "../field.ts";
import type { ReadingProblem } from "../problem.ts";
import { isMapping } from "../yaml/mapping.ts";
import { wrongType } from "./problems.ts";
import { joinReference, namesOf, splitReference } from "./image-reference.ts";

/** An entry of a kustomization's `images:`. */
export interface ImageEntry {
  readonly name: string;
  readonly newName: string;
  readonly newTag: string;
  readonly digest: string;
  readonly tagSuffix: string;
  /** The field that says most exactly what is run instead. */
  readonly setter: Field;
}

const parts = ["name", "newName", "newTag", "digest", "tagSuffix"] as const;
type Part = (typeof parts)[number];
/** The longest name that a reference can have is a quarter of it. */
const maxPartLength = 1024;
const settersByWeight: readonly Part[] = ["digest", "newTag", "newName", "tagSuffix"];

/** The entry at a field of `images:`; parts that are not text are problems and count as missing. */
export function imageEntryAt(field: Field, problems: ReadingProblem[]): ImageEntry | undefined {
  if (!isMapping(field.value)) {
    problems.push(
      wrongType(field, "An entry of images is not a mapping; kustomize would refuse it."),
    );
    return undefined;
  }
  const text = (part: Part): string => {
    const at = field.at(part);
    if (typeof at.value === "string" && at.value.length <= maxPartLength) return at.value;
    if (typeof at.value === "string") {
      problems.push(wrongType(at, `${part} is longer than any part of a reference can be.`));
    } else if (at.exists) {
      problems.push(
        wrongType(at, `${part} is not text; kustomize would refuse it without quotes.`),
      );
    }
    return "";
  };
  const [name, newName, newTag, digest, tagSuffix] = parts.map(text) as [
    string,
    string,
    string,
    string,
    string,
  ];
  const values: Readonly<Record<Part, string>> = { name, newName, newTag, digest, tagSuffix };
  const setter = settersByWeight.find((part) => values[part] !== "");
  if (setter === undefined) return undefined;
  return { ...values, setter: field.at(setter) };
}

/** The reference that kustomize makes of a matching one: a new tag or digest replaces both old ones. */
export function applyEntry(entry: ImageEntry, reference: string): string {
  const old = splitReference(reference);
  const name = entry.newName === "" ? old.name : entry.newName;
  if (entry.newTag !== "" || entry.digest !== "") {
    return joinReference({ name, tag: entry.newTag, digest: entry.digest });
  }
  if (entry.tagSuffix !== "") {
    return joinReference({ name, tag: old.tag + entry.tagSuffix, digest: "" });
  }
  return joinReference({ ...old, name });
}

/**
 * What an entry would make of an image that is not in the tree; nothing where it only adds a suffix to
 * a plain name. kustomize reads names as regular expressions: one that is no name by itself may change
 * any image, and ends as a reference that nothing can pull.
 */
export function referenceOf(entry: ImageEntry): string | undefined {
  if (entry.newName === "" && entry.newTag === "" && entry.digest === "") {
    if (/^[\w./:@-]*$/.test(entry.name)) return undefined;
    return joinReference({ name: entry.name, tag: entry.tagSuffix, digest: "" });
  }
  const name = entry.newName === "" ? entry.name : entry.newName;
  return name === "" ? undefined : joinReference({ name, tag: entry.newTag, digest: entry.digest });
}

/** The entries of one kustomization, which kustomize applies one after the other to every image. */
export class ImageEntries {
  readonly all: readonly ImageEntry[];
  readonly #byName = new Map<string, number[]>();

  constructor(all: readonly ImageEntry[]) {
    this.all = all;
    all.forEach((entry, index) => {
      const indices = this.#byName.get(entry.name);
      if (indices === undefined) this.#byName.set(entry.name, [index]);
      else indices.push(index);
    });
  }

  /** The first entry from `start` on that matches the reference, and its index. */
  next(reference: string, start: number): { entry: ImageEntry; index: number } | undefined {
    if (start >= this.all.length) return undefined;
    let first = this.all.length;
    for (const name of namesOf(reference)) {
      first = Math.min(first, firstFrom(this.#byName.get(name) ?? [], start) ?? first);
    }
    const entry = this.all[first];
    return entry === undefined ? undefined : { entry, index: first };
  }
}

/** The first of the rising numbers that is `start` or more. */
function firstFrom(rising: readonly number[], start: number): number | undefined {
  let low = 0;
  let high = rising.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rising[middle] ?? start) < start) low = middle + 1;
    else high = middle;
  }
  return rising[low];
}
