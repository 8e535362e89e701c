import { commitLevels, type CommitLevel } from "./platform-api.ts";
import { failureCodes, type FailureCode } from "./verdict.ts";

/** What a commit can come to: a level, a failure, or no answer at all. */
export type Standing = CommitLevel | FailureCode | "missing" | "indeterminate";

/** Every standing, best first: the order in which counts are shown. */
export const standings: readonly Standing[] = [
  ...commitLevels,
  ...failureCodes,
  "missing",
  "indeterminate",
];

/** Counts commits by standing, and sees to it that none is lost. */
export class Tally {
  readonly #counts = new Map<Standing, number>();
  #exempt = 0;

  add(standing: Standing, count = 1): void {
    this.#counts.set(standing, this.of(standing) + count);
  }

  addExempt(count: number): void {
    this.#exempt += count;
  }

  of(standing: Standing): number {
    return this.#counts.get(standing) ?? 0;
  }

  get exempt(): number {
    return this.#exempt;
  }

  /** All commits that were counted. */
  get total(): number {
    return [...this.#counts.values()].reduce((sum, count) => sum + count, this.#exempt);
  }

  /** The standings that commits have, in order. */
  get levels(): Readonly<Record<string, number>> {
    const present = standings.filter((standing) => this.of(standing) > 0);
    return Object.fromEntries(present.map((standing) => [standing, this.of(standing)]));
  }
}
