/**
 * Why a registry brought no answer. Only `not-found` says that something is absent; after every
 * other code nobody knows what the registry holds.
 */
export type RegistryErrorCode =
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
 * What went wrong with a registry, in one line. The message never holds credentials, query strings
 * or other text of the registry's own making than a host name.
 */
export class RegistryError extends Error {
  override readonly name = "RegistryError";
  readonly code: RegistryErrorCode;

  constructor(code: RegistryErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

/** Whether the error leaves open what the registry holds, so that no verdict may rest on it. */
export function couldNotTell(error: RegistryError): boolean {
  return error.code !== "not-found";
}

/** The code of a failure of the system's, such as `ECONNRESET`. */
export function systemCodeOf(thrown: unknown): string | undefined {
  if (typeof thrown !== "object" || thrown === null || !("code" in thrown)) return undefined;
  return typeof thrown.code === "string" ? thrown.code : undefined;
}
