import { bundleFromJSON, ValidationError, type Bundle } from "@sigstore/bundle";
import { messageOf } from "../errors.ts";
import type { Candidate } from "./candidates.ts";
import { statementContent } from "./dsse.ts";
import { isDigestOf, type SignedContent, type SignedMaterial } from "./material.ts";
import { Rejection } from "./rejection.ts";
import { readJson, textOf, type Json } from "./strict-json.ts";

const mediaTypes: ReadonlySet<string> = new Set([
  "application/vnd.dev.sigstore.bundle+json;version=0.1",
  "application/vnd.dev.sigstore.bundle+json;version=0.2",
  "application/vnd.dev.sigstore.bundle+json;version=0.3",
  "application/vnd.dev.sigstore.bundle.v0.3+json",
]);

/** Takes apart a Sigstore bundle, versions 0.1 to 0.3. Throws a Rejection where it is malformed. */
export function readBundle(candidate: Candidate): SignedMaterial {
  const bundle = bundleIn(candidate.bytes);
  return { ...proofsIn(bundle), content: contentOf(bundle) };
}

/** Takes apart a bundle that signs bytes as they are. Throws a Rejection where it is about other bytes. */
export function readBlobBundle(bytes: Uint8Array, blob: Buffer<ArrayBuffer>): SignedMaterial {
  const bundle = bundleIn(bytes);
  const { content } = bundle;
  if (content.$case !== "messageSignature") {
    throw new Rejection("its bundle signs a statement and not the bytes themselves");
  }
  const { messageDigest, signature } = content.messageSignature;
  if (!isDigestOf(messageDigest.digest, blob))
    throw new Rejection("its bundle is about other bytes");
  const message = { message: blob, payload: blob, signature: Buffer.from(signature) };
  return { ...proofsIn(bundle), content: { kind: "blob", ...message } };
}

function bundleIn(bytes: Uint8Array): Bundle {
  const json = readJson(bytes, "it");
  const mediaType = textOf(json, "mediaType");
  if (mediaType === undefined || !mediaTypes.has(mediaType)) {
    throw new Rejection(`its bundle is of no known version: ${JSON.stringify(mediaType ?? null)}`);
  }
  return parse(json);
}

function proofsIn(bundle: Bundle): Omit<SignedMaterial, "content"> {
  const { tlogEntries, timestampVerificationData } = bundle.verificationMaterial;
  return {
    format: "bundle",
    certificate: certificateOf(bundle),
    logEntries: tlogEntries,
    timestamps: (timestampVerificationData?.rfc3161Timestamps ?? []).map(({ signedTimestamp }) =>
      Buffer.from(signedTimestamp),
    ),
  };
}

function parse(json: Json): Bundle {
  try {
    return bundleFromJSON(json);
  } catch (thrown) {
    const fields = thrown instanceof ValidationError ? thrown.fields : undefined;
    const fault = fields === undefined ? messageOf(thrown) : fields.join(", ");
    throw new Rejection(`its bundle is malformed: ${fault}`);
  }
}

function contentOf({ content }: Bundle): SignedContent {
  if (content.$case === "messageSignature") {
    // As cosign: what a bare signature over an image's manifest means is nowhere defined.
    throw new Rejection("its bundle signs bytes and makes no statement about an image");
  }
  const { payloadType, payload, signatures } = content.dsseEnvelope;
  // The bundle's reader has seen that there is exactly one signature.
  const signature = Buffer.from(signatures[0]?.sig ?? []);
  return statementContent(payloadType, Buffer.from(payload), signature);
}

function certificateOf({ verificationMaterial }: Bundle): Buffer<ArrayBuffer> | undefined {
  const { content } = verificationMaterial;
  switch (content.$case) {
    case "certificate":
      return Buffer.from(content.certificate.rawBytes);
    case "x509CertificateChain":
      return Buffer.from(content.x509CertificateChain.certificates[0]?.rawBytes ?? []);
    case "publicKey":
      return undefined;
  }
}
