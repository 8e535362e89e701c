import { placesOf } from "./yaml/places.ts";
import type { Place } from "./yaml/place.ts";
import type { Value } from "./yaml/mapping.ts";
import type { SourceFile } from "./source-file.ts";

/** One parsed document of a file: its value, and on demand the places of everything in it. */
export class Document {
  readonly file: SourceFile;
  /** Offsets of the document's text in its file. */
  readonly start: number;
  readonly end: number;
  readonly value: Value;

  constructor(file: SourceFile, start: number, end: number, value: Value) {
    this.file = file;
    this.start = start;
    this.end = end;
    this.value = value;
  }

  /** The places of the whole document, read again from the text; for most documents never. */
  get places(): Place {
    const known = kept.get(this);
    if (known !== undefined) return known;
    const places = placesOf(this.file.text, this.start, this.end);
    if (kept.size >= mostKept) kept.clear();
    kept.set(this, places);
    return places;
  }
}

/** Places weigh more than the values; findings come document by document, so that few are needed at a time. */
const mostKept = 16;
const kept = new Map<Document, Place>();
