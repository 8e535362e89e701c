/** A pattern that is not well formed; the message completes "the pattern …". */
export class GlobError extends Error {
  override readonly name = "GlobError";
}

/** Whether `*` and `?` stop at a `/` or reach over it. */
export type StarReach = "segment" | "everything";

type Accepts = (code: number) => boolean;

/** Takes one character, or goes on at several places at once. The end lies behind the last step. */
type Step =
  | { readonly kind: "one"; readonly accepts: Accepts }
  | { readonly kind: "fork"; readonly to: number[] };

export interface Program {
  readonly steps: readonly Step[];
  readonly prefix: string;
  readonly literal: boolean;
  /** The longest piece that every match contains; without it there is nothing to walk through. */
  readonly piece: string;
}

/** More than any path, rule or image needs; keeps the work for one character of a text small. */
const longestPattern = 1024;

const slash = 0x2f;
const anything: Accepts = () => true;
const insideSegment: Accepts = (code) => code !== slash;

/** The program of a pattern; throws GlobError where the pattern is not well formed. */
export function parseGlob(pattern: string, star: StarReach): Program {
  if (pattern === "") throw new GlobError("is empty");
  if (pattern.length > longestPattern) {
    throw new GlobError(`is longer than ${longestPattern} characters`);
  }
  return new Parser(pattern.endsWith("/") ? `${pattern}**` : pattern, star).parse();
}

class Parser {
  readonly #characters: readonly string[];
  readonly #single: Accepts;
  readonly #steps: Step[] = [];
  #at = 0;
  #depth = 0;
  #prefix = "";
  #literal = true;
  #piece = "";
  #longestPiece = "";

  constructor(pattern: string, star: StarReach) {
    this.#characters = Array.from(pattern);
    this.#single = star === "segment" ? insideSegment : anything;
  }

  parse(): Program {
    this.#sequence();
    this.#endPiece();
    return {
      steps: this.#steps,
      prefix: this.#prefix,
      literal: this.#literal,
      piece: this.#longestPiece,
    };
  }

  /** Reads up to the end, or inside braces up to the `,` or `}` that ends the alternative. */
  #sequence(): void {
    for (let character = this.#peek(); character !== undefined; character = this.#peek()) {
      if (this.#depth > 0 && (character === "," || character === "}")) return;
      this.#at++;
      if (character === "\\") this.#character(this.#escaped());
      else if (!"*?[{".includes(character)) this.#character(character);
      else this.#wildcard(character);
    }
  }

  #wildcard(character: string): void {
    this.#literal = false;
    this.#endPiece();
    if (character === "*") this.#star();
    else if (character === "?") this.#one(this.#single);
    else if (character === "[") this.#one(this.#class());
    else this.#alternatives();
  }

  #character(character: string): void {
    const wanted = character.codePointAt(0);
    if (this.#literal) this.#prefix += character;
    if (this.#depth === 0) this.#piece += character;
    this.#one((code) => code === wanted);
  }

  #endPiece(): void {
    if (this.#piece.length > this.#longestPiece.length) this.#longestPiece = this.#piece;
    this.#piece = "";
  }

  #escaped(): string {
    const character = this.#peek();
    if (character === undefined) throw new GlobError('ends with a "\\" that escapes nothing');
    this.#at++;
    return character;
  }

  /** `*`, `**`, and a `**` followed by a slash, which stands for any number of folders, none included. */
  #star(): void {
    const before = this.#characters[this.#at - 2];
    if (this.#peek() !== "*") {
      this.#repeat(this.#single);
      return;
    }
    while (this.#peek() === "*") this.#at++;
    const folders = this.#peek() === "/" && (before === undefined || "/{,".includes(before));
    if (!folders) {
      this.#repeat(anything);
      return;
    }
    this.#at++;
    const fork = this.#fork();
    fork.push(this.#steps.length);
    this.#repeat(anything);
    this.#one((code) => code === slash);
    fork.push(this.#steps.length);
  }

  #repeat(accepts: Accepts): void {
    const start = this.#steps.length;
    const fork = this.#fork();
    fork.push(this.#steps.length);
    this.#one(accepts);
    this.#fork().push(start);
    fork.push(this.#steps.length);
  }

  #alternatives(): void {
    this.#depth++;
    const start = this.#fork();
    const exits: number[][] = [];
    for (;;) {
      start.push(this.#steps.length);
      this.#sequence();
      const end = this.#peek();
      if (end === undefined) throw new GlobError('has a "{" without its "}"');
      this.#at++;
      exits.push(this.#fork());
      if (end === "}") break;
    }
    for (const exit of exits) exit.push(this.#steps.length);
    this.#depth--;
  }

  /** `[abc]`, `[a-z]`, `[!abc]`; a `]` right after the opening stands for itself. */
  #class(): Accepts {
    const negated = this.#peek() === "!" || this.#peek() === "^";
    if (negated) this.#at++;
    const ranges: [number, number][] = [];
    for (;;) {
      const first = this.#memberOfClass();
      if (first === "]" && ranges.length > 0) break;
      let last = first;
      if (this.#peek() === "-" && this.#peek(1) !== "]") {
        this.#at++;
        last = this.#memberOfClass();
      }
      if (first > last) throw new GlobError(`has the empty range "${first}-${last}"`);
      ranges.push([first.codePointAt(0) ?? 0, last.codePointAt(0) ?? 0]);
    }
    const single = this.#single;
    return (code) =>
      single(code) && negated !== ranges.some(([from, to]) => from <= code && code <= to);
  }

  #memberOfClass(): string {
    const character = this.#peek();
    if (character === undefined) throw new GlobError('has a "[" without its "]"');
    this.#at++;
    return character;
  }

  #one(accepts: Accepts): void {
    this.#steps.push({ kind: "one", accepts });
  }

  #fork(): number[] {
    const to: number[] = [];
    this.#steps.push({ kind: "fork", to });
    return to;
  }

  #peek(ahead = 0): string | undefined {
    return this.#characters[this.#at + ahead];
  }
}
