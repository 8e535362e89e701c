import { parseGlob, type Program, type StarReach } from "./glob-program.ts";

export { GlobError, type StarReach } from "./glob-program.ts";

/** A compiled pattern; it says yes only to the whole text. */
export interface Glob {
  readonly pattern: string;
  /** The text before the first wildcard, without escapes. */
  readonly prefix: string;
  /** Whether the pattern has no wildcard, so that it matches exactly `prefix`. */
  readonly literal: boolean;
  matches(text: string): boolean;
}

/** The longest path that Linux knows; a longer text matches no wildcard, which leaves it judged. */
const longestText = 4096;

/**
 * The matcher of a pattern with `*`, `**`, `?`, `[abc]`, `{a,b}` and `\`; a pattern that ends with `/`
 * means everything below. Matching takes time in proportion to the text, whatever the pattern.
 * Throws GlobError where the pattern is not well formed.
 */
export function compileGlob(pattern: string, star: StarReach = "segment"): Glob {
  const program = parseGlob(pattern, star);
  const { prefix, literal, piece } = program;
  let runner: Runner | undefined;
  return {
    pattern,
    prefix,
    literal,
    matches(text) {
      if (literal) return text === prefix;
      if (text.length > longestText || !text.startsWith(prefix)) return false;
      if (!text.includes(piece)) return false;
      runner ??= new Runner(program);
      return runner.matches(text);
    },
  };
}

/** Whether a path matches any of the patterns, each of which the policy's reader has let through. */
export function anyGlob(patterns: readonly string[]): (path: string) => boolean {
  const globs = patterns.map((pattern) => compileGlob(pattern));
  return (path) => globs.some((glob) => glob.matches(path));
}

/**
 * Walks all ways through a program at once, one character of the text at a time: no step is visited
 * twice for a character, so that no pattern makes it go back.
 */
class Runner {
  readonly #program: Program;
  readonly #seenAt: Int32Array;
  readonly #waiting: number[] = [];
  #current: number[] = [];
  #next: number[] = [];

  constructor(program: Program) {
    this.#program = program;
    this.#seenAt = new Int32Array(program.steps.length);
  }

  matches(text: string): boolean {
    const { steps } = this.#program;
    this.#seenAt.fill(-1);
    this.#current.length = 0;
    let ended = this.#enter(0, 0, this.#current);
    let offset = 0;
    while (offset < text.length && this.#current.length > 0) {
      const code = text.codePointAt(offset) ?? 0;
      offset += code > 0xffff ? 2 : 1;
      this.#next.length = 0;
      ended = false;
      for (const at of this.#current) {
        const step = steps[at];
        if (step?.kind === "one" && step.accepts(code)) {
          ended = this.#enter(at + 1, offset, this.#next) || ended;
        }
      }
      [this.#current, this.#next] = [this.#next, this.#current];
    }
    return ended && offset === text.length;
  }

  /** Adds the steps that wait for a character, and says whether the end was among those reached. */
  #enter(first: number, offset: number, into: number[]): boolean {
    let ended = false;
    const waiting = this.#waiting;
    waiting.push(first);
    for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
      if (this.#seenAt[at] === offset) continue;
      this.#seenAt[at] = offset;
      const step = this.#program.steps[at];
      if (step === undefined) ended = true;
      else if (step.kind === "one") into.push(at);
      else waiting.push(...step.to);
    }
    return ended;
  }
}
