/** Offsets into a file's text; `end` is exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * Where a value stands in its file, and where the values inside it stand. `key` is the span of the
 * mapping key that introduces the value, `value` that of the value itself (for a collection from its
 * first entry to the end of its last).
 */
export interface Place {
  readonly key?: Span;
  readonly value: Span;
  readonly entries?: ReadonlyMap<string, Place>;
  readonly items?: readonly Place[];
}
