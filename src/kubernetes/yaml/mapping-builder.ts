import { type Cursor, fail, refuse } from "./cursor.ts";
import { emptyMapping, isMapping, type Mapping, type Value } from "./mapping.ts";
import type { Place, Span } from "./place.ts";

/** Each is a finding, and nobody reads so many; real documents repeat a handful. */
const MAX_DUPLICATES = 1000;

/** A mapping being read: a later entry with the same key takes its place, merged ones included. */
export class MappingBuilder {
  readonly value: Mapping = emptyMapping();
  readonly entries: Map<string, Place> | undefined;
  /** Keys that only a merge has brought so far. */
  #merged: Set<string> | undefined;

  constructor(recording: boolean) {
    this.entries = recording ? new Map() : undefined;
  }

  /** Adds the entry that the cursor has just read; a key written twice is remembered. */
  add(cursor: Cursor, key: string, span: Span | undefined, offset: number, value: Value): void {
    if (this.value[key] !== undefined && this.#merged?.delete(key) !== true) {
      if (cursor.duplicates.length === MAX_DUPLICATES) {
        refuse(`more than ${MAX_DUPLICATES} keys are written twice`, offset);
      }
      cursor.duplicates.push({ key, offset });
    }
    this.value[key] = value;
    if (this.entries !== undefined && cursor.place !== undefined && span !== undefined) {
      this.entries.set(key, { ...cursor.place, key: span });
    }
  }

  /** Merges the node behind `<<`. As in go-yaml, the last one wins, be it written or merged. */
  merge(cursor: Cursor, offset: number, value: Value): void {
    const { place } = cursor;
    if (isMapping(value)) this.#take(value, place);
    else if (Array.isArray(value) && !cursor.aliased) {
      // The list itself is no decoded node for go-yaml's count.
      cursor.nodes--;
      for (let index = value.length - 1; index >= 0; index--) {
        const item = value[index];
        if (!isMapping(item)) return fail("<< merges mappings and nothing else", offset);
        this.#take(item, place?.items?.[index]);
      }
    } else fail("<< merges a mapping or a list of mappings", offset);
  }

  #take(source: Mapping, place: Place | undefined): void {
    this.#merged ??= new Set();
    for (const key of Object.keys(source)) {
      if (this.value[key] === undefined) this.#merged.add(key);
      this.value[key] = source[key];
      const entry = place?.entries?.get(key);
      if (entry !== undefined) this.entries?.set(key, entry);
    }
  }
}
