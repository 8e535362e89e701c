import { describe, expect, test } from "@jest/globals";
import { formOf, type Candidate } from "../../src/sigstore/candidates.ts";
import { judgeCandidate } from "../../src/sigstore/judge.ts";
import { judgeImage } from "../../src/sigstore/judge-image.ts";
import { readKeys } from "../../src/sigstore/keys.ts";
import type { Demands, Requirement } from "../../src/sigstore/requirement.ts";
import {
  bundleCandidate,
  bundleJson,
  envelope,
  signedBundle,
  signedSimply,
  simpleCandidate,
} from "../checks/signatures/material/candidates.ts";
import { newSigner, pemOf } from "../checks/signatures/material/signer.ts";
import {
  imageDigest,
  otherDigest,
  preAuthentication,
  simplePayload,
  statement,
  statementType,
} from "../checks/signatures/material/statements.ts";

const signer = newSigner();
const keys = readKeys(pemOf(signer.publicKey), "cosign.pub");
const context = { digest: imageDigest, trust: [], now: new Date() };

function wanting(demands: Partial<Demands> = {}): Requirement {
  return { kind: "key", keys, log: "optional", format: "either", annotations: {}, ...demands };
}

function judged(candidate: Candidate, demands: Partial<Demands> = {}): string {
  const judgement = judgeCandidate(candidate, wanting(demands), context);
  return judgement.kind === "verified" ? "verified" : `${judgement.kind}: ${judgement.reason}`;
}

function simply(text: string): Candidate {
  return signedSimply(Buffer.from(text), signer);
}

function stated(text: string | Buffer, type = statementType): Candidate {
  const payload = Buffer.from(text);
  const signature = signer.sign(preAuthentication(payload, type));
  return bundleCandidate(bundleJson(envelope(payload, signature, type)));
}

const payload = simplePayload().toString();

describe("what is signed", () => {
  const cases: [string, Candidate, string][] = [
    [
      "another image, legacy",
      signedSimply(simplePayload(otherDigest), signer),
      `it is about ${otherDigest}, not about this image`,
    ],
    [
      "another image, bundle",
      signedBundle(statement({ digest: otherDigest }), signer),
      `it is about ${otherDigest}, not about this image`,
    ],
    [
      "the right hex under another algorithm",
      signedBundle(statement({ digest: imageDigest.replace("256", "512") }), signer),
      "it is about another thing, not about this image",
    ],
    [
      "the digest in upper case",
      signedSimply(simplePayload(imageDigest.toUpperCase()), signer),
      "it is about another thing, not about this image",
    ],
    [
      "a digest of the prototype's",
      simply(payload.replace(imageDigest, "__proto__:x")),
      "it is about another thing, not about this image",
    ],
    [
      "another type of payload",
      simply(payload.replace("cosign", "atomic")),
      'its payload is of the type "atomic container image signature"',
    ],
    ["no type", simply("{}"), "its payload is of the type null"],
    [
      "an unknown critical member",
      simply(payload.replace('"type"', '"until":1,"type"')),
      'its payload has the unknown critical member "until"',
    ],
    [
      "a digest twice",
      simply(payload.replace('"image":{', `"image":{"docker-manifest-digest":"${otherDigest}",`)),
      'its payload has the name "docker-manifest-digest" twice in one object',
    ],
    [
      "a name twice, once escaped",
      simply(payload.replace('"type"', '"\\u0074ype":1,"type"')),
      'its payload has the name "type" twice in one object',
    ],
    ["a payload in an array", simply(`[${payload}]`), "its payload is of the type null"],
    ["a payload that is not JSON", simply(`${payload}x`), "its payload is not JSON"],
    ["two payloads", simply(payload + payload), "its payload is not JSON"],
    ["a byte order mark", simply(`\uFEFF${payload}`), "its payload begins with a byte order mark"],
    [
      "bytes that are not UTF-8",
      signedSimply(Buffer.concat([simplePayload(), Buffer.of(255)]), signer),
      "its payload is not UTF-8",
    ],
    [
      "deep nesting",
      simply(`{"optional":${"[".repeat(200)}${"]".repeat(200)}}`),
      "its payload is nested deeper than 100 levels",
    ],
    [
      "very deep nesting",
      simply("[".repeat(1_000_000) + "]".repeat(1_000_000)),
      "its payload is nested deeper than 100 levels",
    ],
    [
      "a digest on the prototype",
      simply('{"__proto__":{"critical":{"type":"cosign container image signature"}}}'),
      "its payload is of the type null",
    ],
    [
      "another payload type",
      stated(statement({}), "application/json"),
      'its envelope holds "application/json", not an in-toto statement',
    ],
    [
      "a statement of another version",
      signedBundle(statement({ type: "https://in-toto.io/Statement/v9" }), signer),
      "it holds no in-toto statement of version 0.1 or 1",
    ],
    [
      "a statement without subjects",
      stated(
        statement({})
          .toString()
          .replace(/"subject":\[.*?\]/, '"subject":[]'),
      ),
      "its statement does not have 1 to 1024 subjects",
    ],
    [
      "a statement of too many subjects",
      stated(
        statement({})
          .toString()
          .replace(
            /"subject":\[(.*?)\]/,
            (_, one: string) => `"subject":[${Array(1025).fill(one).join()}]`,
          ),
      ),
      "its statement does not have 1 to 1024 subjects",
    ],
    [
      "a null subject",
      stated(statement({}).toString().replace('"subject":[', '"subject":[null,')),
      "its statement has a subject without digests",
    ],
    [
      "a statement without predicate type",
      stated(
        statement({})
          .toString()
          .replace(/,"predicateType":"[^"]*"/, ""),
      ),
      "its statement has no predicate type",
    ],
    [
      "a predicate type twice",
      stated(statement({}).toString().replace('"_type"', '"predicateType":"x","_type"')),
      'its statement has the name "predicateType" twice in one object',
    ],
    ["a statement that is not JSON", stated("nothing"), "its statement is not JSON"],
  ];
  test.each(cases)("%s does not count", (_, candidate, reason) => {
    expect(judged(candidate)).toBe(`not-verified: ${reason}`);
  });

  test("a statement of in-toto 0.1, one without and one with a predicate count", () => {
    expect(
      judged(signedBundle(statement({ type: "https://in-toto.io/Statement/v0.1" }), signer)),
    ).toBe("verified");
    expect(judged(signedBundle(statement({ predicate: {} }), signer))).toBe("verified");
  });

  test("the image may be any of the subjects", () => {
    const other = JSON.stringify({ digest: { sha256: otherDigest.slice(7) } });
    const several = statement({}).toString().replace('"subject":[', `"subject":[${other},`);
    expect(judged(stated(several))).toBe("verified");
  });
});

describe("annotations", () => {
  const staged = { stage: "prod" };
  const legacy = signedSimply(simplePayload(imageDigest, { stage: "prod", level: 1 }), signer);
  const bundle = signedBundle(statement({ annotations: staged }), signer);

  test("must be there and equal, in both formats", () => {
    for (const candidate of [legacy, bundle]) {
      expect(judged(candidate, { annotations: { stage: "prod" } })).toBe("verified");
      expect(judged(candidate, { annotations: { stage: "test" } })).toBe(
        'not-verified: it says "prod" for "stage", the policy wants "test"',
      );
      expect(judged(candidate, { annotations: { team: "web" } })).toBe(
        'not-verified: it has no annotation "team", the policy wants "web"',
      );
      expect(judged(candidate, { annotations: { constructor: "x" } })).toMatch(/^not-verified/);
    }
    expect(judged(legacy, { annotations: { level: "1" } })).toMatch(/^not-verified/);
  });
});

describe("formats", () => {
  test("one that the policy does not want does not count", () => {
    const legacy = signedSimply(simplePayload(), signer);
    const bundle = signedBundle(statement({}), signer);
    expect(judged(legacy, { format: "legacy" })).toBe("verified");
    expect(judged(bundle, { format: "bundle" })).toBe("verified");
    expect(judged(legacy, { format: "bundle" })).toBe(
      "not-verified: its format is legacy, and the policy wants bundle",
    );
    expect(judged(bundle, { format: "legacy" })).toBe(
      "not-verified: its format is bundle, and the policy wants legacy",
    );
  });

  test("a layer's media type says its form", () => {
    expect(formOf("application/vnd.dev.cosign.simplesigning.v1+json")).toBe("simple-signing");
    expect(formOf("application/vnd.dsse.envelope.v1+json")).toBe("envelope");
    expect(formOf("application/vnd.dev.sigstore.bundle.v0.3+json")).toBe("bundle");
    expect(formOf("application/vnd.dev.sigstore.bundle+json;version=0.1")).toBe("bundle");
    expect(formOf("application/vnd.dev.sigstore.bundles")).toBeUndefined();
    expect(formOf("application/vnd.oci.image.layer.v1.tar+gzip")).toBeUndefined();
  });

  test("bundles 0.1 and 0.2 count, and versions that are not known do not", () => {
    const signed = statement({});
    const sealed = bundleJson(envelope(signed, signer.sign(preAuthentication(signed))));
    const as = (mediaType: string): string => judged(bundleCandidate({ ...sealed, mediaType }));
    expect(as("application/vnd.dev.sigstore.bundle+json;version=0.1")).toBe("verified");
    expect(as("application/vnd.dev.sigstore.bundle+json;version=0.2")).toBe("verified");
    expect(as("application/vnd.dev.sigstore.bundle+json;version=0.4")).toMatch(
      /^not-verified: its bundle is of no known version/,
    );
    expect(as("application/vnd.dev.sigstore.bundle.v0.3+json; x")).toMatch(/of no known version/);
  });
});

describe("malformed candidates", () => {
  const good = simplePayload();
  const signature = signer.sign(good);
  const signed = statement({});
  const sealed = envelope(signed, signer.sign(preAuthentication(signed)));
  const withEntry = (entry: string): Candidate =>
    simpleCandidate(good, signature, { "dev.sigstore.cosign/bundle": entry });
  const cases: [string, Candidate, RegExp][] = [
    [
      "no signature",
      { ...simpleCandidate(good, signature), annotations: {} },
      /no signature in its annotations/,
    ],
    [
      "a signature that is not base64",
      {
        ...simpleCandidate(good, signature),
        annotations: { "dev.cosignproject.cosign/signature": "*" },
      },
      /its signature is not base64/,
    ],
    [
      "base64 with a tail",
      {
        ...simpleCandidate(good, signature),
        annotations: { "dev.cosignproject.cosign/signature": `${signature.toString("base64")}\n` },
      },
      /its signature is not base64/,
    ],
    [
      "a certificate that is none",
      simpleCandidate(good, signature, { "dev.sigstore.cosign/certificate": "none" }),
      /its certificate is not one PEM block/,
    ],
    [
      "a certificate of other bytes",
      simpleCandidate(good, signature, {
        "dev.sigstore.cosign/certificate":
          "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----",
      }),
      /it cannot be read/,
    ],
    ["a log entry that is not JSON", withEntry("{"), /its log entry is not JSON/],
    ["a log entry without parts", withEntry("{}"), /its log entry/],
    [
      "a log entry of negative time",
      withEntry(
        '{"SignedEntryTimestamp":"AA==","Payload":{"body":"e30=","integratedTime":-1,"logIndex":1,"logID":"00"}}',
      ),
      /integratedTime is not a whole number/,
    ],
    [
      "a log entry of an unknown kind",
      withEntry(
        '{"SignedEntryTimestamp":"AA==","Payload":{"body":"e30=","integratedTime":1,"logIndex":1,"logID":"00"}}',
      ),
      /records no such signature/,
    ],
    ["a bundle that is not JSON", bundleCandidate("{"), /it is not JSON/],
    ["a bundle of nothing", bundleCandidate("null"), /of no known version/],
    [
      "a bundle without material",
      bundleCandidate({ mediaType: "application/vnd.dev.sigstore.bundle.v0.3+json" }),
      /its bundle is malformed/,
    ],
    [
      "a bundle with a name twice",
      bundleCandidate(
        JSON.stringify(bundleJson(sealed)).replace('"mediaType"', '"mediaType":"x","mediaType"'),
      ),
      /it has the name "mediaType" twice/,
    ],
    [
      "a bundle of two signatures",
      bundleCandidate(bundleJson({ ...sealed, signatures: [{ sig: "AA==" }, { sig: "AA==" }] })),
      /its bundle is malformed: content\.dsseEnvelope\.signatures/,
    ],
    [
      "a bundle of a bare signature",
      bundleCandidate({
        ...bundleJson(sealed),
        dsseEnvelope: undefined,
        messageSignature: {
          messageDigest: { algorithm: "SHA2_256", digest: "AAAA" },
          signature: "AAAA",
        },
      }),
      /its bundle signs bytes and makes no statement/,
    ],
    [
      "a certificate in a bundle of other bytes",
      bundleCandidate(bundleJson(sealed, { certificate: Buffer.from("x") })),
      /holds a certificate/,
    ],
    [
      "an envelope of no signature",
      {
        form: "envelope",
        where: "",
        annotations: {},
        bytes: Buffer.from(JSON.stringify({ ...sealed, signatures: [] })),
      },
      /its envelope has 0 signatures/,
    ],
    [
      "an envelope of two signatures",
      {
        form: "envelope",
        where: "",
        annotations: {},
        bytes: Buffer.from(JSON.stringify({ ...sealed, signatures: [{}, {}] })),
      },
      /its envelope has 2 signatures/,
    ],
    [
      "an envelope that is none",
      { form: "envelope", where: "", annotations: {}, bytes: Buffer.from("[]") },
      /it is not a DSSE envelope/,
    ],
    [
      "a log entry more than anybody needs",
      bundleCandidate(bundleJson(sealed, { timestamps: Array(17).fill(Buffer.from("x")) })),
      /more than 16 log entries and time-stamps/,
    ],
  ];
  test.each(cases)("%s does not count, and nothing breaks", (_, candidate, reason) => {
    const verdict = judged(candidate);
    expect(verdict).toMatch(/^not-verified: /);
    expect(verdict).toMatch(reason);
  });

  test("a reason stays readable whatever it quotes", () => {
    const predicateType = "x".repeat(1_000_000);
    const verdict = judged(signedBundle(statement({ predicateType }), signer));
    expect(verdict).toMatch(/^not-verified: it is an attestation \(xxx/);
    expect(verdict.length).toBeLessThan(1100);
  });

  test("what is too large cannot be told", () => {
    const large = {
      ...simpleCandidate(good, signature),
      bytes: Buffer.alloc(11 * 1024 * 1024, " "),
    };
    expect(judged(large)).toBe("could-not-tell: it is larger than 10 MiB");
    const beside = simpleCandidate(good, signature, {
      "dev.sigstore.cosign/chain": " ".repeat(11 * 1024 * 1024),
    });
    expect(judged(beside)).toBe("could-not-tell: it is larger than 10 MiB");
  });
});

describe("an image", () => {
  const bad = { ...signedSimply(simplePayload(otherDigest), signer), where: "bad" };
  const good = { ...signedSimply(simplePayload(), signer), where: "good" };
  const huge = { ...good, where: "huge", bytes: Buffer.alloc(11 * 1024 * 1024) };

  test("is verified by any candidate, and the others say why they do not count", () => {
    expect(judgeImage([bad, huge, good], [wanting()], context)).toMatchObject({
      kind: "verified",
      where: "good",
      others: [
        { where: "bad", judgement: { kind: "not-verified" } },
        { where: "huge", judgement: { kind: "could-not-tell" } },
      ],
    });
  });

  test("is verified by any of the alternatives", () => {
    const stranger = readKeys(pemOf(newSigner().publicKey), "other.pub");
    const other: Requirement = { ...wanting(), kind: "key", keys: stranger, log: "optional" };
    expect(judgeImage([good], [other, wanting()], context).kind).toBe("verified");
    expect(judgeImage([good], [other], context).kind).toBe("not-verified");
  });

  test("cannot be told where something about it cannot", () => {
    expect(judgeImage([bad, huge], [wanting()], context)).toMatchObject({
      kind: "could-not-tell",
      reason: "it is larger than 10 MiB",
    });
  });

  test("is not verified by nothing and by no alternative", () => {
    expect(judgeImage([], [wanting()], context)).toEqual({ kind: "not-verified", others: [] });
    expect(judgeImage([good], [], context)).toEqual({ kind: "not-verified", others: [] });
  });
});
