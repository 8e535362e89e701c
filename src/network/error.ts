/**
 * Why a server brought no answer. Only `not-found` says that something is absent; after every
 * other code nobody knows what the server holds.
 */
export type NetworkErrorCode =
  | "not-found"
  | "unauthorized"
  | "forbidden"
  | "rate-limited"
  | "unavailable"
  | "timed-out"
  | "too-large"
  | "digest-mismatch"
  | "not-allowed"
  | "bad-response"
  | "unsupported";

/**
 * What went wrong on the way to a server or there, in one line. The message never holds credentials,
 * query strings or other text of the server's own making than a host name.
 */
export class NetworkError extends Error {
  override readonly name: string = "NetworkError";
  readonly code: NetworkErrorCode;

  constructor(code: NetworkErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

/** The code of a failure of the system's, such as `ECONNRESET`. */
export function systemCodeOf(thrown: unknown): string | undefined {
  if (typeof thrown !== "object" || thrown === null || !("code" in thrown)) return undefined;
  return typeof thrown.code === "string" ? thrown.code : undefined;
}
