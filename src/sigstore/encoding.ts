import { Rejection } from "./rejection.ts";

/** The bytes that standard, padded base64 stands for; throws a Rejection about `what` otherwise. */
export function fromBase64(text: string, what: string): Buffer<ArrayBuffer> {
  const bytes = Buffer.from(text, "base64");
  // Encoding again finds everything that the decoder quietly skips.
  if (text === "" || bytes.toString("base64") !== text) {
    throw new Rejection(`${what} is not base64`);
  }
  return bytes;
}

export interface PemBlock {
  readonly label: string;
  readonly der: Buffer<ArrayBuffer>;
}

const block = /-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\s]*)-----END \1-----/g;

/** The PEM blocks in a text, in their order; what stands between them is ignored. */
export function pemBlocksIn(text: string): readonly PemBlock[] {
  return [...text.matchAll(block)].map(([, label = "", body = ""]) => ({
    label,
    der: Buffer.from(body, "base64"),
  }));
}
