import { readText } from "./document-reader.ts";
import type { Value } from "./mapping.ts";

/** A key that is written twice in one mapping: its last value counts. `offset` is that of the repetition. */
export interface DuplicateKey {
  readonly key: string;
  readonly offset: number;
}
export interface DocumentReading {
  readonly value: Value;
  readonly duplicates: readonly DuplicateKey[];
}

/** The value of one document of a file, as Kubernetes would decode it. Throws YamlError. */
export function readDocument(text: string, start: number, end: number): DocumentReading {
  const { value, cursor } = readText(text, start, end, false);
  return { value, duplicates: cursor.duplicates };
}
