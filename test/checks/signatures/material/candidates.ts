import type { Candidate } from "../../../../src/sigstore/candidates.ts";
import type { TestSigner } from "./signer.ts";
import { preAuthentication, statementType } from "./statements.ts";

const where = "sha256-a1.sig";

/** Proofs in the shape that a bundle's verificationMaterial has them. */
export interface BundleProofs {
  readonly certificate?: Buffer;
  readonly tlogEntries?: readonly unknown[];
  readonly timestamps?: readonly Buffer[];
}

export function simpleCandidate(
  payload: Buffer,
  signature: Buffer,
  annotations: Record<string, string> = {},
): Candidate {
  const own = { "dev.cosignproject.cosign/signature": signature.toString("base64") };
  return { form: "simple-signing", where, bytes: payload, annotations: { ...own, ...annotations } };
}

export function signedSimply(payload: Buffer, signer: TestSigner): Candidate {
  return simpleCandidate(payload, signer.sign(payload));
}

export function envelope(payload: Buffer, signature: Buffer, type = statementType): object {
  return {
    payload: payload.toString("base64"),
    payloadType: type,
    signatures: [{ sig: signature.toString("base64") }],
  };
}

export function bundleJson(dsseEnvelope: object, proofs: BundleProofs = {}): object {
  const { certificate, tlogEntries = [], timestamps = [] } = proofs;
  return {
    mediaType: "application/vnd.dev.sigstore.bundle.v0.3+json",
    verificationMaterial: {
      ...(certificate === undefined
        ? { publicKey: { hint: "" } }
        : { certificate: { rawBytes: certificate.toString("base64") } }),
      tlogEntries,
      timestampVerificationData: {
        rfc3161Timestamps: timestamps.map((der) => ({ signedTimestamp: der.toString("base64") })),
      },
    },
    dsseEnvelope,
  };
}

export function bundleCandidate(json: unknown): Candidate {
  const bytes = Buffer.from(typeof json === "string" ? json : JSON.stringify(json));
  return { form: "bundle", where: "sha256:b0", bytes, annotations: {} };
}

export function signedBundle(payload: Buffer, signer: TestSigner): Candidate {
  const signature = signer.sign(preAuthentication(payload));
  return bundleCandidate(bundleJson(envelope(payload, signature)));
}
