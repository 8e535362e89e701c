import { createPublicKey, type KeyObject } from "node:crypto";
import type { TransparencyLogEntry } from "@sigstore/bundle";
import { fromBase64, pemBlocksIn } from "./encoding.ts";
import { spkiOf } from "./keys.ts";
import { isDigestOf, type SignedContent } from "./material.ts";
import { Rejection } from "./rejection.ts";
import { memberOf, readJson, textOf, type Json } from "./strict-json.ts";

/** Who must stand in a log entry: the certificate, byte for byte, or the bare key. */
export type LoggedSigner = { readonly certificate: Buffer } | { readonly key: KeyObject };

/** What an entry's body says was logged. */
interface Logged {
  readonly signature: Buffer;
  readonly digest: Buffer;
  /** DER of the certificate, or of the key's SubjectPublicKeyInfo: never equal to each other. */
  readonly signer: Buffer;
}

/**
 * Throws a Rejection unless the entry is about this signature, over this content, by this signer. The
 * log's own proof is another matter.
 */
export function requireEntryOf(
  entry: TransparencyLogEntry,
  content: SignedContent,
  signer: LoggedSigner,
): void {
  const { kind, version } = entry.kindVersion;
  const shape = shapes.get(`${kind}/${version}`);
  if (shape === undefined || !shape.for.includes(content.kind)) {
    throw new Rejection(`its log entry is a ${kind} ${version}, which records no such signature`);
  }
  const body = readJson(entry.canonicalizedBody, "the body of its log entry");
  if (textOf(body, "kind") !== kind || textOf(body, "apiVersion") !== version) {
    throw new Rejection("its log entry's body is of another kind");
  }
  const logged = shape.read(memberOf(body, "spec"));
  if (!logged.signature.equals(content.signature)) {
    throw new Rejection("its log entry is about another signature");
  }
  const digested = shape.digestOf === "payload" ? content.payload : content.message;
  if (!isDigestOf(logged.digest, digested)) {
    throw new Rejection("its log entry is about other content");
  }
  const expected = "certificate" in signer ? signer.certificate : spkiOf(signer.key);
  if (!logged.signer.equals(expected)) throw new Rejection("its log entry names another signer");
}

interface Shape {
  readonly for: readonly SignedContent["kind"][];
  readonly digestOf: "message" | "payload";
  readonly read: (spec: Json | undefined) => Logged;
}

/** The kinds of entry that Rekor 1 (0.0.1, intoto 0.0.2) and Rekor 2 (0.0.2) write for signatures. */
const shapes: ReadonlyMap<string, Shape> = new Map([
  [
    "hashedrekord/0.0.1",
    { for: ["simple-signing", "blob"], digestOf: "message", read: hashedRekord1 },
  ],
  [
    "hashedrekord/0.0.2",
    { for: ["simple-signing", "statement", "blob"], digestOf: "message", read: hashedRekord2 },
  ],
  ["dsse/0.0.1", { for: ["statement"], digestOf: "payload", read: dsse1 }],
  ["dsse/0.0.2", { for: ["statement"], digestOf: "payload", read: dsse2 }],
  ["intoto/0.0.2", { for: ["statement"], digestOf: "payload", read: intoto2 }],
]);

function hashedRekord1(spec: Json | undefined): Logged {
  return {
    signature: base64At(spec, "signature", "content"),
    digest: hexAt(spec, "data", "hash", "value"),
    signer: pemSigner(base64At(spec, "signature", "publicKey", "content")),
  };
}

function dsse1(spec: Json | undefined): Logged {
  const signature = onlyOne(memberOf(spec, "signatures"));
  return {
    signature: base64At(signature, "signature"),
    digest: hexAt(spec, "payloadHash", "value"),
    signer: pemSigner(base64At(signature, "verifier")),
  };
}

function intoto2(spec: Json | undefined): Logged {
  const content = memberOf(spec, "content");
  const signature = onlyOne(memberOf(content, "envelope", "signatures"));
  return {
    // Rekor encodes the envelope's base64 once more.
    signature: fromBase64(base64At(signature, "sig").toString("latin1"), "its log entry"),
    digest: hexAt(content, "payloadHash", "value"),
    signer: pemSigner(base64At(signature, "publicKey")),
  };
}

function hashedRekord2(spec: Json | undefined): Logged {
  const record = memberOf(spec, "hashedRekordV002");
  return {
    signature: base64At(record, "signature", "content"),
    digest: base64At(record, "data", "digest"),
    signer: rawSigner(memberOf(record, "signature", "verifier")),
  };
}

function dsse2(spec: Json | undefined): Logged {
  const record = memberOf(spec, "dsseV002");
  const signature = onlyOne(memberOf(record, "signatures"));
  return {
    signature: base64At(signature, "content"),
    digest: base64At(record, "payloadHash", "digest"),
    signer: rawSigner(memberOf(signature, "verifier")),
  };
}

function pemSigner(bytes: Buffer): Buffer {
  const pem = bytes.toString("latin1");
  const [block, ...others] = pemBlocksIn(pem);
  if (block === undefined || others.length > 0) {
    throw new Rejection("its log entry names no single signer");
  }
  return block.label === "CERTIFICATE" ? block.der : spkiIn(pem);
}

/** Entries may hold an RSA key in its own format. */
function spkiIn(pem: string): Buffer {
  try {
    return spkiOf(createPublicKey(pem));
  } catch {
    throw new Rejection("its log entry names no single signer");
  }
}

function rawSigner(verifier: Json | undefined): Buffer {
  const isCertificate = memberOf(verifier, "x509Certificate") !== undefined;
  return base64At(verifier, isCertificate ? "x509Certificate" : "publicKey", "rawBytes");
}

function onlyOne(signatures: Json | undefined): Json {
  const list: readonly Json[] = Array.isArray(signatures) ? signatures : [];
  const [first, ...others] = list;
  if (first === undefined || others.length > 0) {
    throw new Rejection("its log entry does not record exactly one signature");
  }
  return first;
}

function base64At(value: Json | undefined, ...path: string[]): Buffer<ArrayBuffer> {
  return fromBase64(textOf(value, ...path) ?? "", `${path.join(".")} of its log entry`);
}

function hexAt(value: Json | undefined, ...path: string[]): Buffer {
  const text = textOf(value, ...path) ?? "";
  if (!/^([0-9a-f]{2})+$/.test(text)) {
    throw new Rejection(`${path.join(".")} of its log entry is not a digest`);
  }
  return Buffer.from(text, "hex");
}
