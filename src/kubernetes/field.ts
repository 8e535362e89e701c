import type { Location } from "../model/location.ts";
import type { Document } from "./document.ts";
import { isMapping, type Value } from "./yaml/mapping.ts";
import type { Place, Span } from "./yaml/place.ts";

export type Key = string | number;

/**
 * A position in a document, whether or not anything stands there: rules walk from field to field,
 * look at values, and hand the field that offends to the finding, which alone asks for its location.
 */
export class Field {
  readonly document: Document;
  /** The value there; `undefined` where the document has none. */
  readonly value: Value | undefined;
  readonly parent: Field | undefined;
  readonly key: Key | undefined;
  #location: Location | undefined;

  private constructor(
    document: Document,
    value: Value | undefined,
    parent: Field | undefined,
    key: Key | undefined,
  ) {
    this.document = document;
    this.value = value;
    this.parent = parent;
    this.key = key;
  }

  /** The root of a document. */
  static root(document: Document): Field {
    return new Field(document, document.value, undefined, undefined);
  }

  /** The field reached by the keys; it does not need to exist. */
  at(...keys: readonly Key[]): Field {
    return keys.reduce<Field>(
      (field, key) => new Field(this.document, childOf(field.value, key), field, key),
      this,
    );
  }

  /** Whether a value other than null stands here; Kubernetes reads null as absent. */
  get exists(): boolean {
    return this.value !== undefined && this.value !== null;
  }

  /** The items of a list; none where the value is not a list. */
  items(): Field[] {
    const { value } = this;
    if (!Array.isArray(value)) return [];
    return value.map((item, index) => new Field(this.document, item, this, index));
  }

  /** The entries of a mapping in the order of the file; none where the value is not a mapping. */
  entries(): Field[] {
    const { value } = this;
    if (!isMapping(value)) return [];
    return Object.keys(value).map((key) => new Field(this.document, value[key], this, key));
  }

  /** The keys from the document's root to here. */
  get path(): readonly Key[] {
    return pathTo(this);
  }

  /** The keys from `ancestor` to here. */
  pathFrom(ancestor: Field): readonly Key[] {
    return this.path.slice(ancestor.path.length);
  }

  /**
   * Where to look: a scalar's own text, a collection's key, and for a field that is missing the
   * nearest parent that exists.
   */
  get location(): Location {
    if (this.#location === undefined) {
      const { file, places } = this.document;
      const span = spanToShow(places, this.path);
      this.#location = file.location(span.start, span.end);
    }
    return this.#location;
  }
}

/** `spec.containers[0].image`; keys that are not plain words are quoted: `metadata.annotations["a.b/c"]`. */
export function formatPath(path: readonly Key[]): string {
  let text = "";
  for (const key of path) {
    if (typeof key === "number") text += `[${key}]`;
    else if (/^[A-Za-z_][\w-]*$/.test(key)) text += text === "" ? key : `.${key}`;
    else text += `[${JSON.stringify(key)}]`;
  }
  return text;
}

function pathTo(end: Field): Key[] {
  const path: Key[] = [];
  for (let field = end; field.parent !== undefined; field = field.parent) {
    if (field.key !== undefined) path.push(field.key);
  }
  return path.reverse();
}

function childOf(value: Value | undefined, key: Key): Value | undefined {
  if (typeof key === "number") return Array.isArray(value) ? value[key] : undefined;
  return isMapping(value) ? value[key] : undefined;
}

function spanToShow(root: Place, path: readonly Key[]): Span {
  let place = root;
  for (const key of path) {
    const next = typeof key === "number" ? place.items?.[key] : place.entries?.get(key);
    if (next === undefined) return headOf(place);
    place = next;
  }
  return place.entries === undefined && place.items === undefined ? scalarOf(place) : headOf(place);
}

/** A scalar that has no text of its own (`privileged:` with nothing behind it) is shown by its key. */
function scalarOf(place: Place): Span {
  return place.value.end > place.value.start ? place.value : (place.key ?? place.value);
}

/** What introduces a collection: its key, or for an item of a list its first entry. */
function headOf(place: Place): Span {
  if (place.key !== undefined) return place.key;
  const first = place.entries?.values().next().value ?? place.items?.[0];
  if (first === undefined) return place.value;
  return { start: first.key?.start ?? first.value.start, end: first.value.end };
}
