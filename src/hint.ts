import { nearest } from "./nearest.ts";

/** ` (did you mean "manifests"?)`, or nothing where no known word is near. */
export function hint(word: string, known: readonly string[]): string {
  const near = nearest(word, known);
  return near === undefined ? "" : ` (did you mean ${JSON.stringify(near)}?)`;
}
