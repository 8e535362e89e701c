import type { Field } from "../kubernetes/field.ts";
import { parseImageReference } from "../model/image-reference.ts";
import { duration } from "./duration.ts";
import { feedSource } from "./feed-shape.ts";
import { fraction } from "./fraction.ts";
import { mapping } from "./mapping.ts";
import { namedFile } from "./named-file.ts";
import { oneOrMore } from "./one-or-more.ts";
import type { PolicyReading } from "./reading.ts";
import { ruleSettings } from "./rule-settings-shape.ts";
import { flag, listOf, text, type Shape } from "./shape.ts";
import { trivyShape } from "./trivy-shape.ts";
import { vexAttestationShape } from "./vex-attestation-shape.ts";
import {
  defaultVulnerabilities as defaults,
  type VulnerabilitiesPolicy,
} from "./vulnerabilities.ts";

/** As https://github.com/opencontainers/image-spec/blob/main/image-index.md has `platform`. */
const platformPattern = "^[a-z0-9]+/[a-z0-9_]+(?:/[a-z0-9.]+)?$";

const platform = text({
  what: "a platform such as linux/amd64",
  schema: { pattern: platformPattern },
  mistake: (value) =>
    new RegExp(platformPattern).test(value)
      ? undefined
      : "it must be OS/ARCHITECTURE or OS/ARCHITECTURE/VARIANT, such as linux/amd64 or linux/arm/v7",
});

const repository = text({
  what: "a repository such as ghcr.io/aquasecurity/trivy-db:2",
  schema: { pattern: "^[^\\s]+$" },
  mistake(value) {
    const parsed = parseImageReference(value);
    return parsed.kind === "malformed" ? parsed.reason : undefined;
  },
});
const repositories = oneOrMore(
  repository,
  "a repository such as ghcr.io/aquasecurity/trivy-db:2, or a list of repositories",
);

const databaseKeys = {
  trivy: {
    shape: trivyShape,
    required: false,
    about: "Which Trivy is run, and where it comes from.",
    fallback: "the release that this version of Portcullis knows by its SHA-256",
    example: "trivy: { mirror: https://mirror.example.com/trivy }",
  },
  "db-repository": {
    shape: repositories,
    required: false,
    about: "Where the vulnerability database is fetched from; of several the first that answers.",
    fallback: "Trivy's own, `mirror.gcr.io/aquasec/trivy-db:2` first",
    example: "db-repository: [registry.example.com/mirror/trivy-db:2]",
  },
  "java-db-repository": {
    shape: repositories,
    required: false,
    about:
      "Where the database of Java archives is fetched from, once an image needs it; of several the first that answers.",
    fallback: "Trivy's own, `mirror.gcr.io/aquasec/trivy-java-db:1` first",
    example: "java-db-repository: registry.example.com/mirror/trivy-java-db:1",
  },
  "max-db-age": {
    shape: duration({ example: "48h", most: "3650d" }),
    required: false,
    about: "A vulnerability database that was made longer ago gives no verdict.",
    fallback: "any age; the report says when it was made, and that it is stale",
    example: "max-db-age: 48h",
  },
  platforms: {
    shape: oneOrMore(platform, "a platform such as linux/amd64, or a list of platforms"),
    required: false,
    about:
      "Which platforms of an image are looked at; an image that has none of them gives no verdict.",
    fallback: "every platform of the image",
    example: "platforms: [linux/amd64, linux/arm64]",
  },
  timeout: {
    shape: duration({ example: "5m", most: "12h" }),
    required: false,
    about: "How long one platform of one image may take; longer gives no verdict.",
    fallback: "`5m`",
    example: "timeout: 10m",
  },
} as const;

const gateKeys = {
  "ignore-unfixed": {
    shape: flag(),
    required: false,
    about: "Whether vulnerabilities without a known fix are only reported.",
    fallback: "`false`",
    example: "ignore-unfixed: true",
  },
  grace: {
    shape: duration({ example: "14d", most: "365d" }),
    required: false,
    about:
      "How long a vulnerability with a known fix is only reported. Trivy's data does not say when a fix appeared, so the time counts from the day on which the vulnerability was published; without that day there is no grace.",
    fallback: "none",
    example: "grace: 14d",
  },
  "fail-on-kev": {
    shape: flag(),
    required: false,
    about:
      "Whether a vulnerability that CISA lists as exploited fails the run whatever its severity, without a fix and within `grace` too; without the list there is no verdict.",
    fallback: "`false`",
    example: "fail-on-kev: true",
  },
  "epss-threshold": {
    shape: fraction(),
    required: false,
    about:
      "A vulnerability that is at least this likely to be exploited within 30 days (EPSS) fails the run whatever its severity, without a fix and within `grace` too; without the list there is no verdict. One that the list does not know is unknown, and the threshold does not fail it.",
    fallback: "none",
    example: "epss-threshold: 0.1",
  },
  epss: {
    shape: feedSource,
    required: false,
    about:
      "Where the probabilities of EPSS come from: `published` (FIRST), `off`, an address, or a file in the repository.",
    fallback: "`published`",
    example: "epss: https://mirror.example.com/epss_scores-current.csv.gz",
  },
  kev: {
    shape: feedSource,
    required: false,
    about:
      "Where the list of exploited vulnerabilities comes from: `published` (CISA), `off`, an address, or a file in the repository.",
    fallback: "`published`",
    example: "kev: policies/known_exploited_vulnerabilities.json",
  },
  secrets: {
    shape: flag(),
    required: false,
    about: "Whether images are searched for secrets too; that takes longer.",
    fallback: "`false`",
    example: "secrets: true",
  },
  "fail-on-end-of-life": {
    shape: flag(),
    required: false,
    about:
      "Whether an image whose distribution is no longer supported fails the run whatever the severity of `vulnerabilities/end-of-life`.",
    fallback: "`false`",
    example: "fail-on-end-of-life: true",
  },
} as const;

const exceptionKeys = {
  vex: {
    shape: listOf(namedFile("the path of a VEX document"), "a list of paths"),
    required: false,
    about:
      "Documents in OpenVEX, CSAF or CycloneDX; what they call `not_affected` or `fixed` is shown and does not count.",
    fallback: "none",
    example: "vex: [policies/web.openvex.json]",
  },
  "vex-attestations": {
    shape: listOf(vexAttestationShape, "a list of mappings that begin with match"),
    required: false,
    about:
      "Whose OpenVEX attestations of an image count as VEX for it, such as those of `cosign attest --type openvex`. What cannot be looked up or verified changes nothing; who signs images by `signatures` is not believed here for that.",
    fallback: "nobody's",
    example: "vex-attestations: [{ match: ghcr.io/acme/**, key: policies/vex.pub }]",
  },
  "ignore-files": {
    shape: listOf(namedFile("the path of a .trivyignore"), "a list of paths"),
    required: false,
    about:
      "Files in the format of `.trivyignore` or `.trivyignore.yaml`; what they name is shown and does not count. An empty list means none.",
    fallback:
      "`.trivyignore` and `.trivyignore.yaml` in the root of the repository, where they exist",
    example: "ignore-files: [.trivyignore.yaml]",
  },
  rules: {
    shape: ruleSettings("vulnerabilities"),
    required: false,
    about:
      "Rules of the check that are not vulnerabilities, such as `image/shell`, or globs of them, set to `off`, `on` or a severity; the most exact entry wins.",
    fallback: "every rule as `portcullis rules` lists it",
    example: "rules: { image/*: off, image/runs-as-root: medium }",
  },
} as const;

const section = mapping(
  { ...databaseKeys, ...gateKeys, ...exceptionKeys },
  "a mapping with keys such as ignore-unfixed and fail-on-kev",
);

/** The section `vulnerabilities`: how images are judged by what Trivy finds in them. */
export const vulnerabilitiesShape: Shape<VulnerabilitiesPolicy> = {
  ...section,
  read(field, reading) {
    const values = section.read(field, reading);
    if (values === undefined) return undefined;
    const policy = {
      trivy: values.trivy ?? defaults.trivy,
      databaseRepositories: values["db-repository"] ?? [],
      javaDatabaseRepositories: values["java-db-repository"] ?? [],
      platforms: values.platforms,
      ignoreUnfixed: values["ignore-unfixed"] ?? false,
      maxDatabaseAgeMs: values["max-db-age"],
      failOnKev: values["fail-on-kev"] ?? false,
      epssThreshold: values["epss-threshold"],
      epss: values.epss ?? defaults.epss,
      kev: values.kev ?? defaults.kev,
      graceMs: values.grace,
      timeoutMs: values.timeout ?? defaults.timeoutMs,
      secrets: values.secrets ?? false,
      failOnEndOfLife: values["fail-on-end-of-life"] ?? false,
      vex: values.vex ?? [],
      vexAttestations: values["vex-attestations"] ?? [],
      ignoreFiles: values["ignore-files"],
      rules: values.rules ?? [],
    };
    reportContradictions(policy, field, reading);
    return policy;
  },
};

/** A gate on a list that is switched off could never decide. */
function reportContradictions(
  { failOnKev, kev, epssThreshold, epss }: VulnerabilitiesPolicy,
  field: Field,
  reading: PolicyReading,
): void {
  if (failOnKev && kev.kind === "off") {
    const said = "it is off, and fail-on-kev needs the list; remove one of the two";
    reading.report(field.at("kev"), `vulnerabilities.kev: ${said}`);
  }
  if (epssThreshold !== undefined && epss.kind === "off") {
    const said = "it is off, and epss-threshold needs the list; remove one of the two";
    reading.report(field.at("epss"), `vulnerabilities.epss: ${said}`);
  }
}
