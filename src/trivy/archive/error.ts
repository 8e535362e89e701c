/**
 * What is wrong with an archive: it ends too early, its bytes contradict each other, a name leads out
 * of the folder, an entry is a link or a device, the program is there twice or not at all, it unpacks to
 * more than is allowed, something follows its end, or it uses a form that no release uses.
 */
export type ArchiveErrorCode =
  | "truncated"
  | "corrupt"
  | "unsafe-name"
  | "link"
  | "device"
  | "duplicate"
  | "missing"
  | "too-large"
  | "trailing-data"
  | "unsupported";

/** Why an archive is not unpacked: a clause about it, without a full stop. */
export class ArchiveError extends Error {
  override readonly name = "ArchiveError";
  readonly code: ArchiveErrorCode;

  constructor(code: ArchiveErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
