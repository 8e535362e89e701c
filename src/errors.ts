/**
 * A mistake of the caller's: bad usage, a bad policy, nothing to judge. The message names the input,
 * its value and what would be valid; the run ends without a verdict (exit status 2).
 */
export class UsageError extends Error {
  override readonly name = "UsageError";
  /** One line for each mistake; all of them are shown. */
  readonly mistakes: readonly string[];

  constructor(mistakes: string | readonly string[], options?: ErrorOptions) {
    const list = typeof mistakes === "string" ? [mistakes] : mistakes;
    super(list.join("\n"), options);
    this.mistakes = list;
  }
}

/** The message of anything that was thrown, Error or not. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
