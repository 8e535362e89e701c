import { expect, test } from "@jest/globals";
import { filesNamedBy, withPaths, type SignaturesPolicy } from "../../src/policy/signatures.ts";
import { mistakesIn, policyIn } from "./reading-policies.ts";

function sectionIn(text: string): SignaturesPolicy {
  const { signatures } = policyIn(`version: 1\n${text}`);
  if (signatures === undefined) throw new Error("the policy has no section signatures");
  return signatures;
}

const place = { path: "p.yml", line: expect.any(Number), column: expect.any(Number) };
const at = (line: number, column: number) =>
  expect.objectContaining({ path: "p.yml", line, column });

test("a policy without the section says nothing about signatures", () => {
  expect(policyIn("version: 1\n").signatures).toBeUndefined();
});

test("an empty section has its defaults", () => {
  expect(sectionIn("signatures: {}\n")).toEqual({
    images: [],
    unlisted: "warn",
    trustedRoot: undefined,
    clusterImagePolicies: [],
  });
});

test("every key reaches the policy", () => {
  const section = sectionIn(`signatures:
  unlisted: fail
  trusted-root: root.json
  cluster-image-policies: [cips.yaml]
  images:
    - match: ghcr.io/acme/**
      keyless:
        issuer: https://issuer.example
        identity-regexp: ^a$
        workflow-name: release
        workflow-ref: refs/heads/main
        workflow-repository: acme/web
        workflow-sha: abc
        workflow-trigger: push
      key: [a.pub, keys/b.pub]
      hash: sha512
      log: required
      annotations: { env: production }
      repository: ghcr.io/acme/signatures
      platforms: recursive
      attestations:
        - type: slsa-provenance
          builder: B
          source: S
          ref: R
          build-type: T
          where: [{ path: 'predicate.a[0]["b.c"]', equals: 3 }, { path: a, equals: false }]
          key: c.pub
    - { match: "docker.io/**", skip: true, reason: they do not sign }
`);
  const signers = {
    keys: [
      { path: "a.pub", location: at(16, 13) },
      { path: "keys/b.pub", location: at(16, 20) },
    ],
    keyless: [
      {
        issuer: { kind: "exact", text: "https://issuer.example", location: at(9, 17) },
        identity: { kind: "expression", source: "^a$", location: at(10, 26) },
        workflow: {
          name: "release",
          ref: "refs/heads/main",
          repository: "acme/web",
          sha: "abc",
          trigger: "push",
        },
        location: at(8, 7),
      },
    ],
    hash: "sha512",
    log: "required",
  };
  expect(section).toEqual({
    unlisted: "fail",
    trustedRoot: { path: "root.json", location: at(4, 17) },
    clusterImagePolicies: [{ path: "cips.yaml", location: at(5, 28) }],
    images: [
      {
        kind: "demand",
        match: "ghcr.io/acme/**",
        signers,
        annotations: new Map([["env", "production"]]),
        repository: "ghcr.io/acme/signatures",
        platforms: "recursive",
        attestations: [
          {
            type: { kind: "known", name: "slsa-provenance" },
            signers: {
              keys: [{ path: "c.pub", location: at(29, 16) }],
              keyless: [],
              hash: undefined,
              log: "optional",
            },
            provenance: { builder: "B", source: "S", ref: "R", buildType: "T" },
            where: [
              {
                path: 'predicate.a[0]["b.c"]',
                equals: 3,
                location: expect.objectContaining(place),
              },
              { path: "a", equals: false, location: expect.objectContaining(place) },
            ],
            location: at(23, 11),
          },
        ],
        location: at(7, 7),
      },
      {
        kind: "skip",
        match: "docker.io/**",
        reason: "they do not sign",
        location: expect.objectContaining({ line: 30 }),
      },
    ],
  });
});

/** The signers of the first attestation of the first entry. */
function attestationSigners(entry: string) {
  const [first] = sectionIn(`signatures: { images: [{ match: a/**, ${entry} }] }\n`).images;
  return first?.kind === "demand" ? first.attestations[0]?.signers : undefined;
}

test("an attestation without signers is signed by those of its entry", () => {
  const signers = attestationSigners("key: a.pub, attestations: [{ type: spdx }]");
  expect(signers?.keys.map(({ path }) => path)).toEqual(["a.pub"]);
});

test("an attestation's own signers stand instead of those of its entry", () => {
  const signers = attestationSigners("key: a.pub, attestations: [{ type: spdx, key: b.pub }]");
  expect(signers?.keys.map(({ path }) => path)).toEqual(["b.pub"]);
});

test.each([
  "https://github.com/acme/web",
  "https://github.com/acme/web/",
  "git+https://github.com/acme/web.git",
])("a provenance of %s is signed by a workflow that ran for it, if nobody is named", (source) => {
  const signers = attestationSigners(
    `attestations: [{ type: slsa-provenance, source: ${source} }]`,
  );
  expect(signers).toMatchObject({
    keys: [],
    keyless: [
      {
        issuer: { kind: "exact", text: "https://token.actions.githubusercontent.com" },
        identity: { kind: "expression" },
        workflow: { repository: "acme/web" },
      },
    ],
  });
});

test("the files that decide with the section are known, and can be moved", () => {
  const section = sectionIn(`signatures:
  trusted-root: root.json
  cluster-image-policies: [cips.yaml]
  images:
    - { match: a/**, key: a.pub, attestations: [{ type: spdx, key: [b.pub] }, { type: vuln }] }
    - { match: b/**, skip: true, reason: r }
`);
  const named = (of: SignaturesPolicy) => filesNamedBy(of).map(({ key, file }) => [key, file.path]);
  const files = [
    ["signatures.images", "a.pub"],
    ["signatures.images", "b.pub"],
    ["signatures.trusted-root", "root.json"],
    ["signatures.cluster-image-policies", "cips.yaml"],
  ];
  expect(named(section)).toEqual(files);
  const moved = new Set(named(withPaths(section, (path) => `/else/${path}`)).map(([, p]) => p));
  expect(moved).toEqual(new Set(files.map(([, path]) => `/else/${path}`)));
});

const entry = "signatures:\n  images:\n    - match: a/**\n";

test.each<[what: string, text: string, mistakes: string[]]>([
  [
    "an unknown key",
    "signatures:\n  image: []\n",
    ['2:3: unknown key "image" in signatures; did you mean "images"?'],
  ],
  [
    "an entry without match",
    "signatures:\n  images:\n    - key: a.pub\n",
    [
      '3:7: signatures.images[0] lacks the key "match"; it must be a glob of images such as ghcr.io/acme/**',
    ],
  ],
  [
    "a glob with a character of other globs",
    "signatures:\n  images:\n    - { match: 'a/{b,c}', key: a.pub }\n",
    [
      '3:16: signatures.images[0].match is "a/{b,c}"; a glob of images has only letters, digits and -_:/*.@, and its character 3 is "{"',
    ],
  ],
  [
    "an entry that asks for nothing",
    `${entry}      log: optional\n`,
    [
      "3:7: signatures.images[0] asks for nothing; add keyless, key or attestations, or skip: true with a reason",
      "4:7: signatures.images[0] has log without key; keyless signatures must always be in the log, so remove it",
    ],
  ],
  [
    "an entry with an empty list of attestations only",
    `${entry}      attestations: []\n`,
    [
      "3:7: signatures.images[0] asks for nothing; add keyless, key or attestations, or skip: true with a reason",
    ],
  ],
  [
    "an identity without its issuer",
    `${entry}      keyless: { identity: me }\n`,
    [
      "4:7: signatures.images[0].keyless has neither issuer nor issuer-regexp; an identity counts only together with the issuer that vouched for it",
    ],
  ],
  [
    "an issuer without an identity",
    `${entry}      keyless: { issuer: them, workflow-ref: r }\n`,
    [
      "4:7: signatures.images[0].keyless has neither identity nor identity-regexp; an issuer vouches for everybody who has an account there",
    ],
  ],
  [
    "both ways to name an identity",
    `${entry}      keyless:\n        - { issuer: i, identity: a, identity-regexp: a }\n`,
    ["5:37: signatures.images[0].keyless[0] has identity and identity-regexp; keep one of them"],
  ],
  [
    "an expression that does not compile",
    `${entry}      keyless: { issuer: i, identity-regexp: 'a(' }\n`,
    [
      '4:46: signatures.images[0].keyless.identity-regexp is "a("; it is not a regular expression of RE2: missing closing ): `a(`',
    ],
  ],
  [
    "a misspelt claim",
    `${entry}      keyless: { issuer: i, identity: a, workflow-reff: r }\n`,
    [
      '4:42: unknown key "workflow-reff" in signatures.images[0].keyless; did you mean "workflow-ref"?',
    ],
  ],
  [
    "no alternatives at all",
    `${entry}      keyless: []\n      key: []\n`,
    [
      "4:7: signatures.images[0].keyless is a list; it must be a mapping with issuer and identity, or a list of such mappings, not an empty list",
      "5:7: signatures.images[0].key is a list; it must be the path of a file with public keys, or a list of paths, not an empty list",
    ],
  ],
  [
    "keys outside the repository",
    `${entry}      key: [/etc/a.pub, ../a.pub, ./a.pub, 'C:\\a.pub']\n`,
    [
      '4:13: signatures.images[0].key[0] is "/etc/a.pub"; it must be relative to the root of the repository',
      '4:25: signatures.images[0].key[1] is "../a.pub"; it must stay in the repository, without ".."',
      '4:35: signatures.images[0].key[2] is "./a.pub"; it is written without "./", from the root of the repository',
      '4:44: signatures.images[0].key[3] is "C:\\\\a.pub"; it must be relative to the root of the repository',
    ],
  ],
  [
    "keys that are no files",
    `${entry}      key: [awskms:///alias/a, "-----BEGIN PUBLIC KEY-----"]\n`,
    [
      '4:13: signatures.images[0].key[0] is "awskms:///alias/a"; it is an address; put the file itself into the repository and name its path',
      '4:32: signatures.images[0].key[1] is "-----BEGIN PUBLIC KEY-----"; it is the content of a file; put it into a file of the repository and name that',
    ],
  ],
  [
    "a hash without a key",
    `${entry}      keyless: { issuer: i, identity: a }\n      hash: sha512\n`,
    [
      "5:7: signatures.images[0] has hash without key; certificates say themselves what was signed, so remove it",
    ],
  ],
  [
    "a keyless signer without the log",
    `${entry}      keyless: { issuer: i, identity: a }\n      log: optional\n`,
    [
      "5:7: signatures.images[0] has log without key; keyless signatures must always be in the log, so remove it",
    ],
  ],
  [
    "an unknown hash and an unknown log",
    `${entry}      key: a.pub\n      hash: sha1\n      log: always\n`,
    [
      '5:13: signatures.images[0].hash is "sha1"; it must be one of sha256, sha384, sha512',
      '6:12: signatures.images[0].log is "always"; it must be one of required, optional',
    ],
  ],
  [
    "annotations without a signature",
    `${entry}      annotations: { a: b }\n      attestations: [{ type: spdx, key: a.pub }]\n`,
    [
      "4:7: signatures.images[0] has annotations without keyless or key; they are those of the image's own signature",
    ],
  ],
  [
    "an annotation that is no text",
    `${entry}      key: a.pub\n      annotations: { a: 1 }\n`,
    [
      "5:25: signatures.images[0].annotations.a is 1; it must be text; text that YAML reads as something else needs quotes",
    ],
  ],
  [
    "an attestation of no type and one of a misspelt type",
    `${entry}      key: a.pub\n      attestations:\n        - where: []\n        - type: cyclondx\n`,
    [
      '6:11: signatures.images[0].attestations[0] lacks the key "type"; it must be slsa-provenance, spdx, cyclonedx, vuln, openvex, or the URI of a predicate type',
      '7:17: signatures.images[0].attestations[1].type is "cyclondx"; it must be slsa-provenance, spdx, cyclonedx, vuln, openvex or the URI of a predicate type; did you mean "cyclonedx"?',
    ],
  ],
  [
    "an attestation by anybody",
    `${entry}      attestations:\n        - type: spdx\n        - { type: slsa-provenance, source: https://gitlab.example/a/b }\n`,
    [
      "5:11: signatures.images[0].attestations[0] does not say who must have signed it; add keyless or key, or with slsa-provenance the source on github.com",
      "6:13: signatures.images[0].attestations[1] does not say who must have signed it; add keyless or key, or with slsa-provenance the source on github.com",
    ],
  ],
  [
    "an attestation whose signer has a mistake, which is not told twice",
    `${entry}      attestations: [{ type: spdx, key: /a.pub }]\n`,
    [
      '4:41: signatures.images[0].attestations[0].key is "/a.pub"; it must be relative to the root of the repository',
    ],
  ],
  [
    "what only a provenance says",
    `${entry}      attestations: [{ type: spdx, key: a.pub, builder: b }]\n`,
    [
      "4:48: signatures.images[0].attestations[0] has builder, which only slsa-provenance says; use where for the fields of other predicates",
    ],
  ],
  [
    "conditions that are none",
    `${entry}      key: a.pub\n      attestations:\n        - type: spdx\n          where: [{ path: 'a b', equals: 1 }, { path: a }, { path: a, equals: [1] }]\n`,
    [
      '7:27: signatures.images[0].attestations[0].where[0].path is "a b"; "a b" is not a path at character 2; write e.g. predicate.buildDefinition.buildType or materials[0].uri',
      '7:49: signatures.images[0].attestations[0].where[1] lacks the key "equals"; it must be text, a number, true or false',
      "7:71: signatures.images[0].attestations[0].where[2].equals is a list; it must be text, a number, true or false",
    ],
  ],
  [
    "a repository with a tag, and one that is none",
    `${entry}      key: a.pub\n      repository: ghcr.io/a/b:c\n    - { match: b/**, key: a.pub, repository: https://ghcr.io/a }\n`,
    [
      '5:19: signatures.images[0].repository is "ghcr.io/a/b:c"; it must be a repository, without tag and digest',
      '6:46: signatures.images[1].repository is "https://ghcr.io/a"; it is not a repository: it has a scheme at character 1; references start with the host',
    ],
  ],
  [
    "a skip without a reason",
    `${entry}      skip: true\n`,
    ["4:13: signatures.images[0] skips its images without a reason; add reason"],
  ],
  [
    "a skip that asks for something",
    `${entry}      skip: true\n      reason: r\n      key: a.pub\n`,
    ["6:7: signatures.images[0] skips its images and has key as well; remove one of them"],
  ],
  [
    "a reason for nothing",
    `${entry}      key: a.pub\n      reason: r\n`,
    [
      "5:7: signatures.images[0] has a reason and nothing to give one for; it belongs to skip: true",
    ],
  ],
  [
    "words that are none of the list",
    `signatures:\n  unlisted: deny\n  images: [{ match: a/**, key: k, platforms: all }]\n`,
    [
      '2:13: signatures.unlisted is "deny"; it must be one of ignore, warn, fail',
      '3:46: signatures.images[0].platforms is "all"; it must be one of top, recursive',
    ],
  ],
  [
    "files outside the repository",
    "signatures:\n  trusted-root: https://a.example/root.json\n  cluster-image-policies: [../a.yaml]\n",
    [
      '2:17: signatures.trusted-root is "https://a.example/root.json"; it is an address; put the file itself into the repository and name its path',
      '3:28: signatures.cluster-image-policies[0] is "../a.yaml"; it must stay in the repository, without ".."',
    ],
  ],
])("%s is a mistake", (_, text, mistakes) => {
  const shifted = mistakes.map((mistake) =>
    mistake.replace(/^\d+/, (line) => `p.yml:${Number(line) + 1}`),
  );
  expect(mistakesIn(`version: 1\n${text}`)).toEqual(shifted);
});
