import { generateKeyPairSync, sign } from "node:crypto";
import { beforeAll, describe, expect, test } from "@jest/globals";
import type { Candidate } from "../../src/sigstore/candidates.ts";
import { judgeCandidate } from "../../src/sigstore/judge.ts";
import { isSignedBy } from "../../src/sigstore/key-signature.ts";
import { readKeys } from "../../src/sigstore/keys.ts";
import type { KeyAuthority, Requirement } from "../../src/sigstore/requirement.ts";
import { trustRootFrom } from "../../src/sigstore/trust-root.ts";
import {
  bundleCandidate,
  bundleJson,
  envelope,
  signedBundle,
  signedSimply,
  simpleCandidate,
} from "../checks/signatures/material/candidates.ts";
import {
  certificatePem,
  hashedRekord,
  newInstance,
  type Instance,
} from "../checks/signatures/material/instance.ts";
import {
  keyKinds,
  newSigner,
  pemOf,
  type TestSigner,
} from "../checks/signatures/material/signer.ts";
import {
  imageDigest,
  otherDigest,
  preAuthentication,
  simplePayload,
  statement,
} from "../checks/signatures/material/statements.ts";

let instance: Instance;
beforeAll(async () => {
  instance = await newInstance();
});

function by(pem: string, log: KeyAuthority["log"] = "optional"): Requirement {
  return { kind: "key", keys: readKeys(pem, "cosign.pub"), log, format: "either", annotations: {} };
}

function judge(candidate: Candidate, requirement: Requirement, trusted = false) {
  const trust = trusted ? [trustRootFrom(JSON.stringify(instance.trustedRoot), "test")] : [];
  return judgeCandidate(candidate, requirement, { digest: imageDigest, trust, now: new Date() });
}

function reasonOf(judgement: ReturnType<typeof judge>): string {
  return judgement.kind === "verified" ? "verified" : `${judgement.kind}: ${judgement.reason}`;
}

describe.each(keyKinds)("%s", (kind) => {
  const signer = newSigner(kind);
  const pem = pemOf(signer.publicKey);

  test("its signatures count in both formats, with no trust root", () => {
    const [key] = readKeys(pem, "cosign.pub");
    const verified = { kind: "verified", by: `key ${key?.fingerprint}` };
    expect(judge(signedSimply(simplePayload(), signer), by(pem))).toEqual(verified);
    expect(judge(signedBundle(statement({}), signer), by(pem))).toEqual(verified);
  });

  test("another key of its kind does not count", () => {
    const other = by(pemOf(newSigner(kind).publicKey));
    for (const candidate of [
      signedSimply(simplePayload(), signer),
      signedBundle(statement({}), signer),
    ]) {
      expect(reasonOf(judge(candidate, other))).toMatch(/^not-verified: it was not made with/);
    }
  });

  test("one of several keys in a file is enough", () => {
    const others = [newSigner("Ed25519"), newSigner("P-256")].map(({ publicKey }) =>
      pemOf(publicKey),
    );
    const file = [others[0], pem, others[1]].join("# the next one\n");
    expect(judge(signedSimply(simplePayload(), signer), by(file)).kind).toBe("verified");
    expect(reasonOf(judge(signedSimply(simplePayload(), signer), by(others.join(""))))).toBe(
      "not-verified: it was made with none of the policy's 2 keys",
    );
  });
});

describe("hashes", () => {
  const makes = ["P-384", "P-521"] as const;
  test.each(makes)("%s may sign with SHA-256 as older cosign did", (kind) => {
    const signer = newSigner(kind, "sha256");
    const candidate = signedSimply(simplePayload(), signer);
    expect(judge(candidate, by(pemOf(signer.publicKey))).kind).toBe("verified");
  });

  test("a hash that the policy names is the only one", () => {
    const signer = newSigner("RSA", "sha512");
    const pem = pemOf(signer.publicKey);
    const candidate = signedSimply(simplePayload(), signer);
    const keys = readKeys(pem, "cosign.pub", "sha512");
    expect(judge(candidate, by(pem)).kind).toBe("not-verified");
    expect(judge(candidate, { ...by(pem), kind: "key", keys, log: "optional" }).kind).toBe(
      "verified",
    );
  });

  test("SHA-1 never counts", () => {
    const signer = newSigner("P-256", "sha1");
    const candidate = signedSimply(simplePayload(), signer);
    expect(judge(candidate, by(pemOf(signer.publicKey))).kind).toBe("not-verified");
  });
});

describe("the log beside a key", () => {
  const signer = newSigner();
  const pem = pemOf(signer.publicKey);

  async function logged(change: { about?: Buffer; pem?: string; by?: TestSigner } = {}) {
    const payload = simplePayload();
    const signature = signer.sign(payload);
    const { about = payload, by: logger } = change;
    const entrySignature = logger === undefined ? signature : logger.sign(about);
    const body = hashedRekord(about, entrySignature, change.pem ?? pem);
    const { annotation } = await instance.logged(body);
    return simpleCandidate(payload, signature, { "dev.sigstore.cosign/bundle": annotation });
  }

  test("counts where it is demanded, and says where", async () => {
    expect(judge(await logged(), by(pem, "required"), true)).toMatchObject({
      kind: "verified",
      log: expect.stringMatching(/^https:\/\/rekor\.example, entry \d+$/),
      trustRoot: "test",
    });
  });

  test("is missed where it is demanded and not there", () => {
    const candidate = signedSimply(simplePayload(), signer);
    expect(reasonOf(judge(candidate, by(pem, "required"), true))).toBe(
      "not-verified: it is in no transparency log, and the policy demands that",
    );
  });

  test("cannot be told without a trust root", async () => {
    const judgement = judge(await logged(), by(pem, "required"));
    expect(judgement.kind).toBe("could-not-tell");
  });

  const wrongs: [string, () => Promise<Candidate>, string][] = [
    [
      "GHSA-whqx-f9j3-ch6m: an entry about another signature",
      () => logged({ by: signer }),
      "its log entry is about another signature",
    ],
    [
      "an entry about other content",
      () => logged({ about: simplePayload(otherDigest) }),
      "its log entry is about other content",
    ],
    [
      "GHSA-fx35-mq7g-6g98: an entry that names another key",
      () => logged({ pem: pemOf(newSigner().publicKey) }),
      "its log entry names another signer",
    ],
  ];
  test.each(wrongs)("%s is wrong, demanded or not", async (_, make, reason) => {
    for (const log of ["required", "optional"] as const) {
      for (const trusted of [true, false]) {
        expect(reasonOf(judge(await make(), by(pem, log), trusted))).toBe(
          `not-verified: ${reason}`,
        );
      }
    }
  });

  test("an entry of a log that is not trusted is wrong", async () => {
    const stranger = await newInstance();
    const payload = simplePayload();
    const signature = signer.sign(payload);
    const { annotation } = await stranger.logged(hashedRekord(payload, signature, pem));
    const candidate = simpleCandidate(payload, signature, {
      "dev.sigstore.cosign/bundle": annotation,
    });
    expect(reasonOf(judge(candidate, by(pem), true))).toMatch(/its log entry is not proven/);
  });
});

describe("a certificate beside a key", () => {
  const signer = newSigner();
  const pem = pemOf(signer.publicKey);
  const withCertificate = (der: Buffer): Candidate => {
    const payload = simplePayload();
    const annotations = { "dev.sigstore.cosign/certificate": certificatePem(der) };
    return simpleCandidate(payload, signer.sign(payload), annotations);
  };

  test("does no harm where it is the key's", async () => {
    expect(judge(withCertificate(await instance.issue(signer)), by(pem)).kind).toBe("verified");
  });

  test("for another key does not count", async () => {
    const candidate = withCertificate(await instance.issue(newSigner()));
    expect(reasonOf(judge(candidate, by(pem)))).toBe(
      "not-verified: its certificate is for another key",
    );
  });

  test("that is not valid does not count", async () => {
    const later = await newInstance({ certificate: new Date(Date.now() + 3_600_000) });
    const candidate = withCertificate(await later.issue(signer));
    expect(reasonOf(judge(candidate, by(pem)))).toBe(
      "not-verified: its certificate was not valid when it was signed",
    );
  });

  test("in a bundle means that no bare key signed", async () => {
    const payload = statement({});
    const proofs = { certificate: await instance.issue(signer) };
    const sealed = envelope(payload, signer.sign(preAuthentication(payload)));
    const candidate = bundleCandidate(bundleJson(sealed, proofs));
    expect(reasonOf(judge(candidate, by(pem)))).toMatch(/^not-verified: its bundle holds a cert/);
  });
});

describe("keys that a policy cannot name", () => {
  const weak = generateKeyPairSync("rsa", { modulusLength: 1024 }).publicKey;
  const odd = generateKeyPairSync("ec", { namedCurve: "secp256k1" }).publicKey;
  const pss = generateKeyPairSync("rsa-pss", { modulusLength: 2048 }).publicKey;
  const cases: [string, string, RegExp][] = [
    ["a short RSA key", pemOf(weak), /cosign\.pub has an RSA key of 1024 bits, and 2048 is/],
    ["another curve", pemOf(odd), /cosign\.pub has a key of an unsupported kind \(secp256k1\)/],
    ["RSA for PSS only", pemOf(pss), /unsupported kind \(rsa-pss\)/],
    ["a private key", privatePem(), /cosign\.pub holds a private key/],
    ["no key", "ssh-ed25519 AAAA", /cosign\.pub holds no public key/],
    ["a damaged key", pemOf(weak).replace(/\n.{20}/, "\nAAAA"), /holds a damaged PUBLIC KEY/],
    ["a bad key after a good one", pemOf(newSigner().publicKey) + pemOf(weak), /1024 bits/],
  ];
  test.each(cases)("%s", (_, pem, message) => {
    expect(() => readKeys(pem, "cosign.pub")).toThrow(message);
  });

  test("nothing is verified with a weak key, wherever it comes from", () => {
    const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 1024 });
    const message = Buffer.from("x");
    const signature = Buffer.from(sign("sha256", message, privateKey));
    const content = { kind: "statement", message, payload: message, signature } as const;
    expect(isSignedBy(content, publicKey, ["sha256"])).toBe(false);
  });

  test("an RSA key in its own format can be named", () => {
    const { publicKey } = newSigner("RSA");
    const pem = publicKey.export({ format: "pem", type: "pkcs1" }).toString();
    const [first] = readKeys(pem, "cosign.pub");
    expect(first?.fingerprint).toBe(readKeys(pemOf(publicKey), "cosign.pub")[0]?.fingerprint);
  });
});

function privatePem(): string {
  return newSigner().privateKey.export({ format: "pem", type: "pkcs8" }).toString();
}
