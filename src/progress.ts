/** Where long work says how far it is; none of it is part of a result. */
export interface Progress {
  /** What is being done now, in place of what was said before: `scanning images, 3 of 20`. */
  update(text: string): void;
  /** Something worth keeping in the log, as a line of its own. */
  say(line: string): void;
  /**
   * Does work of many parts under a title. It says of each part when it is done, in a line that a log keeps
   * and a terminal need not show. However the work ends, so does what is shown of it.
   */
  group<T>(title: string, work: (done: (line: string) => void) => Promise<T>): Promise<T>;
}

const nothing = (): void => undefined;

/** Does the work of a group and shows nothing of it. */
export const ungrouped: Progress["group"] = (_, work) => work(nothing);

/** Says nothing. */
export const silent: Progress = { update: nothing, say: nothing, group: ungrouped };
