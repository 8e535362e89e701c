import { policyShape } from "../../src/policy/schema.ts";
import type { Key, Keys } from "../../src/policy/shape.ts";

/** docs/policy.schema.json: what editors complete and check a policy file by. */
export function policySchema(): string {
  const schema = {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "Portcullis policy",
    description: "The policy of a repository, .github/portcullis.yml.",
    ...policyShape.schema,
  };
  return `${JSON.stringify(schema, null, 2)}\n`;
}

/** docs/policy.md: the reference of the policy file, a section for each key. */
export function policyReference(): string {
  const keys = policyShape.below?.keys ?? {};
  return [
    introduction,
    example,
    ...sections("", keys),
    patterns,
    imageGlobs,
    strictness,
    waivers,
    "",
  ].join("\n\n");
}

/** A key by its full name, such as `waivers[].rule`, with what there is to say about it. */
export interface NamedKey {
  readonly name: string;
  readonly key: Key<unknown>;
}

/** Every key of the policy file with its full name, parents first. */
export function allKeys(prefix = "", keys: Keys = policyShape.below?.keys ?? {}): NamedKey[] {
  return Object.entries(keys).flatMap(([last, key]) => {
    const name = `${prefix}${last}`;
    const { below } = key.shape;
    return [
      { name, key },
      ...(below === undefined ? [] : allKeys(`${name}${below.join}`, below.keys)),
    ];
  });
}

function sections(prefix: string, keys: Keys): string[] {
  return allKeys(prefix, keys).map(({ name, key }) =>
    [
      `### \`${name}\``,
      key.about,
      `- Value: ${key.shape.what}.\n- Default: ${key.fallback}.`,
      `\`\`\`yaml\n${key.example}\n\`\`\``,
    ].join("\n\n"),
  );
}

/** A policy with every key, for the head of the page; the tests read it. */
export const completeExample = `version: 1
fail-on: high
gate: all # or new: what the base has already does not fail
on: # strictness by event
  pull_request: { mode: warn }
  release: { fail-on: medium }
require: [registries, manifests]
exclude: [vendor/, "**/testdata/**"]
registries:
  allow: [ghcr.io/acme/, docker.io/bitnami/]
  require-digest: true
  constraints: [policies/allowed-repos.yaml]
  insecure: [registry.lan:5000]
  token-hosts: [auth.example.com]
  mirrors: { docker.io: [mirror.example.com/hub] }
  ca: policies/registry-ca.pem
signatures:
  unlisted: fail
  trusted-root: policies/trusted_root.json
  cluster-image-policies: [policies/images.yaml]
  images:
    - match: ghcr.io/acme/**
      keyless:
        - issuer: https://token.actions.githubusercontent.com
          identity: https://github.com/acme/web/.github/workflows/release.yml@refs/heads/main
        - issuer-regexp: "^https://token\\\\.actions\\\\.githubusercontent\\\\.com$"
          identity-regexp: "^https://github\\\\.com/acme/.*@refs/tags/v.*$"
          workflow-name: release
          workflow-ref: refs/tags/v1.2.3
          workflow-repository: acme/web
          workflow-sha: 4f0c5e1d9b7a3c2e8d6f1a0b9c8d7e6f5a4b3c2d
          workflow-trigger: push
      platforms: recursive
    - match: registry.example.com/**
      key: [keys/release.pub, keys/release-2.pub]
      hash: sha256
      log: required
      annotations: { environment: production }
      repository: registry.example.com/signatures
    - match: ghcr.io/acme/web**
      attestations:
        - type: slsa-provenance
          builder: https://github.com/actions/runner/github-hosted
          source: https://github.com/acme/web
          ref: refs/heads/main
          build-type: https://actions.github.io/buildtypes/workflow/v1
        - type: cyclonedx
          key: keys/scanner.pub
          where: [{ path: predicate.bomFormat, equals: CycloneDX }]
    - match: docker.io/library/busybox:**
      skip: true
      reason: used in tests only
vulnerabilities:
  trivy:
    version: 0.74.0
    sha256: 2ae6fe3ee734b7fdf11335663e18c75ea12dccc76062f09f164a3b0f8be4371a # on linux/amd64
    mirror: https://mirror.example.com/trivy
  # or trivy: { path: /usr/local/bin/trivy }
  db-repository: [registry.example.com/mirror/trivy-db:2]
  java-db-repository: registry.example.com/mirror/trivy-java-db:1
  max-db-age: 48h
  platforms: [linux/amd64, linux/arm64]
  timeout: 10m
  ignore-unfixed: true
  grace: 14d
  fail-on-kev: true
  epss-threshold: 0.1
  epss: https://mirror.example.com/epss_scores-current.csv.gz
  kev: policies/known_exploited_vulnerabilities.json
  secrets: true
  fail-on-end-of-life: true
  vex: [policies/web.openvex.json]
  vex-attestations: # those of cosign attest --type openvex
    - match: ghcr.io/acme/**
      key: policies/vex.pub
  ignore-files: [.trivyignore.yaml]
  rules: { image/*: off, image/runs-as-root: medium }
commits:
  require: trusted
  allowed-signers: .github/allowed_signers
  revoked-keys: .github/revoked_keys
  openpgp-keys: [.github/keys/ann.asc]
  x509-roots: .github/keys/root.pem
  gitsign-identities:
    - issuer: https://github.com/login/oauth
      identity: ann@example.com
  identity: author
  since-commit: 4f0c2b7e9d1a3c5b8e6f7a9d0c1b2e3f4a5d6c7b
  exempt-commits:
    - commit: 7d2e4a6b8c0d1e3f5a7b9c1d3e5f7a9b1c3d5e7f
      reason: pushed by the release bot before it had a key
  min-rsa-bits: 3072
  max-commits: 5000
  github-web-flow: known-authors
  github-authors: ["49699333+dependabot[bot]@users.noreply.github.com"]
  github-api: fallback
manifests:
  pod-security: restricted:v1.33
  rules: { pod-security/host-ports: off }
waivers:
  - rule: pod-security/host-namespaces
    path: deploy/node-agent.yaml
    resource: DaemonSet/node-agent
    reason: the agent reads host interfaces
    owner: "@acme/platform"
    expires: 2027-01-31
  - rule: registries/*
    image: quay.io/prometheus/**
    reason: the mirror moves in spring
`;

const introduction = `# The policy file

Made from \`src/policy/schema.ts\` by \`npm run docs\`.

Portcullis reads its policy from \`.github/portcullis.yml\`, or from the file that \`--policy\` names.
Without a policy file every default below counts. Only \`version\` is required in the file. Whatever
the file has that is not described here is a mistake: the run ends without a verdict (exit status 2)
and lists all mistakes with line and column.

Editors that know [policy.schema.json](policy.schema.json) complete and check the file while you
write; with the YAML language server, put this at its top, with the path or address of the schema:

\`\`\`yaml
# yaml-language-server: $schema=policy.schema.json
\`\`\``;

const example = `## A complete example

\`\`\`yaml
${completeExample.trimEnd()}
\`\`\`

## Keys`;

const patterns = `## Patterns

A pattern must match the whole text, and case counts. In YAML a pattern that begins with \`*\`, \`?\`,
\`[\` or \`{\` needs quotes.

| pattern | matches |
|---|---|
| \`*\` | any number of characters other than \`/\` |
| \`**\` | any number of characters, \`/\` too; \`**/\` also no folder at all |
| \`?\` | one character other than \`/\` |
| \`[abc]\`, \`[a-z]\`, \`[!a]\` | one character of the set, of the range, or other than those |
| \`{a,b}\` | either of the alternatives |
| \`\\*\` | the character behind the backslash itself |
| \`vendor/\` | everything below \`vendor\` |

Patterns of rules, and the parts of \`waivers[].resource\`, are names and not paths: there \`*\` and
\`?\` match \`/\` as well, so that \`*\` means every rule.

Paths are relative to the root of the repository, without \`./\` and \`..\`. The paths in
\`registries.constraints\` of a policy that \`--policy\` names and that lies outside the repository
are relative to the policy's own folder, and so are the files that \`signatures\` and
\`vulnerabilities\` name.`;

const imageGlobs = `## Globs of images

\`signatures.images[].match\` is a glob as the ClusterImagePolicy of sigstore/policy-controller has it. It
must match a whole reference: the fully qualified name with its tag or digest, such as
\`index.docker.io/library/nginx:1.27\` or \`docker.io/library/nginx:1.27\` for \`nginx:1.27\`, or the text
as it is written. With a digest the fully qualified name has no tag; without either its tag is \`latest\`.

| glob | matches |
|---|---|
| \`ghcr.io/acme/**\` | everything below \`ghcr.io/acme/\` |
| \`ghcr.io/acme/*\` | the same, but no further \`/\` |
| \`ghcr.io/acme/web:**\` | every tag of this repository |
| \`ghcr.io/acme/web@**\` | every digest of it |
| \`ghcr.io/acme/web**\` | both, and also \`ghcr.io/acme/web-admin:1\` |
| \`ghcr.io/acme/web\` | only the text without tag and digest |

Nothing but letters, digits and \`-_:/*.@\` may stand in it. An entry with \`skip: true\` overrules all
others, and a tag that stands beside a digest does not count for it.

## Who must have signed

Within an entry several keys and identities are alternatives; several entries that match one image
must all be met. An entry with \`keyless\` or \`key\` asks for a signature of the image by one of them.
Each of its \`attestations\` is asked for besides, signed by those that the attestation names itself,
else by those of the entry; to ask for attestations only, name the signers there.

Expressions are those of RE2 (as in Go) and must match the whole text, whereas \`cosign\` is content
to find them somewhere in it.`;

const strictness = `## Settings of rules

The most exact entry of \`manifests.rules\` wins: the full name of a rule before any pattern, then the
pattern with more text in front of its first wildcard, then the later one. \`off\` drops the findings
of a rule, a severity replaces theirs, and \`on\` leaves them as they are, which takes a rule out of a
wider pattern. \`vulnerabilities.rules\` does the same for the rules of its check; a vulnerability itself
is accepted by a waiver, an ignore file or a VEX document.

\`files/unreadable\`, \`files/wrong-type\`, \`vulnerabilities/not-contacted\` and
\`vulnerabilities/not-scanned\` say that something was not judged. They cannot be switched off or
lowered, and no pattern reaches them; they can be set to \`critical\`. Name the path under \`exclude\`,
or waive the finding.`;

const waivers = `## Waivers

A waiver covers the findings that match everything that it names. Covered findings are reported as
waived, with the reason, and do not count for the verdict. After the day in \`expires\` they count
again. The report has a notice for a waiver that has expired, that will within 14 days, or that
covers nothing.

- A waiver of every rule must name a \`path\`, a \`resource\` or an \`image\`.
- A waiver of a rule that says that something was not judged must name the rule and one path without
  wildcards; a waiver with a pattern of rules never covers them.
- A waiver of a vulnerability names it in full, such as \`rule: CVE-2023-5363\`; with an \`image\` it counts
  for that image only.
- An \`image\` without a tag and a digest covers every tag and digest; one with a tag covers every
  digest under that tag.`;
