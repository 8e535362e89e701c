/** Where long work says how far it is; none of it is part of a result. */
export interface Progress {
  /** What is being done now, in place of what was said before: `scanning images, 3 of 20`. */
  update(text: string): void;
  /** Something worth keeping in the log, as a line of its own. */
  say(line: string): void;
}

/** Says nothing. */
export const silent: Progress = { update: () => undefined, say: () => undefined };
