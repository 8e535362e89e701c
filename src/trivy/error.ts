/**
 * Why Trivy, or what it needs, brought nothing to judge by. `image` concerns one image; after every
 * other code no image can be judged.
 */
export type TrivyErrorCode = "program" | "database" | "image";

/** What went wrong with Trivy, in one line that says what could be done about it. */
export class TrivyError extends Error {
  override readonly name = "TrivyError";
  readonly code: TrivyErrorCode;

  constructor(code: TrivyErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
