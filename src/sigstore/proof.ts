import type { KeyObject } from "node:crypto";
import { RFC3161Timestamp, X509Certificate } from "@sigstore/core";
import { VerificationError, Verifier, type SignedEntity } from "@sigstore/verify";
import { messageOf } from "../errors.ts";
import type { Judgement } from "./judgement.ts";
import { isSignedBy } from "./key-signature.ts";
import type { HashName } from "./keys.ts";
import { isDigestOf, type SignedContent, type SignedMaterial } from "./material.ts";
import { Rejection } from "./rejection.ts";
import type { TrustRoot } from "./trust-root.ts";

/** Whose signature is to be proven: the certificate's, or that of a key the policy names. */
export type Signer =
  | { readonly certificate: Buffer<ArrayBuffer> }
  | { readonly key: KeyObject; readonly hashes: readonly (HashName | null)[] };

/** How much of each there must be; whatever is there beyond that must be right as well. */
export interface Thresholds {
  readonly logEntries: number;
  readonly times: number;
  readonly certificateTimestamps: number;
}

/** What a proof establishes about when and where. */
export type Proof = Pick<Judgement & { kind: "verified" }, "at" | "log" | "trustRoot"> & {
  readonly times: readonly Date[];
};

/**
 * Proves signature, certificate chain, log entries and time-stamps against one trust root. Throws a
 * Rejection that says which of them fails.
 */
export function proveBy(
  root: TrustRoot,
  material: SignedMaterial,
  signer: Signer,
  thresholds: Thresholds,
): Proof {
  try {
    const times = timesIn(material);
    const verifier = new Verifier(trustMaterial(root, signer), {
      tlogThreshold: thresholds.logEntries,
      timestampThreshold: thresholds.times,
      ctlogThreshold: thresholds.certificateTimestamps,
    });
    verifier.verify(entityOf(material, signer));
    requireLogsInTheirTime(root, material, times);
    return { times, ...described(root, material, times) };
  } catch (thrown) {
    throw new Rejection(explain(thrown), { cause: thrown });
  }
}

function trustMaterial(root: TrustRoot, signer: Signer): ConstructorParameters<typeof Verifier>[0] {
  return {
    ...root.material,
    publicKey: () => {
      if (!("key" in signer)) throw new Rejection("it has no certificate");
      return { publicKey: signer.key, validFor: () => true };
    },
  };
}

function entityOf(material: SignedMaterial, signer: Signer): SignedEntity {
  const { logEntries, timestamps } = material;
  return {
    signature: signatureContent(material.content, "key" in signer ? signer.hashes : undefined),
    key:
      "key" in signer
        ? { $case: "public-key", hint: "" }
        : { $case: "certificate", certificate: X509Certificate.parse(signer.certificate) },
    tlogEntries: [...logEntries],
    timestamps: [
      ...logEntries
        .filter(({ inclusionPromise }) => inclusionPromise !== undefined)
        .map((tlogEntry) => ({ $case: "transparency-log", tlogEntry }) as const),
      ...timestamps.map(
        (der) =>
          ({ $case: "timestamp-authority", timestamp: RFC3161Timestamp.parse(der) }) as const,
      ),
    ],
  };
}

/** Gives the library our own comparison, which knows every kind of key and hash. */
function signatureContent(
  content: SignedContent,
  hashes: readonly (HashName | null)[] | undefined,
): SignedEntity["signature"] {
  return {
    signature: content.signature,
    compareSignature: (signature) => signature.equals(content.signature),
    compareDigest: (digest) => isDigestOf(digest, content.payload),
    compareSignedDigest: (digest) => isDigestOf(digest, content.message),
    verifySignature: (key) => isSignedBy(content, key, hashes),
  };
}

/** The times that the material claims; they are proven once the verifier has passed. */
function timesIn({ logEntries, timestamps }: SignedMaterial): Date[] {
  const logged = logEntries
    .filter(({ inclusionPromise }) => inclusionPromise !== undefined)
    .map(({ integratedTime }) => new Date(Number(integratedTime) * 1000));
  const stamped = timestamps.map((der) => RFC3161Timestamp.parse(der).signingTime);
  return [...logged, ...stamped];
}

/** The library compares a log's period with promised times only, not with those of time-stamps. */
function requireLogsInTheirTime(
  { material: { tlogs } }: TrustRoot,
  { logEntries }: SignedMaterial,
  times: readonly Date[],
): void {
  for (const { logId } of logEntries) {
    const isInTime = tlogs.some(
      ({ logID, validFor: { start, end } }) =>
        logID.equals(logId.keyId) && times.every((time) => start <= time && time <= end),
    );
    if (!isInTime)
      throw new Rejection("its log was not trusted yet or no longer when it was signed");
  }
}

function described(
  root: TrustRoot,
  { logEntries }: SignedMaterial,
  [time]: readonly Date[],
): Pick<Proof, "at" | "log" | "trustRoot"> {
  const [entry] = logEntries;
  const log = root.material.tlogs.find(({ logID }) => entry?.logId.keyId.equals(logID) === true);
  return {
    trustRoot: root.name,
    ...(time === undefined ? {} : { at: time.toISOString() }),
    ...(entry === undefined ? {} : { log: `${log?.baseURL ?? "a log"}, entry ${entry.logIndex}` }),
  };
}

function explain(thrown: unknown): string {
  if (thrown instanceof Rejection) return thrown.message;
  if (!(thrown instanceof VerificationError)) return `it cannot be read (${messageOf(thrown)})`;
  const cause = thrown.cause instanceof Error ? thrown.cause.message : undefined;
  const detail = cause === undefined ? thrown.message : `${thrown.message}: ${cause}`;
  switch (thrown.code) {
    case "CERTIFICATE_ERROR":
      return `its certificate is not trusted (${detail})`;
    case "TIMESTAMP_ERROR":
      return `the time of signing is not proven (${detail})`;
    case "SIGNATURE_ERROR":
    case "PUBLIC_KEY_ERROR":
      return "its signature does not fit what it signs";
    default:
      return `its log entry is not proven (${detail})`;
  }
}
