import crypto, { createHash } from "node:crypto";

/** A digest in hexadecimal digits, of a text as UTF-8. In one call it makes no object for each of many short inputs, where Node has it (20.12 and later). */
export const hashOf: (algorithm: string, data: string | Uint8Array) => string =
  (crypto.hash as typeof crypto.hash | undefined) ??
  ((algorithm, data) => createHash(algorithm).update(data).digest("hex"));

/** SHA-256 in hexadecimal digits; of a text, of its UTF-8 bytes. */
export function sha256(data: string | Uint8Array): string {
  return hashOf("sha256", data);
}
