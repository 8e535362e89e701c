import type { Candidate } from "../../../../src/sigstore/candidates.ts";
import { readKeys, type HashName } from "../../../../src/sigstore/keys.ts";
import type { Requirement } from "../../../../src/sigstore/requirement.ts";
import {
  bundleCandidate,
  bundleJson,
  envelope,
  signedBundle,
  signedSimply,
  simpleCandidate,
} from "../material/candidates.ts";
import {
  certificatePem,
  dsseEntry,
  extensionsOf,
  hashedRekord,
  issuer,
  pemOf,
  workflow,
  type Instance,
} from "../material/instance.ts";
import { keylessBundle, keylessBundle2, keylessParts, keylessSimply } from "../material/keyless.ts";
import { keyKinds, newSigner, type KeyKind, type TestSigner } from "../material/signer.ts";
import {
  otherDigest,
  preAuthentication,
  simplePayload,
  statement,
} from "../material/statements.ts";

/** One image with what hangs on it, and what both verifiers are asked about it. */
export interface Row {
  readonly name: string;
  readonly candidates: (digest: string) => Promise<Candidate[]> | Candidate[];
  readonly requirement: Requirement;
  /** The public key that cosign is given; none for an identity. */
  readonly key?: string;
  readonly args: readonly string[];
  readonly verified: boolean;
  /** Why cosign decides otherwise, for a difference that is meant. */
  readonly difference?: string;
}

const plain = { format: "either", annotations: {} } as const;
const noLog = ["--insecure-ignore-tlog"];
/** The word stands for the file of the instance's trust root. */
export const trustedRootFile = "TRUSTED_ROOT";
const withRoot = ["--trusted-root", trustedRootFile];

function byKey(
  signer: TestSigner,
  log: "required" | "optional" = "optional",
  hash?: HashName,
): Requirement {
  return {
    kind: "key",
    keys: readKeys(pemOf(signer.publicKey), "cosign.pub", hash),
    log,
    ...plain,
  };
}

function flipped(signature: Buffer): Buffer {
  const other = Buffer.from(signature);
  other[other.length - 1]! ^= 1;
  return other;
}

/** Every kind of key in both formats, as it should be and tampered with. */
export function keyRows(): Row[] {
  const makes: [KeyKind, string?][] = [
    ...keyKinds.map((kind): [KeyKind] => [kind]),
    ["P-384", "sha256"],
    ["P-521", "sha256"],
    ["RSA", "sha512"],
  ];
  return makes.flatMap(([kind, hash]) => {
    const signer = newSigner(kind, hash);
    const used = hash ?? (kind === "P-384" ? "sha384" : kind === "P-521" ? "sha512" : "sha256");
    // cosign verifies with SHA-256 unless told; the policy tells us only what no key has by itself.
    const requirement = byKey(signer, "optional", kind === "RSA" && hash ? "sha512" : undefined);
    const args = used === "sha256" ? noLog : [...noLog, "--signature-digest-algorithm", used];
    const common = { requirement, key: pemOf(signer.publicKey), args };
    const row = (name: string, verified: boolean, candidates: Row["candidates"]): Row => ({
      name: `${kind} with ${hash ?? "its own hash"}, ${name}`,
      candidates,
      verified,
      ...common,
    });
    const stranger = newSigner(kind, hash);
    return [
      row("legacy", true, (digest) => [signedSimply(simplePayload(digest), signer)]),
      row("bundle", true, (digest) => [signedBundle(statement({ digest }), signer)]),
      row("legacy by another key", false, (digest) => [
        signedSimply(simplePayload(digest), stranger),
      ]),
      row("bundle by another key", false, (digest) => [
        signedBundle(statement({ digest }), stranger),
      ]),
      row("legacy with a flipped bit", false, (digest) => {
        const payload = simplePayload(digest);
        return [simpleCandidate(payload, flipped(signer.sign(payload)))];
      }),
      row("bundle whose statement was exchanged", false, (digest) => {
        const signature = signer.sign(preAuthentication(statement({ digest: otherDigest })));
        return [bundleCandidate(bundleJson(envelope(statement({ digest }), signature)))];
      }),
    ];
  });
}

/** What is signed, by a key that is right. */
export function contentRows(): Row[] {
  const signer = newSigner();
  const key = pemOf(signer.publicKey);
  const common = { requirement: byKey(signer), key, args: noLog };
  const annotated = (value: string): Pick<Row, "requirement" | "key" | "args"> => ({
    requirement: { ...byKey(signer), annotations: { stage: value } },
    key,
    args: [...noLog, "-a", `stage=${value}`],
  });
  const staged = { stage: "prod" };
  const sbom = (digest: string): Candidate =>
    signedBundle(
      statement({ digest, predicateType: "https://spdx.dev/Document", predicate: {} }),
      signer,
    );
  const otherType = (digest: string): Buffer =>
    Buffer.from(simplePayload(digest).toString().replace("cosign container", "atomic container"));
  return [
    {
      name: "legacy about another image",
      candidates: () => [signedSimply(simplePayload(otherDigest), signer)],
      verified: false,
      ...common,
    },
    {
      name: "bundle about another image",
      candidates: () => [signedBundle(statement({ digest: otherDigest }), signer)],
      verified: false,
      ...common,
    },
    {
      name: "one good signature among bad ones",
      candidates: (digest) => [
        signedSimply(simplePayload(otherDigest), signer),
        signedSimply(simplePayload(digest), newSigner()),
        signedSimply(simplePayload(digest), signer),
      ],
      verified: true,
      ...common,
    },
    {
      name: "legacy with the annotation",
      candidates: (digest) => [signedSimply(simplePayload(digest, staged), signer)],
      verified: true,
      ...annotated("prod"),
    },
    {
      name: "legacy with another annotation",
      candidates: (digest) => [signedSimply(simplePayload(digest, staged), signer)],
      verified: false,
      ...annotated("test"),
    },
    {
      name: "bundle with the annotation",
      candidates: (digest) => [signedBundle(statement({ digest, annotations: staged }), signer)],
      verified: true,
      ...annotated("prod"),
    },
    {
      name: "bundle without the annotation",
      candidates: (digest) => [signedBundle(statement({ digest }), signer)],
      verified: false,
      ...annotated("prod"),
    },
    {
      name: "bundle with two signatures",
      candidates: (digest) => {
        const payload = statement({ digest });
        const sig = signer.sign(preAuthentication(payload));
        const one = { sig: sig.toString("base64") };
        const both = { ...envelope(payload, sig), signatures: [one, one] };
        return [bundleCandidate(bundleJson(both))];
      },
      verified: false,
      ...common,
    },
    {
      name: "bundle of another payload type",
      candidates: (digest) => {
        const payload = statement({ digest });
        const type = "application/json";
        const signature = signer.sign(preAuthentication(payload, type));
        return [bundleCandidate(bundleJson(envelope(payload, signature, type)))];
      },
      verified: false,
      ...common,
    },
    {
      name: "an SBOM by the right key and no signature",
      candidates: (digest) => [sbom(digest)],
      verified: false,
      difference: "cosign verify takes every statement for a signature, whatever its predicate",
      ...common,
    },
    {
      name: "a good legacy signature beside an SBOM by somebody else",
      candidates: (digest) => [
        signedSimply(simplePayload(digest), signer),
        signedBundle(
          statement({ digest, predicateType: "https://spdx.dev/Document", predicate: {} }),
          newSigner(),
        ),
      ],
      verified: true,
      difference: "cosign verify ignores legacy signatures as soon as one bundle is there",
      ...common,
    },
    {
      name: "legacy of another type of payload",
      candidates: (digest) => [signedSimply(otherType(digest), signer)],
      verified: false,
      difference: "cosign verify does not compare critical.type",
      ...common,
    },
    {
      name: "legacy that names two digests",
      candidates: (digest) => {
        const doubled = simplePayload(digest)
          .toString()
          .replace('"image":{', `"image":{"docker-manifest-digest":"${otherDigest}",`);
        return [signedSimply(Buffer.from(doubled), signer)];
      },
      verified: false,
      difference: "cosign verify takes the last of two members of one name",
      ...common,
    },
    {
      name: "legacy whose payload uses names in upper case",
      candidates: (digest) => {
        const shouted = simplePayload(digest).toString().replace('"critical"', '"CRITICAL"');
        return [signedSimply(Buffer.from(shouted), signer)];
      },
      verified: false,
      difference: "Go compares the names of members without regard to case",
      ...common,
    },
  ];
}

/** Transparency log entries beside a key. */
export function loggedKeyRows(instance: Instance): Row[] {
  const signer = newSigner();
  const key = pemOf(signer.publicKey);
  const stranger = newSigner();
  const legacy =
    (change: { message?: Buffer; signature?: Buffer; pem?: string } = {}) =>
    async (digest: string): Promise<Candidate[]> => {
      const payload = simplePayload(digest);
      const signature = signer.sign(payload);
      const { message = payload, signature: logged = signature, pem = key } = change;
      const { annotation } = await instance.logged(hashedRekord(message, logged, pem));
      return [simpleCandidate(payload, signature, { "dev.sigstore.cosign/bundle": annotation })];
    };
  const bundle =
    (change: { payload?: Buffer; signature?: Buffer; pem?: string } = {}) =>
    async (digest: string): Promise<Candidate[]> => {
      const payload = statement({ digest });
      const signature = signer.sign(preAuthentication(payload));
      const { payload: said = payload, signature: logged = signature, pem = key } = change;
      const { entry } = await instance.logged(dsseEntry(said, logged, pem));
      return [bundleCandidate(bundleJson(envelope(payload, signature), { tlogEntries: [entry] }))];
    };
  const demanded = { requirement: byKey(signer, "required"), key, args: withRoot };
  const lenient = { requirement: byKey(signer), key, args: noLog };
  const other = simplePayload(otherDigest);
  return [
    { name: "legacy key, logged", candidates: legacy(), verified: true, ...demanded },
    { name: "bundle key, logged", candidates: bundle(), verified: true, ...demanded },
    {
      name: "legacy key, log demanded and not there",
      candidates: (digest) => [signedSimply(simplePayload(digest), signer)],
      verified: false,
      ...demanded,
      args: [...withRoot, "--offline"],
    },
    {
      name: "bundle key, log demanded and not there",
      candidates: (digest) => [signedBundle(statement({ digest }), signer)],
      verified: false,
      ...demanded,
    },
    {
      name: "GHSA-whqx-f9j3-ch6m: legacy entry about another signature",
      candidates: legacy({ signature: signer.sign(other) }),
      verified: false,
      ...demanded,
    },
    {
      name: "legacy entry about other content",
      candidates: legacy({ message: other }),
      verified: false,
      ...demanded,
    },
    {
      name: "GHSA-fx35-mq7g-6g98: legacy entry that names another key",
      candidates: legacy({ pem: pemOf(stranger.publicKey) }),
      verified: false,
      ...demanded,
    },
    {
      name: "bundle entry about another signature",
      candidates: bundle({ signature: signer.sign(other) }),
      verified: false,
      ...demanded,
    },
    {
      name: "bundle entry that names another key",
      candidates: bundle({ pem: pemOf(stranger.publicKey) }),
      verified: false,
      ...demanded,
    },
    {
      name: "bundle entry about other content",
      candidates: bundle({ payload: statement({ digest: otherDigest }) }),
      verified: false,
      ...demanded,
    },
    {
      name: "legacy entry about another signature where none is demanded",
      candidates: legacy({ signature: signer.sign(other) }),
      verified: false,
      difference: "with its log switched off cosign does not look at an entry that is there",
      ...lenient,
    },
    {
      name: "bundle entry that names another key where none is demanded",
      candidates: bundle({ pem: pemOf(stranger.publicKey) }),
      verified: false,
      difference: "with its log switched off cosign does not look at an entry that is there",
      ...lenient,
    },
  ];
}

/** Keyless signatures of every make. */
export function keylessRows(instance: Instance, stranger: Instance): Row[] {
  const wanted = (identity: string, by = issuer): Pick<Row, "requirement" | "args"> => ({
    requirement: { kind: "keyless", identities: [{ issuer: by, identity }], ...plain },
    args: [...withRoot, "--certificate-identity", identity, "--certificate-oidc-issuer", by],
  });
  const matching = (identityRegExp: string): Pick<Row, "requirement" | "args"> => ({
    requirement: { kind: "keyless", identities: [{ issuer, identityRegExp }], ...plain },
    args: [
      ...withRoot,
      "--certificate-identity-regexp",
      identityRegExp,
      "--certificate-oidc-issuer",
      issuer,
    ],
  });
  const claiming = (ref: string): Pick<Row, "requirement" | "args"> => ({
    requirement: {
      kind: "keyless",
      identities: [{ issuer, identity: workflow, claims: { "workflow-ref": ref } }],
      ...plain,
    },
    args: [...wanted(workflow).args, "--certificate-github-workflow-ref", ref],
  });
  const legacy = (digest: string): Promise<Candidate> =>
    keylessSimply(instance, simplePayload(digest));
  const bundle = (digest: string): Promise<Candidate> =>
    keylessBundle(instance, statement({ digest }));
  const row = (
    name: string,
    verified: boolean,
    asked: Pick<Row, "requirement" | "args">,
    make: (digest: string) => Promise<Candidate>,
    difference?: string,
  ): Row => ({
    name,
    candidates: async (digest) => [await make(digest)],
    verified,
    ...asked,
    ...(difference !== undefined && { difference }),
  });
  const right = wanted(workflow);
  const dev = workflow.replace("main", "dev");
  const extensions = extensionsOf(issuer, { 6: "refs/heads/main" });
  return [
    row("keyless legacy", true, right, legacy),
    row("keyless bundle", true, right, bundle),
    row("keyless bundle in Rekor 2 with a time-stamp", true, right, (digest) =>
      keylessBundle2(instance, statement({ digest })),
    ),
    row("keyless bundle in Rekor 2 without a time-stamp", false, right, (digest) =>
      keylessBundle2(instance, statement({ digest }), { stamped: false }),
    ),
    row("keyless legacy, another identity", false, wanted(dev), legacy),
    row("keyless bundle, another identity", false, wanted(dev), bundle),
    row("keyless legacy, another issuer", false, wanted(workflow, "https://gitlab.com"), legacy),
    row("keyless bundle, another issuer", false, wanted(workflow, "https://gitlab.com"), bundle),
    row("keyless legacy, a part of the identity", false, wanted("release.yml"), legacy),
    row(
      "keyless bundle, a whole expression",
      true,
      matching("^https://github\\.com/acme/.*$"),
      bundle,
    ),
    row(
      "keyless bundle, an expression for a part",
      false,
      matching("github\\.com/acme/"),
      bundle,
      "cosign looks for an expression anywhere in the identity",
    ),
    row("keyless legacy, the claim", true, claiming("refs/heads/main"), (digest) =>
      keylessSimply(instance, simplePayload(digest), { extensions }),
    ),
    row("keyless legacy, another claim", false, claiming("refs/heads/dev"), (digest) =>
      keylessSimply(instance, simplePayload(digest), { extensions }),
    ),
    row("keyless bundle, the claim", true, claiming("refs/heads/main"), (digest) =>
      keylessBundle(instance, statement({ digest }), { extensions }),
    ),
    row("keyless bundle, no such claim", false, claiming("refs/heads/main"), bundle),
    row("keyless legacy of a strange instance", false, right, (digest) =>
      keylessSimply(stranger, simplePayload(digest)),
    ),
    row("keyless bundle of a strange instance", false, right, (digest) =>
      keylessBundle(stranger, statement({ digest })),
    ),
    row("keyless bundle that is not logged", false, right, async (digest) => {
      const { certificate, ...parts } = await keylessParts(instance, statement({ digest }));
      return bundleCandidate(bundleJson(parts.envelope, { certificate }));
    }),
    row("keyless bundle whose entry names another certificate", false, right, async (digest) => {
      const payload = statement({ digest });
      const parts = await keylessParts(instance, payload);
      const pem = certificatePem(await instance.issue(newSigner()));
      const { entry } = await instance.logged(dsseEntry(payload, parts.signature, pem));
      const { certificate } = parts;
      return bundleCandidate(bundleJson(parts.envelope, { certificate, tlogEntries: [entry] }));
    }),
    row("keyless bundle with another's certificate", false, right, async (digest) => {
      const payload = statement({ digest });
      const parts = await keylessParts(instance, payload);
      const certificate = await instance.issue(newSigner());
      const pem = certificatePem(certificate);
      const { entry } = await instance.logged(dsseEntry(payload, parts.signature, pem));
      return bundleCandidate(bundleJson(parts.envelope, { certificate, tlogEntries: [entry] }));
    }),
  ];
}
