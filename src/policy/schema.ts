import { checkNames } from "../model/check.ts";
import { gates } from "../model/report.ts";
import { failLines } from "../model/severity.ts";
import { commitsShape } from "./commits-shape.ts";
import { eventNames, mistakeInEvent } from "./events.ts";
import { mapOf, mapping } from "./mapping.ts";
import { mistakeInPath, mistakeInPathGlob, relativePathPattern } from "./patterns.ts";
import { parsePodSecurity, podSecurityPattern } from "./pod-security.ts";
import { ruleSettings } from "./rule-settings-shape.ts";
import { signaturesShape } from "./signatures-shape.ts";
import { mirrorsShape, registryHosts } from "./registry-hosts.ts";
import { flag, listOf, oneOf, refuse, text, type Shape } from "./shape.ts";
import { vulnerabilitiesShape } from "./vulnerabilities-shape.ts";
import { waiverShape } from "./waiver-shape.ts";

const version: Shape<1> = {
  what: "1",
  schema: { const: 1 },
  read(field, reading) {
    if (field.value === 1) return 1;
    return refuse(field, reading, "the number 1, the only version there is");
  },
};

const failOn = {
  shape: oneOf(failLines),
  required: false,
  about:
    "The severity at and above which open findings fail the run; with `none` no severity does, and `fail-on-kev` and its like still do.",
  fallback: "`high`",
  example: "fail-on: medium",
} as const;

const mode = {
  shape: oneOf(["enforce", "warn"]),
  required: false,
  about:
    "With `warn` a failing verdict becomes a pass with a notice; a check that could not decide stays an error.",
  fallback: "`enforce`",
  example: "mode: warn",
} as const;

const gate = {
  shape: oneOf(gates),
  required: false,
  about:
    'With `new`, in runs that are asked to compare with the base (`only-new`), findings that the base has already do not fail. What is compared with, and what counts as known, stands in docs/github.md under "Only what is new".',
  fallback: "`all`",
  example: "gate: new",
} as const;

const events = mapOf({
  what: `a mapping of events (${eventNames.join(", ")}) to their settings`,
  placeholder: "EVENT",
  schema: {
    propertyNames: { enum: eventNames },
    additionalProperties: mapping({ "fail-on": failOn, mode, gate }, "").schema,
  },
  value: mapping(
    {
      "fail-on": { ...failOn, fallback: "the policy's own `fail-on`" },
      mode: { ...mode, fallback: "the policy's own `mode`" },
      gate: { ...gate, fallback: "the policy's own `gate`" },
    },
    "a mapping with fail-on, mode or gate",
  ),
  mistakeInKey: mistakeInEvent,
});

const registries = mapping(
  {
    allow: {
      shape: listOf(
        text({
          what: "a prefix of image references",
          mistake: (entry, context) => context.mistakeInAllowEntry(entry),
        }),
        "a list of prefixes of image references",
      ),
      required: false,
      about:
        "The places that images may come from: registries, or repositories below them; an empty list allows none.",
      fallback: "no limit",
      example: "allow: [ghcr.io/acme/, docker.io/bitnami/]",
    },
    "require-digest": {
      shape: flag(),
      required: false,
      about: "Whether every image must be pinned to a digest.",
      fallback: "`false`",
      example: "require-digest: true",
    },
    constraints: {
      shape: listOf(
        text({
          what: "the path of a file",
          schema: { pattern: relativePathPattern },
          mistake: mistakeInPath,
        }),
        "a list of paths",
      ),
      required: false,
      about:
        "Files with Gatekeeper constraints on images, beside those in the files that are judged.",
      fallback: "none",
      example: "constraints: [policies/allowed-repos.yaml]",
    },
    insecure: {
      shape: registryHosts,
      required: false,
      about:
        "Registries that are spoken to over plain http, as `HOST[:PORT]`; loopback ones always are.",
      fallback: "none",
      example: "insecure: [registry.lan:5000]",
    },
    "token-hosts": {
      shape: registryHosts,
      required: false,
      about:
        "Token services on other hosts than their registry that may be sent its credentials, as `HOST[:PORT]`.",
      fallback: "none besides those of well-known registries",
      example: "token-hosts: [auth.example.com]",
    },
    mirrors: {
      shape: mirrorsShape,
      required: false,
      about:
        "Registries and the mirrors that are asked before them; digests are compared all the same.",
      fallback: "none",
      example: "mirrors: { docker.io: [mirror.example.com/hub] }",
    },
    ca: {
      shape: text({
        what: "the path of a file",
        schema: { pattern: relativePathPattern },
        mistake: mistakeInPath,
      }),
      required: false,
      about:
        "A file with certificate authorities (PEM) that registries may have besides the system's.",
      fallback: "none",
      example: "ca: policies/registry-ca.pem",
    },
  },
  "a mapping with keys such as allow and require-digest",
);

const podSecurity = text({
  what: "a level such as restricted or restricted:v1.33",
  schema: { pattern: podSecurityPattern },
  mistake(value) {
    const target = parsePodSecurity(value);
    return "mistake" in target ? target.mistake : undefined;
  },
});

const manifests = mapping(
  {
    "pod-security": {
      shape: podSecurity,
      required: false,
      about:
        "The level of the Pod Security Standards that workloads must meet, `LEVEL` or `LEVEL:VERSION` with a version such as `v1.33` or `latest`; every violation of it is high.",
      fallback:
        "both levels at `latest`: violations of baseline are high, those of restricted medium",
      example: "pod-security: restricted:v1.33",
    },
    rules: {
      shape: ruleSettings("manifests"),
      required: false,
      about:
        "Rules of the check `manifests`, or globs of them, set to `off`, `on` or a severity; the most exact entry wins.",
      fallback: "every rule as `portcullis rules` lists it",
      example: 'rules: { "pod-security/*": medium, pod-security/host-ports: off }',
    },
  },
  "a mapping with pod-security or rules",
);

/** The whole policy file: the one description of its keys, from which everything about them is made. */
export const policyShape = mapping(
  {
    version: {
      shape: version,
      required: true,
      about: "The version of this format.",
      fallback: "none; required",
      example: "version: 1",
    },
    "fail-on": failOn,
    mode,
    gate,
    on: {
      shape: events,
      required: false,
      about: "Strictness by event: what `fail-on` and `mode` are in runs that the event starts.",
      fallback: "every event alike",
      example: "on: { pull_request: { mode: warn }, release: { fail-on: medium } }",
    },
    require: {
      shape: listOf(oneOf(checkNames), "a list of checks"),
      required: false,
      about:
        "Checks that must come to a result: where one has nothing to go by, the run is an error.",
      fallback: "none",
      example: "require: [registries]",
    },
    exclude: {
      shape: listOf(
        text({
          what: "a glob of paths",
          schema: { pattern: relativePathPattern },
          mistake: mistakeInPathGlob,
        }),
        "a list of globs of paths",
      ),
      required: false,
      about: "Files that are not read, as globs from the root of the repository.",
      fallback: "none",
      example: 'exclude: [vendor/, "**/testdata/**"]',
    },
    registries: {
      shape: registries,
      required: false,
      about: "Where images may come from.",
      fallback: "no limits",
      example: "registries: { allow: [ghcr.io/acme/], require-digest: true }",
    },
    signatures: {
      shape: signaturesShape,
      required: false,
      about: "Who must have signed and attested which images.",
      fallback: "nothing; the check is skipped",
      example: "signatures: { images: [{ match: ghcr.io/acme/**, key: cosign.pub }] }",
    },
    vulnerabilities: {
      shape: vulnerabilitiesShape,
      required: false,
      about: "How images are judged by what Trivy finds in them.",
      fallback: "nothing; the check runs where it is asked for, and its severities decide",
      example: "vulnerabilities: { ignore-unfixed: true, fail-on-kev: true, max-db-age: 48h }",
    },
    commits: {
      shape: commitsShape,
      required: false,
      about: "Who may have signed the commits, and what becomes of the others.",
      fallback: "levels are reported, and only signatures that are bad or malformed fail",
      example: "commits: { require: trusted, allowed-signers: .github/allowed_signers }",
    },
    manifests: {
      shape: manifests,
      required: false,
      about: "How the Kubernetes files are judged.",
      fallback: "every rule with its own severity",
      example: "manifests: { pod-security: restricted }",
    },
    waivers: {
      shape: listOf(waiverShape, "a list of waivers"),
      required: false,
      about: "Findings that somebody accepts, each with a reason; they are shown and do not count.",
      fallback: "none",
      example:
        "waivers: [{ rule: pod-security/host-namespaces, path: deploy/node-agent.yaml, reason: the agent reads host interfaces }]",
    },
  },
  "a mapping that begins with version: 1",
  // YAML 1.1, which Kubernetes reads, takes a bare `on` for true.
  { spellings: { true: "on" } },
);
