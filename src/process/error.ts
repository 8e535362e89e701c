/**
 * Why a child process brought no result: there is no such program, it took too long, it wrote too
 * much, it could not start or ended with a status that the caller did not allow, a signal ended it, or
 * the caller called it off.
 */
export type ProcessErrorCode =
  "not-found" | "timed-out" | "output-too-large" | "failed" | "killed" | "called-off";

/** A child process that ended otherwise than the caller allows. */
export class ProcessError extends Error {
  override readonly name = "ProcessError";
  readonly code: ProcessErrorCode;
  /** What the child said on its standard error, cut at the caller's limit; untrusted text. */
  readonly stderr: string;

  constructor(code: ProcessErrorCode, message: string, stderr = "", options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.stderr = stderr;
  }
}
