import { fromBase64 } from "./encoding.ts";
import type { SignedContent } from "./material.ts";
import { Rejection } from "./rejection.ts";
import { memberOf, textOf, type Json } from "./strict-json.ts";

/** The only payload that is understood: an in-toto statement in JSON. */
const statementType = "application/vnd.in-toto+json";

/** What a DSSE envelope in JSON signs. Throws a Rejection unless it holds one signature of a statement. */
export function contentOfEnvelope(envelope: Json): SignedContent {
  const type = textOf(envelope, "payloadType");
  const payload = textOf(envelope, "payload");
  const signatures = memberOf(envelope, "signatures");
  if (type === undefined || payload === undefined || !Array.isArray(signatures)) {
    throw new Rejection("it is not a DSSE envelope");
  }
  // With several signatures it would be open whose statement it is.
  if (signatures.length !== 1) {
    throw new Rejection(`its envelope has ${signatures.length} signatures, and only one is judged`);
  }
  const signature = textOf(signatures[0] as Json, "sig") ?? "";
  return statementContent(
    type,
    fromBase64(payload, "its envelope's payload"),
    fromBase64(signature, "its envelope's signature"),
  );
}

/** The content of an envelope whose parts are decoded. Throws a Rejection for other payload types. */
export function statementContent(
  type: string,
  payload: Buffer<ArrayBuffer>,
  signature: Buffer<ArrayBuffer>,
): SignedContent {
  if (type !== statementType) {
    throw new Rejection(`its envelope holds ${JSON.stringify(type)}, not an in-toto statement`);
  }
  const message = preAuthenticationEncoding(type, payload);
  return { kind: "statement", message, payload, signature };
}

/** The bytes that DSSE signs: github.com/secure-systems-lab/dsse, protocol.md. */
function preAuthenticationEncoding(type: string, payload: Buffer): Buffer<ArrayBuffer> {
  const head = `DSSEv1 ${Buffer.byteLength(type)} ${type} ${payload.length} `;
  return Buffer.concat([Buffer.from(head), payload]);
}
