import { SourceFile } from "../../src/kubernetes/source-file.ts";
import { type CheckName, checkNames, type CheckSummary } from "../../src/model/check.ts";
import { failsRun } from "../../src/model/failing.ts";
import type { ReportedFinding } from "../../src/model/finding.ts";
import type { Comparison, Report, ReportedImage } from "../../src/model/report.ts";
import type { Severity } from "../../src/model/severity.ts";
import type { AffectedPackage, Vulnerability } from "../../src/model/vulnerability.ts";
import { at, finding, hash, reportOn } from "./sample.ts";

const storefront = new SourceFile(
  "deploy/storefront/deployment.yaml",
  `apiVersion: apps/v1
kind: Deployment
metadata:
  name: storefront
  namespace: shop
spec:
  replicas: 3
  template:
    spec:
      hostNetwork: true
      serviceAccountName: storefront
      containers:
        - name: proxy
          image: docker.io/library/nginx:1.25
          securityContext:
            capabilities:
              add: [NET_BIND_SERVICE, SYS_ADMIN]
          env:
            - name: PAYMENT_TOKEN
              value: "a-token-in-plain-sight"
        - name: app
          image: ghcr.io/acme/storefront:2.4.1@sha256:${hash("storefront")}
`,
);

const checkout = new SourceFile(
  "deploy/checkout.yaml",
  `apiVersion: batch/v1
kind: CronJob
metadata:
  name: settle-payments-with-the-bank
spec:
  schedule: "*/5 * * * *"
  jobTemplate:
    spec:
      template:
        spec:
          containers:
            - name: settle
              image: ghcr.io/acme/settle@sha256:${hash("settle")}
              args: ["--endpoint", "https://bank.example.com/v2/settlements", "--certificate-authority", "/etc/ssl/bank/ca.pem", "--retry-after", "30s"]
          volumes:
            - name: host-logs
              hostPath: { path: /var/log, type: Directory }
`,
);

/** The texts that the findings of the rich report stand in. */
export const richSources: ReadonlyMap<string, SourceFile> = new Map(
  [storefront, checkout].map((file) => [file.path, file]),
);

const nginx = "docker.io/library/nginx:1.25";
const acme = `ghcr.io/acme/storefront:2.4.1@sha256:${hash("storefront")}`;
const settle = `ghcr.io/acme/settle@sha256:${hash("settle")}`;
const platforms = ["linux/amd64", "linux/arm64"];
const proxy = {
  apiVersion: "apps/v1",
  kind: "Deployment",
  namespace: "shop",
  name: "storefront",
  container: "proxy",
};
const job = {
  apiVersion: "batch/v1",
  kind: "CronJob",
  name: "settle-payments-with-the-bank",
  container: "settle",
};

const inFiles: readonly ReportedFinding[] = [
  finding({
    check: "registries",
    rule: "registries/not-allowed",
    severity: "critical",
    message: `${nginx} comes from docker.io/library/, which the policy does not allow.`,
    remediation: "Use an image under ghcr.io/acme/, or add the place to registries.allow.",
    location: at(storefront, nginx),
    resource: { ...proxy, fieldPath: "spec.template.spec.containers[0].image" },
    image: nginx,
    related: [{ location: at(storefront, "name: proxy"), message: "the container" }],
  }),
  finding({
    check: "registries",
    rule: "registries/no-digest",
    severity: "medium",
    message: `${nginx} is not pinned to a digest, so another image may run tomorrow.`,
    remediation: "Write the digest behind the tag: nginx:1.25@sha256:…",
    location: at(storefront, nginx),
    resource: { ...proxy, fieldPath: "spec.template.spec.containers[0].image" },
    image: nginx,
  }),
  finding({
    rule: "pod-security/host-namespaces",
    message: "The pod uses the network of its node.",
    remediation: "Remove hostNetwork, or set it to false.",
    location: at(storefront, "hostNetwork: true"),
    resource: { ...proxy, fieldPath: "spec.template.spec.hostNetwork" },
    podSecurity: { level: "baseline", check: "hostNamespaces", version: "v1.33" },
  }),
  finding({
    message:
      "The container adds SYS_ADMIN, with which a process can take over the node that it runs on.",
    location: at(storefront, "SYS_ADMIN"),
    resource: {
      ...proxy,
      fieldPath: "spec.template.spec.containers[0].securityContext.capabilities.add[1]",
    },
    podSecurity: { level: "baseline", check: "capabilities_baseline", version: "v1.33" },
  }),
  finding({
    rule: "pod-security/allow-privilege-escalation",
    severity: "medium",
    message: "The container does not say allowPrivilegeEscalation: false.",
    remediation: "Set securityContext.allowPrivilegeEscalation to false.",
    location: at(storefront, "name: proxy"),
    resource: proxy,
    podSecurity: { level: "restricted", check: "allowPrivilegeEscalation", version: "v1.33" },
  }),
  finding({
    rule: "resources/memory-limit",
    severity: "low",
    message: "The container has no memory limit.",
    remediation: "Set resources.limits.memory.",
    location: at(storefront, "name: proxy"),
    resource: proxy,
  }),
  finding({
    rule: "secrets/plain-value",
    message: "The variable PAYMENT_TOKEN holds what looks like a token.",
    remediation: "Put it into a Secret and refer to it by valueFrom.secretKeyRef.",
    location: at(storefront, '"a-token-in-plain-sight"'),
    resource: proxy,
    status: "baseline",
  }),
  finding({
    rule: "pod-security/host-path-volumes",
    message: "The volume host-logs is a folder of the node: /var/log.",
    remediation: "Use another kind of volume, such as emptyDir or a claim.",
    location: at(checkout, "/var/log"),
    resource: { ...job, fieldPath: "spec.jobTemplate.spec.template.spec.volumes[0].hostPath.path" },
    podSecurity: { level: "baseline", check: "hostPathVolumes", version: "v1.33" },
    status: "waived",
    waiver: {
      reason: "the job ships the logs of its node until the agent is rolled out",
      owner: "@acme/platform",
      expires: "2027-01-31",
    },
  }),
  finding({
    rule: "network/plain-endpoint",
    severity: "info",
    message: "The argument names a host outside of the cluster: bank.example.com.",
    remediation: "Allow it by an egress rule, so that nothing else can be reached.",
    location: at(checkout, "https://bank.example.com/v2/settlements"),
    resource: job,
  }),
  finding({
    check: "signatures",
    rule: "signatures/not-verified",
    severity: "critical",
    message: `${settle} has a signature, but by octocat@example.com and not by the release workflow.`,
    remediation: "Let the release workflow sign it: cosign sign ghcr.io/acme/settle@sha256:…",
    location: at(checkout, settle),
    resource: { ...job, fieldPath: "spec.jobTemplate.spec.template.spec.containers[0].image" },
    image: settle,
  }),
];

const commit = "4f0c2a9e8b7d6c5f4e3d2c1b0a9f8e7d6c5b4a39";

const onCommits: readonly ReportedFinding[] = [
  finding({
    check: "commits",
    rule: "commits/unsigned",
    severity: "medium",
    message: "The commit “Speed up the basket” by Ada Example is not signed.",
    remediation: "Sign it: git rebase --exec 'git commit --amend --no-edit -S' origin/main",
    location: { path: ".", line: 1, column: 1, endLine: 1, endColumn: 2 },
    commit,
  }),
];

function vulnerable(
  image: string,
  severity: Severity,
  id: string,
  packages: readonly AffectedPackage[],
  given: Partial<Vulnerability> & Pick<Partial<ReportedFinding>, "gate" | "status" | "waiver"> = {},
): ReportedFinding {
  const { gate, status, waiver, ...known } = given;
  const file = image === settle ? checkout : storefront;
  return finding({
    check: "vulnerabilities",
    rule: id,
    severity,
    message: `${image} has ${id} in ${packages.map(({ name }) => name).join(", ")}.`,
    remediation: "Update the packages.",
    location: at(file, image),
    image,
    vulnerability: {
      id,
      url: `https://avd.aquasec.com/nvd/${id.toLowerCase()}`,
      fixable: packages.some(({ fixed }) => fixed !== undefined),
      epss: { probability: 0.0042, percentile: 0.61 },
      kev: { listed: false },
      packages,
      platforms,
      ...known,
    },
    ...(gate === undefined ? {} : { gate }),
    ...(status === undefined ? {} : { status }),
    ...(waiver === undefined ? {} : { waiver }),
  });
}

const ssl = (name: string) => ({ name, installed: "3.0.11-1~deb12u1", fixed: "3.0.11-1~deb12u2" });

const inImages: readonly ReportedFinding[] = [
  vulnerable(
    nginx,
    "critical",
    "CVE-2023-38545",
    [
      { name: "curl", installed: "7.88.1-10", fixed: "7.88.1-10+deb12u4" },
      { name: "libcurl4", installed: "7.88.1-10", fixed: "7.88.1-10+deb12u4" },
    ],
    {
      title: "curl: heap based buffer overflow in the SOCKS5 proxy handshake",
      cvss: { score: 9.8 },
      epss: { probability: 0.26, percentile: 0.96 },
    },
  ),
  vulnerable(
    nginx,
    "critical",
    "CVE-2023-44487",
    [{ name: "libnghttp2-14", installed: "1.52.0-1", fixed: "1.52.0-1+deb12u1" }],
    {
      title:
        "HTTP/2: Multiple HTTP/2 enabled web servers are vulnerable to a DDoS attack (Rapid Reset Attack)",
      cvss: { score: 7.5 },
      epss: { probability: 0.944, percentile: 0.999 },
      kev: { listed: true, since: "2023-10-10", due: "2023-10-31", ransomware: true },
      gate: { fails: true, reason: "it is known to be exploited (fail-on-kev)" },
    },
  ),
  vulnerable(
    nginx,
    "critical",
    "CVE-2023-45853",
    [{ name: "zlib1g", installed: "1:1.2.13.dfsg-1", status: "will_not_fix" }],
    {
      title:
        "zlib: integer overflow and resultant heap-based buffer overflow in zipOpenNewFileInZip4_6",
      cvss: { score: 9.8 },
    },
  ),
  vulnerable(nginx, "high", "CVE-2023-5363", [ssl("libssl3"), ssl("openssl")], {
    title: "openssl: Incorrect cipher key and IV length processing",
    cvss: { score: 7.5 },
  }),
  vulnerable(nginx, "medium", "CVE-2023-5678", [ssl("libssl3"), ssl("openssl")], {
    title: "openssl: Generating excessively long X9.42 DH keys may be very slow",
    platforms: ["linux/arm64"],
  }),
  vulnerable(
    nginx,
    "low",
    "CVE-2011-3374",
    [
      { name: "apt", installed: "2.6.1", status: "affected" },
      { name: "libapt-pkg6.0", installed: "2.6.1", status: "affected" },
    ],
    {
      title:
        "It was found that apt-key in apt, all versions, do not correctly validate gpg keys with the master keyring",
      epss: null,
      kev: null,
    },
  ),
  vulnerable(
    acme,
    "high",
    "GHSA-c2qf-rxjj-qqgw",
    [
      {
        name: "semver",
        installed: "7.3.7",
        fixed: "7.5.2, 6.3.1, 5.7.2",
        path: "app/package-lock.json",
      },
    ],
    {
      title: "semver vulnerable to Regular Expression Denial of Service",
      url: "https://github.com/advisories/GHSA-c2qf-rxjj-qqgw",
      gate: { fails: false, reason: "its probability is below fail-on-epss" },
    },
  ),
  vulnerable(
    acme,
    "medium",
    "CVE-2024-28863",
    [{ name: "tar", installed: "6.1.11", fixed: "6.2.1" }],
    {
      status: "waived",
      waiver: { reason: "only the build uses tar", owner: "security@acme.example" },
    },
  ),
];

const images: readonly ReportedImage[] = [
  {
    reference: nginx,
    digest: `sha256:${hash("nginx")}`,
    platforms,
    locations: [at(storefront, nginx)],
    checks: { registries: "failed", signatures: "skipped", vulnerabilities: "failed" },
    vulnerabilities: { critical: 3, high: 1, medium: 1, low: 1, fixable: 4 },
  },
  {
    reference: acme,
    digest: `sha256:${hash("storefront")}`,
    platforms,
    locations: [at(storefront, acme)],
    checks: { registries: "passed", signatures: "passed", vulnerabilities: "passed" },
    signatures: [
      {
        by: "https://github.com/acme/storefront/.github/workflows/release.yml@refs/heads/main",
        issuer: "https://token.actions.githubusercontent.com",
        at: "2026-11-20T08:15:00.000Z",
        log: "https://rekor.sigstore.dev, entry 184467",
        where: "sha256-0.sig",
      },
    ],
    vulnerabilities: { critical: 0, high: 1, medium: 0, low: 0, fixable: 1 },
  },
  {
    reference: settle,
    digest: `sha256:${hash("settle")}`,
    platforms: ["linux/amd64"],
    locations: [at(checkout, settle)],
    checks: { registries: "passed", signatures: "failed", vulnerabilities: "passed" },
    vulnerabilities: { critical: 0, high: 0, medium: 0, low: 0, fixable: 0 },
  },
];

const comparison: Comparison = {
  base: "9b1d4c7e2f3a4b5c6d7e8f901a2b3c4d5e6f7081",
  gate: "new",
  fixedCount: 2,
  fixed: [
    {
      check: "manifests",
      rule: "pod-security/privileged",
      severity: "high",
      message: "The container runs privileged.",
      path: "deploy/storefront/deployment.yaml",
    },
    {
      check: "registries",
      rule: "registries/mutable-tag",
      severity: "medium",
      message: "ghcr.io/acme/settle:latest may be another image tomorrow.",
      path: "deploy/checkout.yaml",
    },
  ],
};

const findings = [...inFiles, ...onCommits, ...inImages];

function summaryOf(name: CheckName): CheckSummary {
  const counts = { critical: 0, high: 0, medium: 0, low: 0, info: 0, waived: 0 };
  const own = findings.filter(({ check }) => check === name);
  for (const { status, severity } of own) {
    if (status !== "baseline") counts[status === "open" ? severity : "waived"]++;
  }
  const fails = own.some((each) => failsRun(each, { failOn: "high", comparison }));
  const durationMs = {
    commits: 84,
    registries: 3,
    signatures: 812,
    vulnerabilities: 6400,
    manifests: 41,
  };
  return { state: fails ? "failed" : "passed", durationMs: durationMs[name], counts };
}

/** A report that has something of everything that a report can have; made up, and always the same. */
export const richReport: Report = reportOn(findings, {
  verdict: "fail",
  notices: [
    "The waiver of network/* for deploy/old.yaml matches nothing; remove it.",
    "This change edits .github/portcullis.yml; the policy of main was used.",
  ],
  policy: { path: ".github/portcullis.yml", origin: "main at 9b1d4c7e2f" },
  checks: Object.fromEntries(checkNames.map((name) => [name, summaryOf(name)])),
  judged: { files: 23, documents: 61, resources: 58 },
  notJudged: [
    { what: "chart templates", count: 4 },
    { what: "kustomizations", count: 1 },
  ],
  images,
  commits: {
    range: "9b1d4c7e2f..4f0c2a9e8b",
    trustRef: "main at 9b1d4c7e2f",
    count: 14,
    levels: { trusted: 9, platform: 3, unsigned: 1 },
    exempt: 1,
  },
  vulnerabilities: {
    trivy: { version: "0.74.0", origin: "release, checked by its SHA-256" },
    database: {
      repository: "mirror.gcr.io/aquasec/trivy-db",
      digest: `sha256:${hash("database")}`,
      updatedAt: "2026-11-20T06:14:00Z",
    },
    epss: {
      source: "https://epss.empiricalsecurity.com/epss_scores-current.csv.gz",
      version: "v2025.03.14",
      date: "2026-11-20",
    },
    kev: null,
    images: 3,
    reused: 1,
  },
  comparison,
});
