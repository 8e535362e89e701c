import crypto, { createHash } from "node:crypto";

/** A digest in hexadecimal, of texts as UTF-8. For many short inputs: it makes no object for each, where Node can (20.12 and later). */
export const hashOf: (algorithm: string, data: string | Uint8Array) => string =
  (crypto.hash as typeof crypto.hash | undefined) ??
  ((algorithm, data) => createHash(algorithm).update(data).digest("hex"));
