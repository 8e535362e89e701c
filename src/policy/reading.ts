import type { Field } from "../kubernetes/field.ts";
import type { SourceFile } from "../kubernetes/source-file.ts";
import type { Place, Span } from "../kubernetes/yaml/place.ts";
import type { Rule } from "../model/rule.ts";

/** What a policy is read against: it may name only what exists. */
export interface PolicyContext {
  /** The rules of every check of this version. */
  readonly rules: readonly Pick<Rule, "id" | "check">[];
  /** What is wrong with an entry of `registries.allow`, as a clause. */
  readonly mistakeInAllowEntry: (entry: string) => string | undefined;
  /** What is wrong with a glob of images in `signatures`, as a clause. */
  readonly mistakeInImageGlob: (pattern: string) => string | undefined;
  /** What is wrong with a regular expression of RE2, as a clause. */
  readonly mistakeInExpression: (source: string) => string | undefined;
  /** What is wrong with the path of a field in an attestation's statement, as a clause. */
  readonly mistakeInStatementPath: (path: string) => string | undefined;
}

/** More mistakes than anybody reads; the bound keeps a file of nothing but mistakes cheap. */
const mostMistakes = 100;

interface Mistake {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** One reading of a policy file: what it is read against, and the mistakes found so far. */
export class PolicyReading {
  readonly context: PolicyContext;
  readonly #file: SourceFile;
  readonly #mistakes: Mistake[] = [];

  constructor(file: SourceFile, context: PolicyContext) {
    this.#file = file;
    this.context = context;
  }

  /** Whether there are so many mistakes that looking for more has no use. */
  get isFull(): boolean {
    return this.#mistakes.length > mostMistakes;
  }

  /** Notes a mistake at the value of a field, or at the nearest parent that exists. */
  report(field: Field, message: string): void {
    if (this.isFull) return;
    const { line, column } = field.location;
    this.#mistakes.push({ line, column, message });
  }

  /** Notes a mistake at the key of a field. */
  reportKey(field: Field, message: string): void {
    if (this.isFull) return;
    const key = keySpan(field);
    if (key === undefined) this.report(field, message);
    else this.reportAt(key.start, message);
  }

  /** Notes a mistake at an offset of the file. */
  reportAt(offset: number, message: string): void {
    if (this.isFull) return;
    const { line, column } = this.#file.location(offset, offset + 1);
    this.#mistakes.push({ line, column, message });
  }

  /** A line for each mistake, in the order of the file. */
  get lines(): string[] {
    const { path } = this.#file;
    const lines = this.#mistakes
      .slice(0, mostMistakes)
      .sort((a, b) => a.line - b.line || a.column - b.column)
      .map(({ line, column, message }) => `${path}:${line}:${column}: ${message}`);
    if (this.isFull) lines.push(`${path}: more than ${mostMistakes} mistakes; these are the first`);
    return lines;
  }
}

function keySpan(field: Field): Span | undefined {
  let place: Place | undefined = field.document.places;
  for (const key of field.path) {
    place = typeof key === "number" ? place?.items?.[key] : place?.entries?.get(key);
  }
  return place?.key;
}
