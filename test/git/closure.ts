/**
 * Whether a walked range is all of it: every parent that a commit of the range names in its own bytes
 * must be in the range or among the excluded commits beside it, and every commit must have been seen.
 */
export class Closure {
  readonly #known: ReadonlySet<string>;
  readonly #unseen: Set<string>;
  readonly #missing = new Set<string>();

  constructor(commits: readonly string[], boundary: readonly string[]) {
    this.#known = new Set([...commits, ...boundary]);
    this.#unseen = new Set(commits);
  }

  /** Takes note of a commit of the range and the parents in its bytes. */
  see(commit: string, parents: readonly string[]): void {
    this.#unseen.delete(commit);
    for (const parent of parents) if (!this.#known.has(parent)) this.#missing.add(parent);
  }

  /** The parents seen so far that are in nobody's reach. */
  get missing(): readonly string[] {
    return [...this.#missing];
  }

  /** The commits of the range that nobody has read yet. */
  get unseen(): readonly string[] {
    return [...this.#unseen];
  }
}
