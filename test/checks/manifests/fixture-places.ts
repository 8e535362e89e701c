/** A region of one line, as fixtures mark it and findings name it. */
export interface MarkedPlace {
  readonly line: number;
  readonly column: number;
  readonly endColumn: number;
}

/**
 * The places that a fixture marks: under the line comes a comment with carets below the text, each run
 * of them a finding. Text at the first two columns, where the comment itself stands, is marked with
 * `#@ 1-5`: its first column and its last. Several comments may follow one line.
 */
export function markedPlaces(text: string): MarkedPlace[] {
  let marked = 0;
  return text.split("\n").flatMap((line, index) => {
    const carets = /^#[ ^]*\^$/.test(line);
    const columns = /^#@ (\d+)-(\d+)$/.exec(line);
    if (!carets && columns === null) {
      marked = index + 1;
      return [];
    }
    if (columns !== null) {
      return [{ line: marked, column: Number(columns[1]), endColumn: Number(columns[2]) + 1 }];
    }
    return [...line.matchAll(/\^+/g)].map((run) => ({
      line: marked,
      column: run.index + 1,
      endColumn: run.index + 1 + run[0].length,
    }));
  });
}

/** One place in a line, the way the tests print them. */
export function placeText({ line, column, endColumn }: MarkedPlace): string {
  return `${String(line).padStart(4)}:${column}-${endColumn - 1}`;
}
