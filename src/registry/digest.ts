import { createHash } from "node:crypto";

/** The registered algorithms of the OCI image specification, with their numbers of hex digits. */
const hexDigits: ReadonlyMap<string, number> = new Map([
  ["sha256", 64],
  ["sha384", 96],
  ["sha512", 128],
]);

/** Whether a text is a digest that can be recomputed, such as `sha256:` and 64 hex digits. */
export function isDigest(text: unknown): text is string {
  if (typeof text !== "string") return false;
  const [, algorithm = "", hex = ""] = /^(sha\d+):([0-9a-f]+)$/.exec(text) ?? [];
  return hex !== "" && hexDigits.get(algorithm) === hex.length;
}

/** The canonical digest of some bytes. */
export function digestOf(bytes: Uint8Array): string {
  return `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
}

/** Whether the bytes have the digest, whichever of the registered algorithms it names. */
export function hasDigest(bytes: Uint8Array, digest: string): boolean {
  if (!isDigest(digest)) return false;
  const [algorithm = "", hex] = digest.split(":");
  return createHash(algorithm).update(bytes).digest("hex") === hex;
}

/** The algorithm that a digest names. */
export function algorithmOf(digest: string): string {
  return digest.slice(0, digest.indexOf(":"));
}
