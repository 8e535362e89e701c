/**
 * Why git gave no answer: a revision that is not a full object name, a folder that is no repository,
 * a commit that is not there, an object missing behind it, an entry that is no regular file (a link,
 * a folder, a submodule), something above a bound, an object whose bytes do not have its name, a
 * failed fetch, or git itself failing.
 */
export type GitErrorCode =
  | "bad-revision"
  | "no-repository"
  | "no-commit"
  | "incomplete"
  | "not-a-file"
  | "too-large"
  | "wrong-object"
  | "fetch-failed"
  | "git-failed";

/** Git could not answer; the code says why, so that callers can decide what to try next. */
export class GitError extends Error {
  override readonly name = "GitError";
  readonly code: GitErrorCode;
  /** The objects that it is about, where git told them. */
  readonly objects: readonly string[];

  constructor(
    code: GitErrorCode,
    message: string,
    options: ErrorOptions & { readonly objects?: readonly string[] } = {},
  ) {
    super(message, options);
    this.code = code;
    this.objects = options.objects ?? [];
  }
}
