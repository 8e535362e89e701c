import { createHash } from "node:crypto";
import type { TransparencyLogEntry } from "@sigstore/bundle";

/** A candidate taken apart: what was signed, and what is there to prove by whom and when. */
export interface SignedMaterial {
  readonly format: "legacy" | "bundle";
  readonly content: SignedContent;
  /** The signer's certificate, DER; none where a bare key signed. */
  readonly certificate: Buffer<ArrayBuffer> | undefined;
  readonly logEntries: readonly TransparencyLogEntry[];
  /** RFC 3161 responses over the signature, DER. */
  readonly timestamps: readonly Buffer<ArrayBuffer>[];
}

export interface SignedContent {
  /** What makes no statement about an image is a `blob`. */
  readonly kind: "simple-signing" | "statement" | "blob";
  /** Exactly the bytes that the signature is made over. */
  readonly message: Buffer<ArrayBuffer>;
  /** What the message carries: the statement for DSSE, else the same bytes. */
  readonly payload: Buffer<ArrayBuffer>;
  readonly signature: Buffer<ArrayBuffer>;
}

const hashByLength: ReadonlyMap<number, string> = new Map([
  [32, "sha256"],
  [48, "sha384"],
  [64, "sha512"],
]);

/** Whether this is the SHA-2 digest of the bytes; its length says which of them. */
export function isDigestOf(digest: Uint8Array, bytes: Uint8Array): boolean {
  const hash = hashByLength.get(digest.length);
  return hash !== undefined && createHash(hash).update(bytes).digest().equals(digest);
}
