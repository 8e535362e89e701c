import type { TransparencyLogEntry } from "@sigstore/bundle";
import type { Candidate } from "./candidates.ts";
import { contentOfEnvelope } from "./dsse.ts";
import { fromBase64, pemBlocksIn } from "./encoding.ts";
import type { SignedContent, SignedMaterial } from "./material.ts";
import { Rejection } from "./rejection.ts";
import { memberOf, readJson, textOf, type Json } from "./strict-json.ts";

/** The annotations of a layer, as github.com/sigstore/cosign specs/SIGNATURE_SPEC.md names them. */
const annotation = {
  signature: "dev.cosignproject.cosign/signature",
  certificate: "dev.sigstore.cosign/certificate",
  bundle: "dev.sigstore.cosign/bundle",
  timestamp: "dev.sigstore.cosign/rfc3161timestamp",
} as const;

/** Takes apart a layer of a `.sig` or `.att` tag. Throws a Rejection where it is malformed. */
export function readLegacy(candidate: Candidate): SignedMaterial {
  return {
    format: "legacy",
    content: contentOf(candidate),
    certificate: certificateOf(candidate),
    logEntries: logEntriesOf(candidate),
    timestamps: timestampsOf(candidate),
  };
}

function contentOf(candidate: Candidate): SignedContent {
  if (candidate.form === "envelope") {
    return contentOfEnvelope(readJson(candidate.bytes, "its envelope"));
  }
  const signature = annotationOf(candidate, "signature");
  if (signature === undefined) throw new Rejection("it has no signature in its annotations");
  const payload = Buffer.from(candidate.bytes);
  return {
    kind: "simple-signing",
    message: payload,
    payload,
    signature: fromBase64(signature, "its signature"),
  };
}

function annotationOf(candidate: Candidate, name: keyof typeof annotation): string | undefined {
  const { annotations } = candidate;
  const key = annotation[name];
  const value = Object.hasOwn(annotations, key) ? annotations[key] : undefined;
  // cosign writes empty annotations where it has nothing to say.
  return value === "" ? undefined : value;
}

function certificateOf(candidate: Candidate): Buffer<ArrayBuffer> | undefined {
  const text = annotationOf(candidate, "certificate");
  if (text === undefined) return undefined;
  const blocks = pemBlocksIn(text);
  const [first] = blocks;
  if (first?.label !== "CERTIFICATE" || blocks.length !== 1) {
    throw new Rejection("its certificate is not one PEM block");
  }
  return first.der;
}

function logEntriesOf(candidate: Candidate): TransparencyLogEntry[] {
  const text = annotationOf(candidate, "bundle");
  if (text === undefined) return [];
  const bundle = readJson(Buffer.from(text), "its log entry");
  // Attestations without an entry carry the word null.
  if (bundle === null) return [];
  const promise = textOf(bundle, "SignedEntryTimestamp");
  const body = textOf(bundle, "Payload", "body");
  const logId = textOf(bundle, "Payload", "logID");
  const integratedTime = countOf(bundle, "integratedTime");
  const logIndex = countOf(bundle, "logIndex");
  if (promise === undefined || body === undefined || !/^([0-9a-f]{2})+$/.test(logId ?? "")) {
    throw new Rejection("its log entry is incomplete");
  }
  const canonicalizedBody = fromBase64(body, "the body of its log entry");
  return [
    {
      logIndex,
      integratedTime,
      logId: { keyId: Buffer.from(logId ?? "", "hex") },
      kindVersion: kindVersionOf(canonicalizedBody),
      inclusionPromise: { signedEntryTimestamp: fromBase64(promise, "its log entry's promise") },
      inclusionProof: undefined,
      canonicalizedBody,
    },
  ];
}

function countOf(bundle: Json, name: string): string {
  const value = memberOf(bundle, "Payload", name);
  if (typeof value === "number" && Number.isSafeInteger(value) && value >= 0) return String(value);
  throw new Rejection(`its log entry's ${name} is not a whole number`);
}

function kindVersionOf(body: Buffer): { kind: string; version: string } {
  const entry = readJson(body, "the body of its log entry");
  return { kind: textOf(entry, "kind") ?? "", version: textOf(entry, "apiVersion") ?? "" };
}

function timestampsOf(candidate: Candidate): Buffer<ArrayBuffer>[] {
  const text = annotationOf(candidate, "timestamp");
  if (text === undefined) return [];
  const json = readJson(Buffer.from(text), "its time-stamp");
  if (json === null) return [];
  return [fromBase64(textOf(json, "SignedRFC3161Timestamp") ?? "", "its time-stamp")];
}
