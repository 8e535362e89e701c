import { describe, expect, test } from "@jest/globals";
import type { Candidate } from "../../src/sigstore/candidates.ts";
import { parsePath, valueAt } from "../../src/sigstore/condition-path.ts";
import { judgeCandidate } from "../../src/sigstore/judge.ts";
import { readKeys } from "../../src/sigstore/keys.ts";
import type {
  AttestationType,
  Condition,
  Requirement,
  WantedAttestation,
  WantedProvenance,
} from "../../src/sigstore/requirement.ts";
import { memberOf } from "../../src/sigstore/strict-json.ts";
import { trustRootFrom } from "../../src/sigstore/trust-root.ts";
import { envelope, signedBundle, signedSimply } from "../checks/signatures/material/candidates.ts";
import { dsseEntry, newInstance } from "../checks/signatures/material/instance.ts";
import { newSigner, pemOf } from "../checks/signatures/material/signer.ts";
import {
  imageDigest,
  otherDigest,
  preAuthentication,
  signPredicate,
  simplePayload,
  statement,
} from "../checks/signatures/material/statements.ts";

const signer = newSigner();
const keys = readKeys(pemOf(signer.publicKey), "cosign.pub");
const context = { digest: imageDigest, trust: [], now: new Date() };

function wanting(attestation?: WantedAttestation): Requirement {
  const plain = { format: "either", annotations: {} } as const;
  return { kind: "key", keys, log: "optional", ...plain, ...(attestation && { attestation }) };
}

function attested(predicateType: string, predicate: unknown = {}): Candidate {
  return signedBundle(statement({ predicateType, predicate }), signer);
}

function judged(candidate: Candidate, wanted?: WantedAttestation): string {
  const judgement = judgeCandidate(candidate, wanting(wanted), context);
  return judgement.kind === "verified" ? "verified" : `${judgement.kind}: ${judgement.reason}`;
}

const slsa1 = "https://slsa.dev/provenance/v1";
const slsa02 = "https://slsa.dev/provenance/v0.2";
const kinds: [string, AttestationType][] = [
  [slsa1, "slsa-provenance"],
  [slsa02, "slsa-provenance"],
  ["https://spdx.dev/Document", "spdx"],
  ["https://spdx.dev/Document/v2.3", "spdx"],
  ["https://cyclonedx.org/bom", "cyclonedx"],
  ["https://cyclonedx.org/bom/v1.6", "cyclonedx"],
  ["https://cosign.sigstore.dev/attestation/vuln/v1", "vulnerabilities"],
  ["https://in-toto.io/attestation/vulns/v0.2", "vulnerabilities"],
  ["https://openvex.dev/ns", "openvex"],
  ["https://openvex.dev/ns/v0.2.0", "openvex"],
];

describe("CVE-2022-35929: the predicate type decides", () => {
  test.each(kinds)("%s is %s and nothing else", (predicateType, type) => {
    const candidate = attested(predicateType);
    for (const wanted of new Set(kinds.map(([, one]) => one))) {
      const verdict = judged(candidate, { type: wanted });
      if (wanted === type) expect(verdict).toBe("verified");
      else
        expect(verdict).toBe(
          `not-verified: it is a ${type} attestation, the policy wants ${wanted}`,
        );
    }
  });

  test.each(kinds)("%s is never a signature", (predicateType, type) => {
    expect(judged(attested(predicateType))).toBe(
      `not-verified: it is a ${type} attestation, no signature`,
    );
  });

  test("a signature is never an attestation", () => {
    const wanted = { type: "spdx" } as const;
    const reason = "not-verified: it is a signature, and the policy wants an attestation";
    expect(judged(signedSimply(simplePayload(), signer), wanted)).toBe(reason);
    expect(judged(signedBundle(statement({}), signer), wanted)).toBe(reason);
    expect(
      judged(signedBundle(statement({}), signer), { type: { predicateType: signPredicate } }),
    ).toBe(reason);
  });

  const near = [
    `${slsa1}.1`,
    `${slsa1}/`,
    "https://spdx.dev/Documents",
    "https://spdx.dev/Document/v2/evil",
    "https://cyclonedx.org/bom/",
    signPredicate.toUpperCase(),
  ];
  test.each(near)("%s is only what it says", (predicateType) => {
    const candidate = attested(predicateType);
    for (const [, type] of kinds) expect(judged(candidate, { type })).toMatch(/^not-verified/);
    expect(judged(candidate)).toBe(
      `not-verified: it is an attestation (${predicateType}), no signature`,
    );
    expect(judged(candidate, { type: { predicateType } })).toBe("verified");
  });
});

test("CVE-2026-39395: an attestation of another thing does not count", () => {
  const payload = statement({ digest: otherDigest, predicateType: slsa1, predicate: {} });
  expect(judged(signedBundle(payload, signer), { type: "slsa-provenance" })).toBe(
    `not-verified: it is about ${otherDigest}, not about this image`,
  );
  const forged = envelope(
    statement({ predicateType: slsa1 }),
    signer.sign(preAuthentication(payload)),
  );
  const bytes = Buffer.from(JSON.stringify(forged));
  const candidate: Candidate = { form: "envelope", where: "x.att", bytes, annotations: {} };
  expect(judged(candidate, { type: "slsa-provenance" })).toMatch(
    /it was not made with the policy's key/,
  );
});

test("a legacy attestation counts, with its entry in the log", async () => {
  const instance = await newInstance();
  const payload = statement({
    predicateType: slsa1,
    predicate: {},
    type: "https://in-toto.io/Statement/v0.1",
  });
  const signature = signer.sign(preAuthentication(payload));
  const trust = [trustRootFrom(JSON.stringify(instance.trustedRoot), "test")];
  const wanted: Requirement = {
    kind: "key",
    keys,
    log: "required",
    format: "legacy",
    annotations: {},
    attestation: { type: "slsa-provenance" },
  };
  const judge = async (logged: Buffer): Promise<string> => {
    const body = dsseEntry(logged, signature, pemOf(signer.publicKey));
    const { annotation } = await instance.logged(body);
    const annotations = {
      "dev.cosignproject.cosign/signature": "",
      "dev.sigstore.cosign/bundle": annotation,
    };
    const bytes = Buffer.from(JSON.stringify(envelope(payload, signature)));
    const candidate: Candidate = { form: "envelope", where: "x.att", bytes, annotations };
    return judgeCandidate(candidate, wanted, { ...context, trust }).kind;
  };
  expect(await judge(payload)).toBe("verified");
  expect(await judge(statement({}))).toBe("not-verified");
});

describe("provenance", () => {
  const builder = "https://github.com/acme/ci/.github/workflows/build.yml@refs/tags/v1";
  const buildType = "https://actions.github.io/buildtypes/workflow/v1";
  const github = {
    buildDefinition: {
      buildType,
      externalParameters: {
        workflow: { ref: "refs/heads/main", repository: "https://github.com/acme/web", path: "x" },
      },
    },
    runDetails: { builder: { id: builder } },
  };
  const generator = {
    builder: { id: builder },
    buildType,
    invocation: { configSource: { uri: "git+https://github.com/acme/web@refs/heads/main" } },
  };
  const buildx = {
    buildDefinition: {
      buildType,
      externalParameters: {
        configSource: { uri: "https://github.com/acme/web.git@refs/heads/main" },
      },
    },
    runDetails: { builder: { id: builder } },
  };
  const all: Required<WantedProvenance> = {
    builder,
    buildType,
    source: "https://github.com/acme/web",
    ref: "refs/heads/main",
  };
  const makes: [string, Candidate][] = [
    ["GitHub's", attested(slsa1, github)],
    ["version 0.2", attested(slsa02, generator)],
    ["BuildKit's", attested(slsa1, buildx)],
  ];

  test.each(makes)("%s says by whom and from what", (_, candidate) => {
    expect(judged(candidate, { type: "slsa-provenance", provenance: all })).toBe("verified");
    const same = { ...all, source: "git+https://github.com/acme/web.git" };
    expect(judged(candidate, { type: "slsa-provenance", provenance: same })).toBe("verified");
  });

  const wrong: [keyof WantedProvenance, string][] = [
    ["builder", builder.replace("v1", "v2")],
    ["builder", builder.slice(0, -1)],
    ["source", "https://github.com/acme"],
    ["source", "https://github.com/acme/web2"],
    ["source", "https://user@github.com/acme/web"],
    ["ref", "main"],
    ["ref", "refs/heads/main2"],
    ["buildType", `${buildType}/`],
  ];
  test.each(wrong)("a wrong %s (%s) does not count", (name, value) => {
    for (const [, candidate] of makes) {
      const provenance = { ...all, [name]: value };
      expect(judged(candidate, { type: "slsa-provenance", provenance })).toMatch(
        /^not-verified: its provenance names the/,
      );
    }
  });

  test("what it does not say does not count", () => {
    for (const name of ["builder", "source", "ref", "buildType"] as const) {
      const provenance = { [name]: all[name] };
      for (const type of [slsa1, slsa02]) {
        expect(judged(attested(type), { type: "slsa-provenance", provenance })).toMatch(
          /its provenance names no/,
        );
      }
    }
  });

  test("two sources do not count", () => {
    const { externalParameters } = github.buildDefinition;
    const two = { ...externalParameters, source: { uri: "git+https://github.com/acme/evil" } };
    const predicate = {
      ...github,
      buildDefinition: { ...github.buildDefinition, externalParameters: two },
    };
    const provenance = { source: all.source };
    expect(judged(attested(slsa1, predicate), { type: "slsa-provenance", provenance })).toBe(
      "not-verified: its provenance names two different sources",
    );
  });

  test("another type has no provenance to ask for", () => {
    const wanted: WantedAttestation = { type: "spdx", provenance: { builder } };
    expect(judged(attested("https://spdx.dev/Document", github), wanted)).toMatch(
      /is not SLSA provenance$/,
    );
  });
});

describe("conditions", () => {
  const predicate = { scanner: { uri: "pkg:trivy" }, list: [{ n: 1 }], "a.b": true, empty: null };
  const candidate = attested("https://cosign.sigstore.dev/attestation/vuln/v1", predicate);
  const meets = (condition: Condition): string =>
    judged(candidate, { type: "vulnerabilities", conditions: [condition] });

  const met: Condition[] = [
    { path: "predicate.scanner.uri", equals: "pkg:trivy" },
    { path: "predicate.list[0].n", equals: 1 },
    { path: 'predicate["a.b"]', equals: true },
    { path: "predicate.empty", equals: null },
    { path: "predicateType", equals: "https://cosign.sigstore.dev/attestation/vuln/v1" },
  ];
  test.each(met)("$path is met", (condition) => {
    expect(meets(condition)).toBe("verified");
  });

  const unmet: [Condition, string][] = [
    [
      { path: "predicate.scanner.uri", equals: "pkg:trivy2" },
      'its predicate.scanner.uri is "pkg:trivy", the policy wants "pkg:trivy2"',
    ],
    [
      { path: "predicate.list[0].n", equals: "1" },
      'its predicate.list[0].n is 1, the policy wants "1"',
    ],
    [
      { path: "predicate.missing", equals: null },
      "its predicate.missing is absent, the policy wants null",
    ],
    [
      { path: "predicate.constructor.name", equals: "Object" },
      'its predicate.constructor.name is absent, the policy wants "Object"',
    ],
    [
      { path: "predicate.list.length", equals: 1 },
      "its predicate.list.length is absent, the policy wants 1",
    ],
    [
      { path: "predicate.list[1].n", equals: 1 },
      "its predicate.list[1].n is absent, the policy wants 1",
    ],
  ];
  test.each(unmet)("$path is not met", (condition, reason) => {
    expect(meets(condition)).toBe(`not-verified: ${reason}`);
  });

  test.each(["", ".", "a..b", ".a", "a[", "a[x]", "a[-1]", "a b", "a.", "$..x[?(@)]"])(
    "%j is no path",
    (path) => {
      expect(parsePath(path)).toHaveProperty("mistake");
      expect(meets({ path, equals: 1 })).toMatch(/^could-not-tell: the policy's path/);
    },
  );

  test("steps lead to members and elements", () => {
    expect(parsePath('a-b.c_d[12]["e\\"f"]')).toEqual(["a-b", "c_d", 12, 'e"f']);
    expect(valueAt({ a: [1, { b: 2 }] }, ["a", 1, "b"])).toBe(2);
    expect(valueAt({ a: { 0: 1 } }, ["a", 0])).toBeUndefined();
    expect(valueAt({ a: {} }, ["a", "__proto__"])).toBeUndefined();
    expect(memberOf({ a: {} }, "a", "__proto__")).toBeUndefined();
  });
});
