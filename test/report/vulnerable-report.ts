import type { ReportedFinding } from "../../src/model/finding.ts";
import type { Report } from "../../src/model/report.ts";
import type { Vulnerability } from "../../src/model/vulnerability.ts";
import { at, finding, reportOn, web } from "./sample.ts";

export const nginx = "docker.io/library/nginx:1.25";

export const heartbleed: Vulnerability = {
  id: "CVE-2023-5363",
  title: "openssl: Incorrect cipher key and IV length processing",
  url: "https://avd.aquasec.com/nvd/cve-2023-5363",
  severitySource: "nvd",
  cvss: { score: 7.5, vector: "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N" },
  published: "2023-10-25",
  fixable: true,
  epss: { probability: 0.0142, percentile: 0.801 },
  kev: { listed: false },
  packages: [
    { name: "libssl3", installed: "3.1.3-r0", fixed: "3.1.4-r0", status: "fixed" },
    { name: "openssl", installed: "3.1.3-r0", fixed: "3.1.4-r0", status: "fixed" },
  ],
  platforms: ["linux/amd64", "linux/arm64"],
};

/** A finding of a vulnerability in the image of the sample. */
export function vulnerable(
  given: Partial<Vulnerability> = {},
  more: Partial<ReportedFinding> = {},
): ReportedFinding {
  const vulnerability = { ...heartbleed, ...given };
  return finding({
    check: "vulnerabilities",
    rule: vulnerability.id,
    severity: "high",
    message: `openssl 3.1.3-r0 has ${vulnerability.id}.`,
    remediation: "Update openssl to 3.1.4-r0.",
    location: at(web, nginx),
    image: nginx,
    vulnerability,
    ...more,
  });
}

export const vulnerableFindings: readonly ReportedFinding[] = [
  vulnerable(),
  vulnerable(
    {
      id: "CVE-2021-44228",
      title: "log4j-core: Remote code execution",
      cvss: { score: 10 },
      epss: { probability: 0.944, percentile: 0.9996 },
      kev: { listed: true, since: "2021-12-10", ransomware: true },
      packages: [{ name: "log4j-core", installed: "2.14.0", fixed: "2.15.0, 2.12.2" }],
    },
    { severity: "critical", gate: { fails: true, reason: "it is known to be exploited" } },
  ),
  vulnerable(
    {
      id: "CVE-2024-0001",
      title: "no fix yet",
      fixable: false,
      epss: null,
      kev: null,
      packages: [{ name: "zlib", installed: "1.3-r1", status: "affected" }],
    },
    { severity: "low", gate: { fails: false, reason: "no fix is known (ignore-unfixed)" } },
  ),
  vulnerable(
    {
      id: "CVE-2023-6129",
      packages: [{ name: "openssl", installed: "3.1.3-r0", fixed: "3.1.4-r10" }],
    },
    { severity: "medium" },
  ),
  vulnerable({}, { image: "ghcr.io/acme/api:2", fingerprint: "a".repeat(64) }),
];

export const vulnerableReport: Report = reportOn(vulnerableFindings, {
  checks: {
    vulnerabilities: {
      state: "failed",
      durationMs: 1234,
      counts: { critical: 1, high: 2, medium: 1, low: 1, info: 0, waived: 0 },
    },
  },
  vulnerabilities: {
    trivy: { version: "0.74.0", origin: "release 0.74.0, verified by SHA-256" },
    database: {
      repository: "mirror.gcr.io/aquasec/trivy-db:2",
      digest: `sha256:${"5".repeat(64)}`,
      updatedAt: "2026-11-20T06:14:00Z",
    },
    epss: {
      source: "https://epss.empiricalsecurity.com/",
      version: "v2025.03.14",
      date: "2026-11-20",
    },
    kev: null,
    missing: { kev: "unavailable" },
    images: 2,
    reused: 1,
  },
});
