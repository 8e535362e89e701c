import { expect, test } from "@jest/globals";
import { filesNamedIn, withFilePaths } from "../../src/policy/named-files.ts";
import { mistakesIn, policyIn } from "./reading-policies.ts";

const at = (line: number, column: number) =>
  expect.objectContaining({ path: "p.yml", line, column });

test("every key reaches the policy", () => {
  const { vulnerabilities } = policyIn(`version: 1
vulnerabilities:
  vex-attestations:
    - match: ghcr.io/acme/**
      key: [a.pub, b.pub]
      hash: sha512
      log: required
      repository: ghcr.io/acme/vex
    - match: quay.io/acme/**
      keyless: { issuer: https://a.example, identity-regexp: "^b$" }
`);
  expect(vulnerabilities?.vexAttestations).toEqual([
    {
      match: "ghcr.io/acme/**",
      signers: {
        keys: [
          { path: "a.pub", location: at(5, 13) },
          { path: "b.pub", location: at(5, 20) },
        ],
        keyless: [],
        hash: "sha512",
        log: "required",
      },
      repository: "ghcr.io/acme/vex",
      location: at(4, 7),
    },
    {
      match: "quay.io/acme/**",
      signers: {
        keys: [],
        keyless: [
          {
            issuer: { kind: "exact", text: "https://a.example", location: at(10, 26) },
            identity: { kind: "expression", source: "^b$", location: at(10, 62) },
            workflow: {},
            location: at(10, 7),
          },
        ],
        hash: undefined,
        log: "optional",
      },
      repository: undefined,
      location: at(9, 7),
    },
  ]);
});

test.each([
  [
    "{ match: a/** }",
    "vulnerabilities.vex-attestations[0] does not say whose attestations count; add keyless or key",
  ],
  [
    "{ match: a/**, keyless: { issuer: i, identity: i }, hash: sha256 }",
    "vulnerabilities.vex-attestations[0] has hash without key; certificates say themselves what was signed, so remove it",
  ],
  [
    "{ match: 'https://a/**', key: k }",
    'vulnerabilities.vex-attestations[0].match is "https://a/**"; it has a scheme; begin with the registry, without https://',
  ],
  [
    "{ match: a/**, key: ../k }",
    'vulnerabilities.vex-attestations[0].key is "../k"; it must stay in the repository, without ".."',
  ],
  [
    "{ match: a/**, key: k, repository: 'ghcr.io/acme/vex:1' }",
    'vulnerabilities.vex-attestations[0].repository is "ghcr.io/acme/vex:1"; it must be a repository, without tag and digest',
  ],
  [
    "{ match: a/**, key: k, attestations: [] }",
    'unknown key "attestations" in vulnerabilities.vex-attestations[0]; valid here: match, keyless, key, hash, log, repository',
  ],
])("%s is a mistake", (entry, mistake) => {
  const text = `version: 1\nvulnerabilities: { vex-attestations: [${entry}] }\n`;
  expect(mistakesIn(text).map((line) => line.replace(/^p\.yml:2:\d+: /, ""))).toEqual([mistake]);
});

test("the files of keys are named and can be moved", () => {
  const policy = policyIn(
    "{ version: 1, vulnerabilities: { vex-attestations: [{ match: a/**, key: [a.pub, b.pub] }] } }",
  );
  expect(filesNamedIn(policy)).toEqual([
    { key: "vulnerabilities.vex-attestations", path: "a.pub" },
    { key: "vulnerabilities.vex-attestations", path: "b.pub" },
  ]);
  const moved = withFilePaths(policy, (path) => `/base/${path}`);
  expect(moved.vulnerabilities?.vexAttestations[0]?.signers.keys).toEqual([
    { path: "/base/a.pub", shown: "a.pub", location: expect.any(Object) },
    { path: "/base/b.pub", shown: "b.pub", location: expect.any(Object) },
  ]);
});
