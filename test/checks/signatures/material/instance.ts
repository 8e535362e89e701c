import { createHash, sign, type KeyObject } from "node:crypto";
import { initializeCA, initializeCTLog, initializeTLog, initializeTSA } from "@sigstore/mock";
import { newSigner, pemOf, type TestSigner } from "./signer.ts";

export const issuer = "https://token.actions.githubusercontent.com";
export const workflow = "https://github.com/acme/web/.github/workflows/release.yml@refs/heads/main";

export interface Extension {
  readonly oid: string;
  readonly value: string;
  readonly legacy?: boolean;
}

/** A Sigstore instance in memory: authority, certificate log, Rekor 1 and 2, time-stamps. */
export type Instance = Awaited<ReturnType<typeof newInstance>>;

interface InstanceOptions {
  readonly certificate?: Date;
  readonly log?: Date;
  readonly timestamp?: Date;
  /** Certificates are then issued without the word of a certificate log. */
  readonly withoutSct?: boolean;
}

export async function newInstance(options: InstanceOptions = {}) {
  const caKeys = newSigner("P-256");
  const ctLog = await initializeCTLog(newSigner("P-256"), options.certificate);
  const issuerLog = options.withoutSct === true ? undefined : ctLog;
  const ca = await initializeCA(caKeys, issuerLog, options.certificate);
  const logKeys = newSigner("P-256");
  const log = await initializeTLog("https://rekor.example", logKeys, options.log);
  const stampClock = new Date(0);
  const tsa = await initializeTSA(newSigner("P-256"), stampClock);
  const log2 = newSigner("P-256");
  const trustedRoot = {
    mediaType: "application/vnd.dev.sigstore.trustedroot+json;version=0.1",
    tlogs: [
      logIn("https://rekor.example", spki(logKeys.publicKey)),
      logIn("https://rekor2.example", spki(log2.publicKey)),
    ],
    certificateAuthorities: [authority("https://fulcio.example", [bytesOf(ca.rootCertificate)])],
    ctlogs: [logIn("https://ctfe.example", ctLog.publicKey)],
    timestampAuthorities: [
      authority("https://tsa.example", [bytesOf(tsa.intCertificate), bytesOf(tsa.rootCertificate)]),
    ],
  };
  return {
    trustedRoot,
    issue: async (signer: TestSigner, subject = workflow, extensions = extensionsOf(issuer)) =>
      bytesOf(
        await ca.issueCertificate({
          publicKey: spki(signer.publicKey),
          subjectAltName: subject,
          extensions: [...extensions],
        }),
      ),
    logged: async (body: object) => entryOf(Object.values(await log.log(body))[0]!, body),
    loggedIn2: (body: object) => entryOf2(body, log2),
    timestamp: async (signature: Buffer) => {
      // Whole seconds: the mock cuts the zeros off a fraction, and then it is not read.
      const time = (options.timestamp ?? new Date()).getTime();
      stampClock.setTime(time - (time % 1000));
      return bytesOf(
        await tsa.timestamp({
          artifactHash: createHash("sha256").update(signature).digest(),
          hashAlgorithmOID: "2.16.840.1.101.3.4.2.1",
          nonce: 1,
          policyOID: "1.3.6.1.4.1.57264.2",
          certReq: true,
        }),
      );
    },
  };
}

export function extensionsOf(
  by: string,
  claims: Readonly<Record<number, string>> = {},
): Extension[] {
  const oid = (number: number): string => `1.3.6.1.4.1.57264.1.${number}`;
  const others = Object.entries(claims).map(([number, value]) => ({
    oid: oid(Number(number)),
    value,
    legacy: Number(number) < 8,
  }));
  return [{ oid: oid(1), value: by, legacy: true }, { oid: oid(8), value: by }, ...others];
}

/** The body of a Rekor 1 entry about bytes that are signed as they are. */
export function hashedRekord(message: Buffer, signature: Buffer, verifierPem: string): object {
  return {
    apiVersion: "0.0.1",
    kind: "hashedrekord",
    spec: {
      data: { hash: { algorithm: "sha256", value: sha256(message).toString("hex") } },
      signature: {
        content: signature.toString("base64"),
        publicKey: { content: Buffer.from(verifierPem).toString("base64") },
      },
    },
  };
}

/** The body of a Rekor 1 entry about a DSSE envelope. */
export function dsseEntry(payload: Buffer, signature: Buffer, verifierPem: string): object {
  const verifier = Buffer.from(verifierPem).toString("base64");
  return {
    apiVersion: "0.0.1",
    kind: "dsse",
    spec: {
      envelopeHash: { algorithm: "sha256", value: sha256(payload).toString("hex") },
      payloadHash: { algorithm: "sha256", value: sha256(payload).toString("hex") },
      signatures: [{ signature: signature.toString("base64"), verifier }],
    },
  };
}

/** The body of a Rekor 2 entry; names in the order of the canonical form. */
export function hashedRekord2(message: Buffer, signature: Buffer, certificate: Buffer): object {
  return {
    apiVersion: "0.0.2",
    kind: "hashedrekord",
    spec: {
      hashedRekordV002: {
        data: { algorithm: "SHA2_256", digest: sha256(message).toString("base64") },
        signature: {
          content: signature.toString("base64"),
          verifier: {
            keyDetails: "PKIX_ECDSA_P256_SHA_256",
            x509Certificate: { rawBytes: certificate.toString("base64") },
          },
        },
      },
    },
  };
}

export function certificatePem(der: Buffer): string {
  const lines = der.toString("base64").match(/.{1,64}/g) ?? [];
  return ["-----BEGIN CERTIFICATE-----", ...lines, "-----END CERTIFICATE-----", ""].join("\n");
}

export { pemOf };

type Logged = {
  body: unknown;
  integratedTime: number;
  logID: string;
  logIndex: number;
  verification?: {
    signedEntryTimestamp?: string;
    inclusionProof?: { checkpoint?: string; rootHash?: string };
  };
};

/** One entry in the two shapes that signatures carry. */
function entryOf(logged: object, body: object) {
  const { body: text, integratedTime, logID, logIndex, verification } = logged as Logged;
  const { kind, apiVersion } = body as { kind: string; apiVersion: string };
  const promise = verification?.signedEntryTimestamp ?? "";
  const rootHash = verification?.inclusionProof?.rootHash ?? "";
  return {
    annotation: JSON.stringify({
      SignedEntryTimestamp: promise,
      Payload: { body: text, integratedTime, logIndex, logID },
    }),
    entry: {
      logIndex: String(logIndex),
      logId: { keyId: Buffer.from(logID, "hex").toString("base64") },
      kindVersion: { kind, version: apiVersion },
      integratedTime: String(integratedTime),
      inclusionPromise: { signedEntryTimestamp: promise },
      inclusionProof: {
        logIndex: "0",
        rootHash: Buffer.from(rootHash, "hex").toString("base64"),
        treeSize: "1",
        hashes: [],
        checkpoint: { envelope: verification?.inclusionProof?.checkpoint ?? "" },
      },
      canonicalizedBody: text as string,
    },
  };
}

/** The only entry of a log whose checkpoint is a signed note, as Rekor 2 makes them. */
function entryOf2(body: object, log: TestSigner) {
  const canonical = Buffer.from(JSON.stringify(body));
  const { kind, apiVersion } = body as { kind: string; apiVersion: string };
  const rootHash = sha256(Buffer.concat([Buffer.of(0), canonical]));
  const logId = sha256(spki(log.publicKey));
  const note = `rekor2.example\n1\n${rootHash.toString("base64")}\n`;
  const signature = sign("sha256", Buffer.from(note), log.privateKey);
  const line = Buffer.concat([logId.subarray(0, 4), signature]).toString("base64");
  return {
    logIndex: "0",
    logId: { keyId: logId.toString("base64") },
    kindVersion: { kind, version: apiVersion },
    integratedTime: "0",
    inclusionProof: {
      logIndex: "0",
      rootHash: rootHash.toString("base64"),
      treeSize: "1",
      hashes: [],
      checkpoint: { envelope: `${note}\n\u2014 rekor2.example ${line}\n` },
    },
    canonicalizedBody: canonical.toString("base64"),
  };
}

const validFor = { start: "2020-01-01T00:00:00Z" };

function logIn(baseUrl: string, key: Buffer) {
  return {
    baseUrl,
    hashAlgorithm: "SHA2_256",
    publicKey: {
      rawBytes: key.toString("base64"),
      keyDetails: "PKIX_ECDSA_P256_SHA_256",
      validFor,
    },
    logId: { keyId: sha256(key).toString("base64") },
  };
}

function authority(uri: string, certificates: readonly Buffer[]) {
  return {
    subject: { organization: "example", commonName: "example" },
    uri,
    certChain: { certificates: certificates.map((der) => ({ rawBytes: der.toString("base64") })) },
    validFor,
  };
}

export function sha256(bytes: Uint8Array): Buffer {
  return createHash("sha256").update(bytes).digest();
}

function spki(key: KeyObject): Buffer<ArrayBuffer> {
  return Buffer.from(key.export({ format: "der", type: "spki" }));
}

function bytesOf(view: ArrayBufferView): Buffer<ArrayBuffer> {
  return Buffer.from(Buffer.from(view.buffer, view.byteOffset, view.byteLength));
}
