import {
  commitRequirements,
  gitHubApiModes,
  identityBindings,
  webFlowModes,
  type CommitsPolicy,
} from "./commits.ts";
import { mapping } from "./mapping.ts";
import { namedFile } from "./named-file.ts";
import { oneOrMore } from "./one-or-more.ts";
import { listOf, oneOf, text, type Shape } from "./shape.ts";
import { wholeNumber } from "./whole-number.ts";

const commitPattern = "^(?:[0-9a-f]{40}|[0-9a-f]{64})$";

/** A branch or a short name could mean another commit tomorrow. */
const commit = text({
  what: "the full name of a commit, 40 or 64 hexadecimal digits",
  schema: { pattern: commitPattern },
  mistake: (value) =>
    new RegExp(commitPattern).test(value)
      ? undefined
      : 'it must be the full name of a commit, as "git rev-parse" prints it',
});

const files = (what: string) =>
  oneOrMore(namedFile(`the path of ${what}`), `the path of ${what}, or a list of paths`);

const exemptCommit = mapping(
  {
    commit: {
      shape: commit,
      required: true,
      about: "The commit that is let through.",
      fallback: "none; required",
      example: "commit: 4f0c2b7e9d1a3c5b8e6f7a9d0c1b2e3f4a5d6c7b",
    },
    reason: {
      shape: text({ what: "a sentence" }),
      required: true,
      about: "Why it is let through.",
      fallback: "none; required",
      example: "reason: pushed by the release bot before it had a key",
    },
  },
  "a mapping with commit and reason",
);

const gitsignIdentity = mapping(
  {
    issuer: {
      shape: text({ what: "the address of an issuer" }),
      required: true,
      about: "Who vouched for the identity, exactly as the certificate has it.",
      fallback: "none; required",
      example: "issuer: https://github.com/login/oauth",
    },
    identity: {
      shape: text({ what: "an address of mail or of a workflow" }),
      required: true,
      about: "Who signs, exactly as the certificate has it.",
      fallback: "none; required",
      example: "identity: ann@example.com",
    },
  },
  "a mapping with issuer and identity",
);

const trustKeys = {
  "allowed-signers": {
    shape: namedFile("the path of an allowed_signers file"),
    required: false,
    about: "Whose SSH keys count, as an allowed_signers file of ssh-keygen.",
    fallback: "no SSH key",
    example: "allowed-signers: .github/allowed_signers",
  },
  "revoked-keys": {
    shape: files("a list of revoked keys"),
    required: false,
    about:
      "Keys that no longer count, whenever they signed: a text with an SSH key or fingerprint a line, a binary list of `ssh-keygen -k`, or hexadecimal fingerprints of OpenPGP keys and X.509 certificates.",
    fallback: "none",
    example: "revoked-keys: .github/revoked_keys",
  },
  "openpgp-keys": {
    shape: files("a file with OpenPGP certificates"),
    required: false,
    about: "Whose OpenPGP keys count, as files that `gpg --armor --export` writes.",
    fallback: "no OpenPGP key",
    example: "openpgp-keys: [.github/keys/ann.asc]",
  },
  "x509-roots": {
    shape: files("a PEM file with root certificates, or a trusted_root.json of Sigstore"),
    required: false,
    about:
      "The authorities whose S/MIME certificates count; a `trusted_root.json` replaces the public Sigstore instance for gitsign.",
    fallback: "none",
    example: "x509-roots: .github/keys/root.pem",
  },
  "gitsign-identities": {
    shape: listOf(gitsignIdentity, "a list of mappings with issuer and identity"),
    required: false,
    about: "Who may sign with gitsign.",
    fallback: "nobody",
    example:
      "gitsign-identities: [{ issuer: https://github.com/login/oauth, identity: ann@example.com }]",
  },
} as const;

const section = mapping(
  {
    require: {
      shape: oneOf(commitRequirements),
      required: false,
      about:
        "What every commit must have: `trusted`, a signature by somebody who is listed; `platform`, that or one that GitHub made or verified; `signed`, any good signature.",
      fallback: "nothing; levels are reported, and failed signatures fail",
      example: "require: trusted",
    },
    ...trustKeys,
    identity: {
      shape: oneOf(identityBindings),
      required: false,
      about: "Whose e-mail address the signing key must belong to.",
      fallback: "`committer`",
      example: "identity: author",
    },
    "since-commit": {
      shape: commit,
      required: false,
      about:
        "Where the verified history begins: a commit that already holds this policy and its files. Pushes, tags and schedules are verified from it on.",
      fallback: "none; a push is judged by the state before it, and called unanchored",
      example: "since-commit: 4f0c2b7e9d1a3c5b8e6f7a9d0c1b2e3f4a5d6c7b",
    },
    "exempt-commits": {
      shape: listOf(exemptCommit, "a list of mappings with commit and reason"),
      required: false,
      about: "Commits that are let through and counted as exempt.",
      fallback: "none",
      example:
        "exempt-commits: [{ commit: 4f0c2b7e9d1a3c5b8e6f7a9d0c1b2e3f4a5d6c7b, reason: pushed before the bot had a key }]",
    },
    "min-rsa-bits": {
      shape: wholeNumber(1024, 16_384),
      required: false,
      about: "RSA and DSA keys that are shorter are weak.",
      fallback: "`2048`",
      example: "min-rsa-bits: 3072",
    },
    "max-commits": {
      shape: wholeNumber(1, 10_000_000),
      required: false,
      about: "A range that has this many commits is an error, never cut short.",
      fallback: "`200000`",
      example: "max-commits: 5000",
    },
    "github-web-flow": {
      shape: oneOf(webFlowModes),
      required: false,
      about:
        "Which commits that GitHub signed itself count: none, merges that git makes the same, those and commits of listed authors, or any.",
      fallback: "`known-authors` where keys are listed, else `any`",
      example: "github-web-flow: merges",
    },
    "github-authors": {
      shape: listOf(text({ what: "an e-mail address" }), "a list of e-mail addresses"),
      required: false,
      about:
        "Authors beside the listed signers whose commits count under `known-authors` when GitHub signed them; bots, for example.",
      fallback: "none",
      example: 'github-authors: ["49699333+dependabot[bot]@users.noreply.github.com"]',
    },
    "github-api": {
      shape: oneOf(gitHubApiModes),
      required: false,
      about:
        "Whether GitHub is asked: `fallback` where a key is not listed, `also` about every signature, as a second opinion.",
      fallback: "`off`",
      example: "github-api: fallback",
    },
  },
  "a mapping with keys such as require and allowed-signers",
);

/** What RSA keys need without a word of the policy. */
export const defaultMinRsaBits = 2048;

/** More commits than this need a word of the policy. */
export const defaultMaxCommits = 200_000;

/** The section `commits`: who may sign, and what is demanded. */
export const commitsShape: Shape<CommitsPolicy> = {
  ...section,
  read(field, reading) {
    const values = section.read(field, reading);
    if (values === undefined) return undefined;
    return {
      location: field.location,
      require: values.require,
      allowedSigners: values["allowed-signers"],
      revokedKeys: values["revoked-keys"] ?? [],
      openPgpKeys: values["openpgp-keys"] ?? [],
      x509Roots: values["x509-roots"] ?? [],
      gitsignIdentities: values["gitsign-identities"] ?? [],
      identity: values.identity ?? "committer",
      sinceCommit: values["since-commit"],
      exemptCommits: values["exempt-commits"] ?? [],
      minRsaBits: values["min-rsa-bits"] ?? defaultMinRsaBits,
      maxCommits: values["max-commits"] ?? defaultMaxCommits,
      gitHubWebFlow: values["github-web-flow"],
      gitHubAuthors: values["github-authors"] ?? [],
      gitHubApi: values["github-api"] ?? "off",
    };
  },
};
