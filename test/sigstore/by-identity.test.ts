import { beforeAll, describe, expect, test } from "@jest/globals";
import type { Candidate } from "../../src/sigstore/candidates.ts";
import { judgeCandidate } from "../../src/sigstore/judge.ts";
import type { Requirement, WantedIdentity } from "../../src/sigstore/requirement.ts";
import { trustRootFrom } from "../../src/sigstore/trust-root.ts";
import { bundleCandidate, bundleJson } from "../checks/signatures/material/candidates.ts";
import {
  dsseEntry,
  extensionsOf,
  hashedRekord2,
  issuer,
  newInstance,
  workflow,
  type Instance,
} from "../checks/signatures/material/instance.ts";
import {
  keylessBundle,
  keylessBundle2,
  keylessParts,
  keylessSimply,
} from "../checks/signatures/material/keyless.ts";
import { newSigner } from "../checks/signatures/material/signer.ts";
import {
  imageDigest,
  preAuthentication,
  simplePayload,
  statement,
} from "../checks/signatures/material/statements.ts";

let instance: Instance;
beforeAll(async () => {
  instance = await newInstance();
});

const hour = 60 * 60 * 1000;

function wanting(...identities: WantedIdentity[]): Requirement {
  return { kind: "keyless", identities, format: "either", annotations: {} };
}

const release = wanting({ issuer, identity: workflow });

function judge(candidate: Candidate, requirement = release, of: readonly Instance[] = [instance]) {
  const trust = of.map(({ trustedRoot }, index) =>
    trustRootFrom(JSON.stringify(trustedRoot), `root ${index}`),
  );
  return judgeCandidate(candidate, requirement, { digest: imageDigest, trust, now: new Date() });
}

function reasonOf(judgement: ReturnType<typeof judge>): string {
  return judgement.kind === "verified" ? "verified" : `${judgement.kind}: ${judgement.reason}`;
}

test("a keyless signature counts in each form", async () => {
  for (const candidate of [
    await keylessSimply(instance, simplePayload()),
    await keylessBundle(instance, statement({})),
    await keylessBundle2(instance, statement({})),
  ]) {
    expect(judge(candidate)).toMatchObject({
      kind: "verified",
      by: workflow,
      issuer,
      at: expect.stringMatching(/^\d{4}-.*Z$/),
      log: expect.stringMatching(/^https:\/\/rekor2?\.example, entry \d+$/),
      trustRoot: "root 0",
    });
  }
});

test("who signed and who was wanted stand side by side", async () => {
  const dev = workflow.replace("release.yml@refs/heads/main", "build.yml@refs/heads/dev");
  const candidate = await keylessBundle(instance, statement({}), { subject: dev });
  expect(reasonOf(judge(candidate))).toBe(
    `not-verified: signed by ${dev}, the policy wants ${workflow}`,
  );
});

describe("identities", () => {
  const parts: [string, WantedIdentity, boolean][] = [
    ["the whole identity", { issuer, identity: workflow }, true],
    ["a part of it", { issuer, identity: "release.yml" }, false],
    ["the identity as an expression", { issuer, identity: ".*" }, false],
    [
      "an expression for all of it",
      { issuer, identityRegExp: "https://github\\.com/acme/.*" },
      true,
    ],
    ["an expression for a part", { issuer, identityRegExp: "github\\.com/acme/" }, false],
    ["an anchored expression", { issuer, identityRegExp: `^${workflow}$` }, true],
    ["an alternative that is a part", { issuer, identityRegExp: "https|nothing" }, false],
    ["an alternative that breaks out of a group", { issuer, identityRegExp: "x$|^https" }, false],
    ["RE2's flags", { issuer, identityRegExp: "(?i)HTTPS://GITHUB\\.COM/ACME/.*" }, true],
    ["another issuer", { issuer: "https://gitlab.com", identity: workflow }, false],
    ["a part of the issuer", { issuer: "https://token", identity: workflow }, false],
    ["an expression for the issuer", { issuerRegExp: "https://.*", identity: workflow }, true],
    ["a part of the issuer as expression", { issuerRegExp: "token", identity: workflow }, false],
  ];
  test.each(parts)("%s", async (_, identity, counts) => {
    const candidate = await keylessBundle(instance, statement({}));
    const judgement = judge(candidate, wanting(identity));
    expect(judgement.kind).toBe(counts ? "verified" : "not-verified");
  });

  test("one of several identities is enough", async () => {
    const candidate = await keylessBundle(instance, statement({}));
    const other = { issuer, identity: "somebody@example.com" };
    expect(judge(candidate, wanting(other, { issuer, identity: workflow })).kind).toBe("verified");
    expect(judge(candidate, wanting()).kind).toBe("not-verified");
  });

  test("an expression that does not compile decides nothing", async () => {
    const candidate = await keylessBundle(instance, statement({}));
    const judgement = judge(candidate, wanting({ issuer, identityRegExp: "(" }));
    expect(judgement.kind).toBe("could-not-tell");
  });
});

test("what the certificate says about the build is compared exactly", async () => {
  const extensions = extensionsOf(issuer, {
    2: "push",
    3: "c0ffee",
    4: "Release",
    5: "acme/web",
    6: "refs/heads/main",
    12: "https://github.com/acme/web",
  });
  const candidate = await keylessBundle(instance, statement({}), { extensions });
  const all = {
    "workflow-trigger": "push",
    "workflow-sha": "c0ffee",
    "workflow-name": "Release",
    "workflow-repository": "acme/web",
    "workflow-ref": "refs/heads/main",
    "source-repository-uri": "https://github.com/acme/web",
  };
  expect(judge(candidate, wanting({ issuer, identity: workflow, claims: all })).kind).toBe(
    "verified",
  );
  for (const name of Object.keys(all)) {
    const claims = { ...all, [name]: "main" };
    expect(judge(candidate, wanting({ issuer, identity: workflow, claims })).kind).toBe(
      "not-verified",
    );
  }
  const claims = { "build-trigger": "push" };
  expect(reasonOf(judge(candidate, wanting({ issuer, identity: workflow, claims })))).toBe(
    `not-verified: signed by ${workflow}, whose certificate says no build-trigger, the policy wants "push"`,
  );
});

test("another instance's signature counts only where its trust root is given", async () => {
  const other = await newInstance();
  const candidate = await keylessBundle(other, statement({}));
  expect(reasonOf(judge(candidate))).toMatch(/^not-verified: its (certificate|log entry) is not/);
  expect(judge(candidate, release, [instance, other])).toMatchObject({
    kind: "verified",
    trustRoot: "root 1",
  });
  expect(judge(candidate, release, []).kind).toBe("could-not-tell");
});

test("a certificate that had expired when it was logged does not count", async () => {
  const late = await newInstance({ log: new Date(Date.now() + hour / 2) });
  for (const candidate of [
    await keylessSimply(late, simplePayload()),
    await keylessBundle(late, statement({})),
  ]) {
    expect(reasonOf(judge(candidate, release, [late]))).toMatch(/^not-verified: its certificate/);
  }
});

test("a certificate that was not yet valid when it was logged does not count", async () => {
  const early = await newInstance({ certificate: new Date(Date.now() + 2 * hour) });
  const candidate = await keylessBundle(early, statement({}));
  expect(reasonOf(judge(candidate, release, [early]))).toMatch(/^not-verified: its certificate/);
});

test("a time-stamp outside the certificate's life does not count", async () => {
  const late = await newInstance({ timestamp: new Date(Date.now() + hour / 2) });
  const candidate = await keylessBundle2(late, statement({}));
  expect(reasonOf(judge(candidate, release, [late]))).toMatch(/^not-verified: its certificate/);
});

test("a signature from the future cannot be told: one of the clocks is wrong", async () => {
  const future = new Date(Date.now() + 5 * hour);
  const ahead = await newInstance({ certificate: future, log: future });
  const candidate = await keylessBundle(ahead, statement({}));
  expect(reasonOf(judge(candidate, release, [ahead]))).toMatch(/^could-not-tell: .* clock/);
});

test("without any time nothing is verified, and nothing breaks", async () => {
  const candidate = await keylessBundle2(instance, statement({}), { stamped: false });
  expect(reasonOf(judge(candidate))).toMatch(/^not-verified: the time of signing is not proven/);
});

test("a certificate without the certificate log's word does not count", async () => {
  const candidate = await keylessBundle(instance, statement({}));
  const { trustedRoot } = instance;
  const unlogged = { ...instance, trustedRoot: { ...trustedRoot, ctlogs: [] } };
  expect(reasonOf(judge(candidate, release, [unlogged]))).toMatch(
    /^not-verified: its certificate is not trusted/,
  );
});

test("a certificate without a certificate time-stamp in it does not count", async () => {
  const unlogged = await newInstance({ withoutSct: true });
  const candidate = await keylessBundle(unlogged, statement({}));
  expect(reasonOf(judge(candidate, release, [unlogged]))).toMatch(
    /^not-verified: its certificate is not trusted \(expected 1 SCTs, got 0\)/,
  );
});

test("a log, an authority and a time-stamper outside their period prove nothing", async () => {
  const candidate = await keylessBundle2(instance, statement({}));
  const ended = { validFor: { start: "2020-01-01T00:00:00Z", end: "2020-02-01T00:00:00Z" } };
  for (const list of ["certificateAuthorities", "timestampAuthorities"] as const) {
    const entries = instance.trustedRoot[list].map((entry) => ({ ...entry, ...ended }));
    const trustedRoot = { ...instance.trustedRoot, [list]: entries };
    expect(judge(candidate, release, [{ ...instance, trustedRoot }]).kind).toBe("not-verified");
  }
  const logged = await keylessBundle(instance, statement({}));
  const tlogs = instance.trustedRoot.tlogs.map((log) => ({
    ...log,
    publicKey: { ...log.publicKey, ...ended },
  }));
  const trustedRoot = { ...instance.trustedRoot, tlogs };
  expect(judge(logged, release, [{ ...instance, trustedRoot }]).kind).toBe("not-verified");
  expect(reasonOf(judge(candidate, release, [{ ...instance, trustedRoot }]))).toBe(
    "not-verified: its log was not trusted yet or no longer when it was signed",
  );
});

describe("what does not belong together does not count", () => {
  type Parts = Awaited<ReturnType<typeof keylessParts>>;
  const assemble = (parts: Parts, change: { tlogEntries?: unknown[]; certificate?: Buffer }) =>
    bundleCandidate(
      bundleJson(parts.envelope, {
        certificate: parts.certificate,
        tlogEntries: [parts.entry],
        ...change,
      }),
    );

  test("no log entry", async () => {
    const parts = await keylessParts(instance, statement({}));
    expect(reasonOf(judge(assemble(parts, { tlogEntries: [] })))).toBe(
      "not-verified: it is in no transparency log",
    );
  });

  test("the entry of another signature by the same signer", async () => {
    const parts = await keylessParts(instance, statement({}));
    const others = await keylessParts(instance, statement({}), { signer: parts.signer });
    expect(reasonOf(judge(assemble(parts, { tlogEntries: [others.entry] })))).toBe(
      "not-verified: its log entry is about another signature",
    );
  });

  test("an entry about another statement", async () => {
    const parts = await keylessParts(instance, statement({}));
    const { entry } = await instance.logged(
      dsseEntry(statement({ predicate: 1 }), parts.signature, parts.pem),
    );
    expect(reasonOf(judge(assemble(parts, { tlogEntries: [entry] })))).toBe(
      "not-verified: its log entry is about other content",
    );
  });

  test("an entry that names another certificate", async () => {
    const parts = await keylessParts(instance, statement({}));
    const { pem } = await keylessParts(instance, statement({}));
    const { entry } = await instance.logged(dsseEntry(statement({}), parts.signature, pem));
    expect(reasonOf(judge(assemble(parts, { tlogEntries: [entry] })))).toBe(
      "not-verified: its log entry names another signer",
    );
  });

  test("another's certificate", async () => {
    const parts = await keylessParts(instance, statement({}));
    const { certificate, pem } = await keylessParts(instance, statement({}));
    const { entry } = await instance.logged(dsseEntry(statement({}), parts.signature, pem));
    expect(reasonOf(judge(assemble(parts, { certificate, tlogEntries: [entry] })))).toBe(
      "not-verified: its signature does not fit what it signs",
    );
  });

  const damages: [string, (entry: Parts["entry"]) => unknown][] = [
    ["a changed time", (entry) => ({ ...entry, integratedTime: `${+entry.integratedTime + 1}` })],
    ["another log's name", (entry) => ({ ...entry, logId: { keyId: "AAAA" } })],
    [
      "a promise of zeros",
      (entry) => ({ ...entry, inclusionPromise: { signedEntryTimestamp: "AA==" } }),
    ],
    [
      "a changed checkpoint",
      (entry) => ({
        ...entry,
        inclusionProof: {
          ...entry.inclusionProof,
          checkpoint: {
            envelope: entry.inclusionProof.checkpoint.envelope.replace("\n1\n", "\n2\n"),
          },
        },
      }),
    ],
    [
      "a checkpoint that is none",
      (entry) => ({
        ...entry,
        inclusionProof: { ...entry.inclusionProof, checkpoint: { envelope: "\n\n" } },
      }),
    ],
    [
      "an index of letters",
      (entry) => ({
        ...entry,
        inclusionProof: { ...entry.inclusionProof, logIndex: "x" },
      }),
    ],
  ];
  test.each(damages)("an entry with %s", async (_, damage) => {
    const parts = await keylessParts(instance, statement({}));
    const tlogEntries = [damage(parts.entry)];
    expect(judge(assemble(parts, { tlogEntries })).kind).toBe("not-verified");
  });

  test("an entry whose unsigned time lies outside the certificate's life", async () => {
    const parts = await keylessParts(instance, statement({}));
    const { signature, certificate } = parts;
    const message = preAuthentication(statement({}));
    const entry = instance.loggedIn2(hashedRekord2(message, signature, certificate));
    const timestamps = [await instance.timestamp(signature)];
    const at = (integratedTime: string): string => {
      const tlogEntries = [{ ...entry, integratedTime }];
      const proofs = { certificate, tlogEntries, timestamps };
      return reasonOf(judge(bundleCandidate(bundleJson(parts.envelope, proofs))));
    };
    expect(at("0")).toBe("verified");
    expect(at("1000000000")).toMatch(/it was logged at 2001-09-09T01:46:40\.000Z$/);
    expect(at("x")).toMatch(/it was logged at no valid time$/);
  });

  test("the same entry twice", async () => {
    const parts = await keylessParts(instance, statement({}));
    const tlogEntries = [parts.entry, parts.entry];
    expect(judge(assemble(parts, { tlogEntries })).kind).toBe("not-verified");
  });

  test("a time-stamp over another signature", async () => {
    const parts = await keylessParts(instance, statement({}));
    const timestamps = [await instance.timestamp(Buffer.from("another"))];
    const json = bundleJson(parts.envelope, {
      certificate: parts.certificate,
      tlogEntries: [parts.entry],
      timestamps,
    });
    expect(reasonOf(judge(bundleCandidate(json)))).toMatch(/the time of signing is not proven/);
  });

  test("a time-stamp that is none", async () => {
    const parts = await keylessParts(instance, statement({}));
    const { certificate, entry } = parts;
    const json = bundleJson(parts.envelope, {
      certificate,
      tlogEntries: [entry],
      timestamps: [Buffer.from("none")],
    });
    expect(judge(bundleCandidate(json)).kind).toBe("not-verified");
  });

  test("a bare key where an identity is wanted", async () => {
    const signer = newSigner();
    const parts = await keylessParts(instance, statement({}), { signer });
    const json = bundleJson(parts.envelope, { tlogEntries: [parts.entry] });
    expect(reasonOf(judge(bundleCandidate(json)))).toBe(
      "not-verified: it was made with a bare key, and the policy wants an identity",
    );
  });
});
