import type { TransparencyLogEntry } from "@sigstore/bundle";
import { describe, expect, test } from "@jest/globals";
import { requireEntryOf } from "../../src/sigstore/log-entry.ts";
import type { SignedContent } from "../../src/sigstore/material.ts";
import { writeCertificate } from "../checks/signatures/material/certificate-writer.ts";
import {
  certificatePem,
  dsseEntry,
  hashedRekord,
  hashedRekord2,
  sha256,
} from "../checks/signatures/material/instance.ts";
import { newSigner, pemOf } from "../checks/signatures/material/signer.ts";
import {
  preAuthentication,
  simplePayload,
  statement,
} from "../checks/signatures/material/statements.ts";

const signer = newSigner();
const key = { key: signer.publicKey };
const certificate = writeCertificate(signer, {});
const pem = pemOf(signer.publicKey);
const payload = statement({});
const signature = signer.sign(preAuthentication(payload));
const stated: SignedContent = {
  kind: "statement",
  message: Buffer.from(preAuthentication(payload)),
  payload: Buffer.from(payload),
  signature: Buffer.from(signature),
};
const simple: SignedContent = {
  kind: "simple-signing",
  message: Buffer.from(simplePayload()),
  payload: Buffer.from(simplePayload()),
  signature: Buffer.from(signature),
};

function entryOf(body: object): TransparencyLogEntry {
  const { kind, apiVersion } = body as { kind: string; apiVersion: string };
  return {
    logIndex: "1",
    logId: { keyId: Buffer.of(0) },
    kindVersion: { kind, version: apiVersion },
    integratedTime: "1",
    inclusionPromise: undefined,
    inclusionProof: undefined,
    canonicalizedBody: Buffer.from(JSON.stringify(body)),
  };
}

const base64 = (bytes: Uint8Array | string): string => Buffer.from(bytes).toString("base64");

const intoto = {
  apiVersion: "0.0.2",
  kind: "intoto",
  spec: {
    content: {
      envelope: { signatures: [{ sig: base64(base64(signature)), publicKey: base64(pem) }] },
      payloadHash: { algorithm: "sha256", value: sha256(payload).toString("hex") },
    },
  },
};
const dsse2 = {
  apiVersion: "0.0.2",
  kind: "dsse",
  spec: {
    dsseV002: {
      payloadHash: { algorithm: "SHA2_256", digest: base64(sha256(payload)) },
      signatures: [
        {
          content: base64(signature),
          verifier: { publicKey: { rawBytes: base64(spki()) } },
        },
      ],
    },
  },
};

const good: [string, object, SignedContent, Parameters<typeof requireEntryOf>[2]][] = [
  ["hashedrekord 0.0.1 by key", hashedRekord(simple.message, signature, pem), simple, key],
  [
    "hashedrekord 0.0.1 by certificate",
    hashedRekord(simple.message, signature, certificatePem(certificate)),
    simple,
    { certificate },
  ],
  [
    "hashedrekord 0.0.2",
    hashedRekord2(stated.message, signature, certificate),
    stated,
    { certificate },
  ],
  ["dsse 0.0.1", dsseEntry(payload, signature, pem), stated, key],
  ["dsse 0.0.2", dsse2, stated, key],
  ["intoto 0.0.2", intoto, stated, key],
];

describe.each(good)("%s", (_, body, content, who) => {
  test("about this signature is taken", () => {
    expect(() => requireEntryOf(entryOf(body), content, who)).not.toThrow();
  });

  test("about another signature, other content or another signer is not", () => {
    const other = newSigner();
    const judge =
      (change: Partial<SignedContent>, by = who) =>
      () =>
        requireEntryOf(entryOf(body), { ...content, ...change }, by);
    const bytes = Buffer.from("other");
    expect(judge({ signature: bytes })).toThrow("its log entry is about another signature");
    expect(judge({ message: bytes, payload: bytes })).toThrow("is about other content");
    expect(judge({}, { key: other.publicKey })).toThrow("its log entry names another signer");
    expect(judge({}, { certificate: writeCertificate(other, {}) })).toThrow("names another signer");
  });

  test("for the other kind of content is not taken, save where both are recorded alike", () => {
    const kind = content.kind === "statement" ? "simple-signing" : "statement";
    const { kind: entryKind, version } = entryOf(body).kindVersion;
    const act = () => requireEntryOf(entryOf(body), { ...content, kind }, who);
    if (entryKind === "hashedrekord" && version === "0.0.2") expect(act).not.toThrow();
    else expect(act).toThrow("records no such signature");
  });

  test("whose body says another kind is not taken", () => {
    const changed = { ...body, kind: "rekord" };
    const { kindVersion } = entryOf(body);
    expect(() => requireEntryOf({ ...entryOf(changed), kindVersion }, content, who)).toThrow(
      "its log entry's body is of another kind",
    );
  });
});

describe("malformed bodies are refused", () => {
  const empty = { apiVersion: "0.0.1", kind: "dsse", spec: {} };
  const sound = dsseEntry(payload, signature, pem);
  const cases: [string, string, RegExp][] = [
    ["no signatures", JSON.stringify(empty), /does not record exactly one signature/],
    ["a name twice", JSON.stringify(sound).replace('"kind"', '"kind":"x","kind"'), /"kind" twice/],
    ["no JSON", "x", /is not JSON/],
    [
      "a digest that is none",
      JSON.stringify(sound).replace(/"value":"[^"]*"\},"sig/, '"value":"x"},"sig'),
      /is not a digest/,
    ],
    [
      "a verifier that is no PEM",
      JSON.stringify(sound).replace(base64(pem), base64("x")),
      /no single signer/,
    ],
    [
      "a damaged verifier",
      JSON.stringify(sound).replace(base64(pem), base64(pem.replace("MF", "AF"))),
      /no single signer/,
    ],
    [
      "two signatures",
      JSON.stringify(sound).replace(/"signatures":\[(.*)\]/, '"signatures":[$1,$1]'),
      /exactly one signature/,
    ],
  ];
  test.each(cases)("%s", (_, text, reason) => {
    const entry = { ...entryOf(sound), canonicalizedBody: Buffer.from(text) };
    expect(() => requireEntryOf(entry, stated, key)).toThrow(reason);
  });
});

function spki(): Buffer {
  return signer.publicKey.export({ format: "der", type: "spki" });
}
