export const imageDigest = `sha256:${"a1".repeat(32)}`;
export const otherDigest = `sha256:${"b2".repeat(32)}`;
export const signPredicate = "https://sigstore.dev/cosign/sign/v1";

/** A payload as cosign 2 writes it. */
export function simplePayload(
  digest = imageDigest,
  optional: Record<string, unknown> | null = null,
): Buffer {
  return Buffer.from(
    JSON.stringify({
      critical: {
        identity: { "docker-reference": "registry.example/app" },
        image: { "docker-manifest-digest": digest },
        type: "cosign container image signature",
      },
      optional,
    }),
  );
}

/** A statement as cosign 3 signs it; other predicate types make attestations of it. */
export function statement(options: {
  digest?: string;
  predicateType?: string;
  predicate?: unknown;
  annotations?: Record<string, string>;
  type?: string;
}): Buffer {
  const { digest = imageDigest, predicateType = signPredicate, predicate, annotations } = options;
  const [algorithm = "", hex = ""] = digest.split(":");
  return Buffer.from(
    JSON.stringify({
      _type: options.type ?? "https://in-toto.io/Statement/v1",
      subject: [{ digest: { [algorithm]: hex }, ...(annotations && { annotations }) }],
      predicateType,
      ...(predicate !== undefined && { predicate }),
    }),
  );
}

/** The bytes that DSSE signs, written down here a second time. */
export function preAuthentication(payload: Uint8Array, type = statementType): Buffer {
  const head = `DSSEv1 ${Buffer.byteLength(type)} ${type} ${payload.length} `;
  return Buffer.concat([Buffer.from(head), payload]);
}

export const statementType = "application/vnd.in-toto+json";
