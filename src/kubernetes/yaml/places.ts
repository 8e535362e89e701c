import { readText } from "./document-reader.ts";
import type { Place } from "./place.ts";

/**
 * The places of everything in a document that `readDocument` has read. An alias stands where it is
 * written; what is inside it, and what `<<` merges, stands where the anchor's node is written.
 */
export function placesOf(text: string, start: number, end: number): Place {
  const { cursor } = readText(text, start, end, true);
  return cursor.place ?? { value: { start, end: start } };
}
