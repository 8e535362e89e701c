import { NetworkError } from "../network/error.ts";

/** A NetworkError that a registry, or the way to it, is the cause of. */
export class RegistryError extends NetworkError {
  override readonly name = "RegistryError";
}

/** Whether the error leaves open what the registry holds, so that no verdict may rest on it. */
export function couldNotTell(error: RegistryError): boolean {
  return error.code !== "not-found";
}
