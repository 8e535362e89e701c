/**
 * Why Trivy, or what it needs, brought nothing to judge by. `image` concerns one image; after every
 * other code no image can be judged.
 */
export type TrivyErrorCode = "program" | "database" | "image";

/** What caused the error, and the best first step against it: a sentence or two with full stops. */
export interface TrivyErrorOptions extends ErrorOptions {
  readonly remedy?: string | undefined;
}

/** What went wrong with Trivy, in one line that says what could be done about it. */
export class TrivyError extends Error {
  override readonly name = "TrivyError";
  readonly code: TrivyErrorCode;
  /** Nothing where only the message knows what to do. */
  readonly remedy: string | undefined;

  constructor(code: TrivyErrorCode, message: string, options?: TrivyErrorOptions) {
    super(message, options);
    this.code = code;
    this.remedy = options?.remedy;
  }
}
