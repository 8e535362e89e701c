import { expect, test } from "@jest/globals";
import { RE2JS } from "re2js";
import type { Way } from "../../../../src/checks/signatures/need.ts";
import { mistakesOf, policiesOf, publicKey, withAuthorities, withSpec } from "./reading-objects.ts";

const who = "{ issuer: https://issuer.example, subject: me@example.org }";
const keyless = `keyless: { identities: [${who}] }`;

function onlyPolicy(text: string) {
  const [policy, ...more] = policiesOf(text);
  if (policy === undefined || more.length > 0) throw new Error("the file has not one policy");
  return policy;
}

/** The ways of the authorities, whose text begins in line 7. */
function waysOf(authorities: string): readonly Way[] {
  return onlyPolicy(withAuthorities(authorities)).ways;
}

function requirementsOf(authority: string) {
  const [way] = waysOf(authority);
  if (way?.kind !== "requirements") throw new Error("the authority asks for no signature");
  return way;
}

test.each(["v1alpha1", "v1beta1"])("a policy of %s is read with every default", (version) => {
  const text = withAuthorities(`  - ${keyless}\n`).replace("v1beta1", version);
  const policy = onlyPolicy(text);
  expect(policy).toMatchObject({
    title: "ClusterImagePolicy/p",
    mode: "enforce",
    match: [],
    location: { path: "cip.yaml", line: 3 },
  });
  expect(policy.globs.map(({ pattern }) => pattern)).toEqual(["**"]);
  expect(policy.ways).toEqual([
    {
      kind: "requirements",
      all: [
        {
          kind: "keyless",
          identities: [{ issuer: "https://issuer.example", identity: "me@example.org" }],
          format: "either",
          annotations: {},
        },
      ],
      kept: {},
      location: expect.objectContaining({ line: 7, column: 5 }),
    },
  ]);
});

test("all policies of a file count, those in a list too, and other objects do not matter", () => {
  const one = withAuthorities(`  - ${keyless}\n`);
  const listed = `apiVersion: v1
kind: List
items:
  - { apiVersion: policy.sigstore.dev/v1beta1, kind: ClusterImagePolicy, metadata: { name: q }, spec: { mode: warn, images: [{ glob: a }], authorities: [{ static: { action: pass } }] } }
`;
  const other = "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: c }\n";
  const policies = policiesOf([one, other, listed].join("---\n"));
  expect(policies.map(({ title, mode }) => [title, mode])).toEqual([
    ["ClusterImagePolicy/p", "enforce"],
    ["ClusterImagePolicy/q", "warn"],
  ]);
});

test("several keys in one authority are alternatives, with the hash that it names", () => {
  const data = `${publicKey(10)}\n${publicKey(10)}`;
  const { all } = requirementsOf(
    `  - key:\n        hashAlgorithm: SHA512\n        data: |\n${data}\n`,
  );
  expect(all).toMatchObject([{ kind: "key", log: "optional" }]);
  const keys = all[0]?.kind === "key" ? all[0].keys : [];
  expect(keys.map(({ hashes }) => hashes)).toEqual([["sha512"], ["sha512"]]);
  expect(new Set(keys.map(({ fingerprint }) => fingerprint)).size).toBe(2);
});

test.each<[ctlog: string, log: string]>([
  ["ctlog: { url: https://rekor.sigstore.dev }", "required"],
  ["ctlog: {}", "optional"],
])("%s: an entry in the log is %s with a key", (ctlog, log) => {
  const { all } = requirementsOf(`  - key: { data: "${inline()}" }\n    ${ctlog}\n`);
  expect(all).toMatchObject([{ kind: "key", log }]);
});

test("expressions are found anywhere in the text, as in policy-controller", () => {
  const { all } = requirementsOf(
    "  - keyless: { identities: [{ issuerRegExp: 'b|c', subjectRegExp: ^x }] }\n",
  );
  const [identity] = all[0]?.kind === "keyless" ? all[0].identities : [];
  const [issuer, subject] = [
    identity !== undefined && "issuerRegExp" in identity ? identity.issuerRegExp : "",
    identity !== undefined && "identityRegExp" in identity ? identity.identityRegExp : "",
  ];
  expect(["abd", "aca", "ad"].map((text) => RE2JS.compile(issuer).matches(text))).toEqual([
    true,
    true,
    false,
  ]);
  expect(["xy", "yx"].map((text) => RE2JS.compile(subject).matches(text))).toEqual([true, false]);
});

test("attestations stand instead of the signature, every one of them", () => {
  const { all } = requirementsOf(
    `  - ${keyless}
    signatureFormat: bundle
    attestations:
      - { name: a, predicateType: slsaprovenance }
      - { name: b, predicateType: custom }
      - { name: c, predicateType: https://a.example/b }
`,
  );
  expect(all.map(({ format, attestation }) => [format, attestation?.type])).toEqual([
    ["bundle", { predicateType: "https://slsa.dev/provenance/v0.2" }],
    ["bundle", { predicateType: "https://cosign.sigstore.dev/attestation/v1" }],
    ["bundle", { predicateType: "https://a.example/b" }],
  ]);
});

test("a source says where signatures are kept", () => {
  const { kept } = requirementsOf(
    `  - ${keyless}\n    source: [{ oci: ghcr.io/acme/signatures, tagPrefix: rel, signaturePullSecrets: [{ name: s }] }]\n`,
  );
  expect(kept).toEqual({ repository: "ghcr.io/acme/signatures", tagPrefix: "rel" });
});

test("a static answer needs no signature", () => {
  expect(
    waysOf("  - static: { action: pass }\n  - static: { action: fail, message: never }\n"),
  ).toMatchObject([
    { kind: "static", passes: true, message: undefined },
    { kind: "static", passes: false, message: "never" },
  ]);
});

test.each<[what: string, authority: string, reason: string]>([
  [
    "a key in a key service",
    "key: { kms: hashivault://key/path }",
    "spec.authorities[0].key.kms names a key that only its key service has",
  ],
  [
    "a key in a secret",
    "key: { secretRef: { name: s } }",
    "spec.authorities[0].key.secretRef names a secret, which only the cluster has",
  ],
  [
    "a hash that nothing here makes",
    `key: { data: "${inline()}", hashAlgorithm: sha224 }`,
    "spec.authorities[0].key asks for sha224, which is not supported",
  ],
  [
    "an authority of its own",
    `keyless: { identities: [${who}], ca-cert: { secretRef: { name: s } } }`,
    "spec.authorities[0].keyless.ca-cert names an authority of its own, and only a trusted root can",
  ],
  [
    "a trust root",
    `keyless: { identities: [${who}], trustRootRef: r }`,
    "spec.authorities[0].keyless.trustRootRef names a TrustRoot, which only the cluster has",
  ],
  [
    "a trust root for the log",
    `${keyless}\n    ctlog: { trustRootRef: r }`,
    "spec.authorities[0].ctlog.trustRootRef names a TrustRoot, which only the cluster has",
  ],
  [
    "a trust root for time stamps",
    `${keyless}\n    rfc3161timestamp: { trustRootRef: r }`,
    "spec.authorities[0].rfc3161timestamp.trustRootRef names a TrustRoot, which only the cluster has",
  ],
  [
    "nothing but a time stamp",
    "rfc3161timestamp: {}",
    "spec.authorities[0] asks for a time stamp by anybody, which says nothing about who signed",
  ],
  [
    "a program for an attestation",
    `${keyless}\n    attestations: [{ name: a, predicateType: vuln }, { name: b, predicateType: spdx, policy: { type: rego, data: x } }]`,
    "spec.authorities[0].attestations[1].policy is a program in rego, and none is run here",
  ],
  [
    "a program in a config map",
    `${keyless}\n    attestations: [{ name: b, predicateType: spdx, policy: { type: cue, configMapRef: { name: m, key: k } } }]`,
    "spec.authorities[0].attestations[0].policy is a program in cue, and none is run here",
  ],
])("%s cannot be evaluated, and the authority beside it can", (_, authority, reason) => {
  const ways = waysOf(`  - ${authority}\n  - ${keyless}\n`);
  expect(ways).toMatchObject([
    { kind: "undecidable", reason, location: { path: "cip.yaml", line: 7 } },
    { kind: "requirements" },
  ]);
});

test("a program for the whole leaves no way open but those that are closed anyway", () => {
  const { ways } = onlyPolicy(
    withSpec(`  images: [{ glob: a }]
  policy: { type: cue, data: x, fetchConfigFile: true, includeSpec: true }
  authorities:
    - ${keyless}
    - static: { action: pass }
    - static: { action: fail }
`),
  );
  expect(ways).toMatchObject([
    {
      kind: "undecidable",
      reason: "spec.policy is a program in cue, and none is run here",
      location: { line: 6 },
    },
    { kind: "undecidable" },
    { kind: "static", passes: false },
  ]);
});

test("what is not done as written is said", () => {
  const { notes } = onlyPolicy(
    withAuthorities(`  - keyless:
      url: https://fulcio.example
      insecureIgnoreSCT: true
      identities: [${who}, { issuerRegExp: a$, subjectRegExp: ^b$ }]
    ctlog: { url: https://rekor.example }
    source: [{ signaturePullSecrets: [{ name: s }] }]
`),
  );
  expect(notes).toEqual([
    "spec.authorities[0].keyless.identities[1].issuerRegExp has no ^ in front: whatever holds a match lets a signature count.",
    "spec.authorities[0].keyless.url is not asked: certificates must lead to the trusted root of this run.",
    "spec.authorities[0].keyless.insecureIgnoreSCT is not followed: certificates must be logged.",
    "spec.authorities[0].source[0].signaturePullSecrets is not used: the credentials are those of this run.",
    "spec.authorities[0] has no signatureFormat: signatures of both formats count, while policy-controller looks at legacy ones only.",
    "spec.authorities[0].ctlog.url is not asked: entries must lead to the trusted root of this run.",
  ]);
});

test("what is done as written is not said", () => {
  const { notes } = onlyPolicy(
    withAuthorities(`  - keyless:
      url: https://fulcio.sigstore.dev
      identities: [${who}]
    ctlog: { url: https://rekor.sigstore.dev }
    signatureFormat: legacy
`),
  );
  expect(notes).toEqual([]);
});

test.each<[what: string, text: string, mistakes: string[]]>([
  [
    "no policy at all",
    "apiVersion: v1\nkind: ConfigMap\n",
    ["1:1: has no ClusterImagePolicy of policy.sigstore.dev; name a file that has one"],
  ],
  [
    "a version that does not exist",
    withAuthorities(`  - ${keyless}\n`).replace("v1beta1", "v1"),
    ["1:13: apiVersion must be policy.sigstore.dev/v1beta1 or policy.sigstore.dev/v1alpha1"],
  ],
  [
    "no name and no spec",
    "apiVersion: policy.sigstore.dev/v1beta1\nkind: ClusterImagePolicy\n",
    [
      "1:1: the ClusterImagePolicy has no metadata.name",
      "1:1: spec has no value; it must be a mapping with images and authorities",
    ],
  ],
  [
    "no images and no authorities",
    withSpec("  mode: warn\n"),
    [
      '4:1: spec lacks the key "images"; it must be a list of mappings with glob',
      '4:1: spec lacks the key "authorities"; it must be a list of authorities',
    ],
  ],
  [
    "empty images and empty authorities",
    withSpec("  images: []\n  authorities: []\n"),
    [
      "5:3: spec.images is a list; it must be a list of mappings with glob, not an empty one",
      "6:3: spec.authorities is a list; it must be a list of authorities, not an empty one",
    ],
  ],
  [
    "a glob that is a regular expression, and none",
    withSpec(
      `  images: [{ glob: "image[a-z]" }, { glob: "" }, {}]\n  authorities: [{ ${keyless} }]\n`,
    ),
    [
      '5:20: spec.images[0].glob is "image[a-z]"; a glob of images has only letters, digits and -_:/*.@, and its character 6 is "["',
      '5:44: spec.images[1].glob is ""; it must be a glob of images',
      '5:50: spec.images[2] lacks the key "glob"; it must be a glob of images',
    ],
  ],
  [
    "an unknown mode",
    withSpec(`  images: [{ glob: a }]\n  mode: audit\n  authorities: [{ ${keyless} }]\n`),
    ['6:9: spec.mode is "audit"; it must be one of enforce, warn'],
  ],
  [
    "an authority of no kind",
    withAuthorities("  - name: a\n"),
    ["7:5: spec.authorities[0] has none of key, keyless, static; add one of them"],
  ],
  [
    "an authority of two kinds",
    withAuthorities(`  - key: { kms: "awskms:///a" }\n    ${keyless}\n`),
    ["8:5: spec.authorities[0] has key and keyless; keep one of them"],
  ],
  [
    "an empty key",
    withAuthorities("  - key: {}\n"),
    ["7:5: spec.authorities[0].key has none of data, secretRef, kms; add one of them"],
  ],
  [
    "a key in two places",
    withAuthorities('  - key: { kms: "gcpkms://a", secretRef: { name: a } }\n'),
    ["7:31: spec.authorities[0].key has kms and secretRef; keep one of them"],
  ],
  [
    "a key service that nobody knows",
    withAuthorities("  - key: { kms: kms://a }\n"),
    [
      '7:17: spec.authorities[0].key.kms is "kms://a"; it must begin with one of awskms://, azurekms://, gcpkms://, hashivault://',
    ],
  ],
  [
    "a key that is none",
    withAuthorities("  - key: { data: nonsense }\n"),
    ["7:18: spec.authorities[0].key.data holds no public key; write the PEM text of one or more"],
  ],
  [
    "a hash that does not exist",
    withAuthorities(`  - key: { data: "${inline()}", hashAlgorithm: sha42 }\n`),
    [
      expect.stringContaining(
        'spec.authorities[0].key.hashAlgorithm is "sha42"; it must be one of sha224, sha256, sha384, sha512',
      ) as unknown as string,
    ],
  ],
  [
    "keyless without identities",
    withAuthorities("  - keyless: {}\n  - keyless: { identities: [] }\n"),
    [
      '7:5: spec.authorities[0].keyless lacks the key "identities"; it must be a list of identities',
      "8:16: spec.authorities[1].keyless.identities is a list; it must be a list of identities, not an empty one",
    ],
  ],
  [
    "identities that everybody has",
    withAuthorities("  - keyless: { identities: [{ issuer: a }, { subject: a }, {}] }\n"),
    [
      "7:31: spec.authorities[0].keyless.identities[0] has none of subject, subjectRegExp; add one of them",
      "7:46: spec.authorities[0].keyless.identities[1] has none of issuer, issuerRegExp; add one of them",
      "7:60: spec.authorities[0].keyless.identities[2] has none of issuer, issuerRegExp; add one of them",
      "7:60: spec.authorities[0].keyless.identities[2] has none of subject, subjectRegExp; add one of them",
    ],
  ],
  [
    "identities with expressions that do not compile, or with both",
    withAuthorities(
      "  - keyless: { identities: [{ issuerRegExp: '(', subject: a, subjectRegExp: a }] }\n",
    ),
    [
      '7:45: spec.authorities[0].keyless.identities[0].issuerRegExp is "("; it is not a regular expression of RE2: missing closing ): `(`',
      "7:62: spec.authorities[0].keyless.identities[0] has subject and subjectRegExp; keep one of them",
    ],
  ],
  [
    "an instance and its certificates",
    withAuthorities(
      `  - keyless: { url: https://a.example, ca-cert: { data: x }, identities: [${who}] }\n`,
    ),
    ["7:40: spec.authorities[0].keyless has url and ca-cert; keep one of them"],
  ],
  [
    "a misspelt key",
    withAuthorities(`  - ${keyless}\n    attestation: []\n`),
    ['8:5: unknown key "attestation" in spec.authorities[0]; did you mean "attestations"?'],
  ],
  [
    "a static answer that is none, and one beside signatures",
    withAuthorities(
      "  - static: { action: maybe }\n  - static: { action: pass }\n    ctlog: {}\n    attestations: []\n",
    ),
    [
      '7:23: spec.authorities[0].static.action is "maybe"; it must be one of pass, fail',
      "9:5: spec.authorities[1] is static and has ctlog, which looks at no signature",
      "10:5: spec.authorities[1] is static and has attestations, which looks at no signature",
    ],
  ],
  [
    "several sources, and sources that are none",
    withAuthorities(
      `  - ${keyless}\n    source: [{ oci: ghcr.io }, { oci: "a/b:c", tagPrefix: "-" }]\n`,
    ),
    [
      '8:21: spec.authorities[0].source[0].oci is "ghcr.io"; it is a registry; write the repository in it as well',
      "8:34: spec.authorities[0].source has several sources, and only one may stand there",
      '8:39: spec.authorities[0].source[1].oci is "a/b:c"; it must be a repository, without tag and digest',
      '8:59: spec.authorities[0].source[1].tagPrefix is "-"; a tag has only letters, digits and _.-, and begins with none of the last two',
    ],
  ],
  [
    "attestations that are none",
    withAuthorities(
      `  - ${keyless}\n    attestations: [{ predicateType: spdx }, { name: a, predicateType: sbom }]\n`,
    ),
    [
      '8:22: spec.authorities[0].attestations[0] lacks the key "name"; it must be the name of the attestation',
      '8:71: spec.authorities[0].attestations[1].predicateType is "sbom"; it must be one of custom, slsaprovenance, spdx, spdxjson, cyclonedx, link, vuln, or a URI',
    ],
  ],
  [
    "programs that are none",
    withAuthorities(
      `  - ${keyless}\n    attestations:\n    - name: a\n      predicateType: spdx\n      policy: { type: lua, fetchConfigFile: true }\n`,
    ),
    [
      "11:7: spec.authorities[0].attestations[0].policy has none of data, remote, configMapRef; add one of them",
      '11:23: spec.authorities[0].attestations[0].policy.type is "lua"; it must be one of cue, rego',
      "11:28: spec.authorities[0].attestations[0].policy has fetchConfigFile; only spec.policy may",
    ],
  ],
  [
    "a format that does not exist",
    withAuthorities(`  - ${keyless}\n    signatureFormat: new\n`),
    ['8:22: spec.authorities[0].signatureFormat is "new"; it must be one of legacy, bundle'],
  ],
  [
    "a match for what nobody reviews, and selectors that are none",
    withSpec(`  images: [{ glob: a }]
  match:
  - resource: services
  - selector: { matchLabels: { a: b } }
  - resource: pods
    selector: { matchExpressions: [{ key: a, operator: Like }] }
  authorities: [{ ${keyless} }]
`),
    [
      '7:15: spec.match[0].resource is "services"; it must be one of replicasets, deployments, pods, cronjobs, jobs, statefulsets, daemonsets',
      "8:5: spec.match[1] has a selector and no resource to select of",
      "10:5: spec.match[2].selector is not a selector of labels; it must have matchLabels or matchExpressions as Kubernetes knows them",
    ],
  ],
])("%s is a mistake", (_, text, mistakes) => {
  const expected: readonly unknown[] = mistakes.map((mistake) =>
    typeof mistake === "string" ? `cip.yaml:${mistake}` : mistake,
  );
  expect(mistakesOf(text)).toEqual(expected);
});

/** A public key as a text in double quotes. */
function inline(): string {
  return `${publicKey(0)}\n`.replaceAll("\n", "\\n");
}
