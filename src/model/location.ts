/**
 * A region of one line in a file of the repository. Lines and columns count from 1, columns in
 * UTF-16 code units, `endColumn` is exclusive. `path` is relative to the repository's root, with `/`.
 */
export interface Location {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** The first column of a file's first line: where a finding about the file as a whole stands. */
export function startOf(path: string): Location {
  return { path, line: 1, column: 1, endLine: 1, endColumn: 2 };
}

/** Orders locations as a reader meets them: by path, then line, then column. */
export function compareLocation(a: Location, b: Location): number {
  return (
    comparePlainly(a.path, b.path) ||
    a.line - b.line ||
    a.column - b.column ||
    a.endColumn - b.endColumn
  );
}

/** Compares by code unit: the same order on every machine, whatever its locale. */
export function comparePlainly(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
