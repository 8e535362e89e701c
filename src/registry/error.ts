import { NetworkError } from "../network/error.ts";

/** A NetworkError that a registry, or the way to it, is the cause of. */
export class RegistryError extends NetworkError {
  override readonly name = "RegistryError";
}
