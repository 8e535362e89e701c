/**
 * Where files are kept from one run to the next. Whoever takes a file compares its digest with one
 * that it has from elsewhere: a job of a pull request may have written the file.
 */
export interface Keep {
  /** The path of the file that is kept under the name; nothing where there is none, or it cannot be had. */
  take(name: string): Promise<string | undefined>;
  /** Keeps a copy of the file. What goes wrong is nobody's business: the next run gets it anew. */
  put(name: string, file: string): Promise<void>;
}

/** What a run may keep, and where. */
export interface Storage {
  /** Files that are verified at each use: archives and layers, by their digests. */
  readonly keep: Keep;
  /** The folder for results that are believed as they are; none where others could write there. */
  readonly results: string | undefined;
}

/** Keeps nothing. */
export const nothingKept: Storage = {
  keep: { take: () => Promise.resolve(undefined), put: () => Promise.resolve() },
  results: undefined,
};
