import type { CheckOutcome } from "../../../src/model/check.ts";
import type { Finding } from "../../../src/model/finding.ts";
import type { Epss, Kev } from "../../../src/model/vulnerability.ts";
import {
  defaultVulnerabilities,
  type VulnerabilitiesPolicy,
} from "../../../src/policy/vulnerabilities.ts";
import type { Policy } from "../../../src/policy/policy.ts";
import { askedImages } from "../../../src/checks/vulnerabilities/asked-images.ts";
import { noExceptions, type Exceptions } from "../../../src/checks/vulnerabilities/exception.ts";
import type { Intelligence } from "../../../src/checks/vulnerabilities/intelligence.ts";
import { outcomeOf } from "../../../src/checks/vulnerabilities/outcome.ts";
import type { ScannedImage, Scanning } from "../../../src/checks/vulnerabilities/scanning.ts";
import type {
  ImageScan,
  ScannedVulnerability,
  VulnerabilityFacts,
} from "../../../src/trivy/image-scan.ts";
import { subjectOf } from "../registries/subject.ts";

export const today = "2026-11-21";
export const digest = `sha256:${"1".repeat(64)}`;

/** CVE-2023-5363 in openssl, changed where a test says so. */
export function found(
  changes: Partial<ScannedVulnerability> & { readonly id?: string } = {},
  facts: Partial<VulnerabilityFacts> = {},
): ScannedVulnerability {
  const { id = "CVE-2023-5363", ...rest } = changes;
  return {
    facts: { id, title: "Incorrect cipher key & IV length processing", ...facts },
    severity: "HIGH",
    severitySource: "nvd",
    package: "openssl",
    installed: "3.1.4-r0",
    fixed: "3.1.4-r1",
    status: "fixed",
    ...rest,
  };
}

/** A scan of linux/amd64 with nothing wrong in it but these vulnerabilities. */
export function scanOf(
  vulnerabilities: readonly ScannedVulnerability[] = [],
  changes: Partial<ImageScan> = {},
): ImageScan {
  return {
    platform: "linux/amd64",
    digest: `sha256:${"2".repeat(64)}`,
    distribution: { family: "alpine", version: "3.22.1", isEndOfLife: false },
    created: "2026-11-01T00:00:00Z",
    user: "65532",
    entrypoint: ["/app"],
    packages: [{ name: "musl", version: "1.2.5-r10", isSystem: true }],
    vulnerabilities,
    secrets: [],
    remarks: [],
    ...changes,
  };
}

export function scanned(scans: readonly ImageScan[], isReused = false): ScannedImage {
  return { kind: "scanned", digest, scans, isReused };
}

/** What came of these images, by reference. */
export function scanningOf(images: Readonly<Record<string, ScannedImage>>): Scanning {
  return {
    program: { path: "/trivy", version: "0.74.0", origin: "release 0.74.0", sha256: "a" },
    database: { repository: "db.example/trivy-db:2", updatedAt: "2026-11-21T00:00:00Z" },
    javaDatabase: undefined,
    images: new Map(Object.entries(images)),
  };
}

/** Lists that know these ids; the list of EPSS does not know any other. */
export function intelligenceOf(
  lists: {
    readonly epss?: Readonly<Record<string, Epss>>;
    readonly kev?: Readonly<Record<string, Kev>>;
    readonly obstacles?: Intelligence["obstacles"];
  } = {},
): Intelligence {
  const { epss = {}, kev = {}, obstacles = {} } = lists;
  const feed = { source: "https://lists.example", version: "1", date: today };
  const hasKev = obstacles.kev === undefined;
  return {
    epss: (id) => epss[id] ?? null,
    kev: (id) => (hasKev ? (kev[id] ?? { listed: false }) : null),
    epssFeed: obstacles.epss === undefined ? feed : null,
    kevFeed: hasKev ? feed : null,
    obstacles,
  };
}

/** A Pod for each image; the image of the nth stands on line 8n + 7. */
export function podsWith(...images: readonly string[]): string {
  return images
    .map(
      (image, index) => `apiVersion: v1
kind: Pod
metadata: { name: "p${index}", namespace: shop }
spec:
  containers:
    - name: app
      image: ${JSON.stringify(image)}
---
`,
    )
    .join("");
}

interface Given {
  readonly text?: string;
  readonly images: Readonly<Record<string, ScannedImage>>;
  /** What came of the images, with all else. */
  readonly scanning?: Scanning;
  readonly intelligence?: Intelligence;
  readonly exceptions?: Exceptions;
  readonly settings?: Partial<VulnerabilitiesPolicy>;
  readonly registries?: Partial<Policy["registries"]>;
}

/** What the check comes to for files with this text, by default a Pod for each image. */
export function outcomeFor(given: Given): CheckOutcome {
  const { images, text = podsWith(...Object.keys(images)), registries = {} } = given;
  const { tree, policy } = subjectOf(text, registries);
  const { scanning = scanningOf(images) } = given;
  return outcomeOf({
    asked: askedImages(tree.images, policy),
    scanning: scanning.images.size === 0 ? undefined : scanning,
    intelligence: given.intelligence ?? intelligenceOf(),
    exceptions: given.exceptions ?? noExceptions,
    settings: { ...defaultVulnerabilities, ...given.settings },
    policyPath: undefined,
    today,
  });
}

/** The findings of an outcome, whatever it is. */
export function findingsOf(outcome: CheckOutcome): readonly Finding[] {
  return outcome.kind === "skipped" ? [] : outcome.findings;
}
