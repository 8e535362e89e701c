import { expect, test } from "@jest/globals";
import { noExceptions } from "../../../src/checks/vulnerabilities/exception.ts";
import { vulnerabilities } from "../../../src/checks/vulnerabilities/index.ts";
import { scanRules } from "../../../src/checks/vulnerabilities/rules/index.ts";
import type { ScanBasis, ScanOffence } from "../../../src/checks/vulnerabilities/scan-rule.ts";
import type { ImageScan, ScannedPackage, ScannedSecret } from "../../../src/trivy/image-scan.ts";
import { digest, scanOf, today } from "./material.ts";

const basis: ScanBasis = {
  settings: { failOnEndOfLife: false },
  exceptions: noExceptions,
  today,
};

/** What all rules have against scans; a scan that a test does not change has nothing against it. */
function offencesIn(
  scans: readonly Partial<ImageScan>[],
  changes: Partial<ScanBasis> = {},
): (ScanOffence & { readonly rule: string })[] {
  const subject = {
    image: { reference: "web", name: "docker.io/library/web", digest },
    scans: scans.map((scan) => scanOf([], scan)),
  };
  return scanRules.flatMap((rule) =>
    rule.judge(subject, { ...basis, ...changes }).map((offence) => ({ rule: rule.id, ...offence })),
  );
}

function messagesIn(...scans: readonly Partial<ImageScan>[]): string[] {
  return offencesIn(scans).map(({ rule, message }) => `${rule}: ${message}`);
}

const system = (...names: readonly string[]): ScannedPackage[] =>
  names.map((name) => ({ name, version: "1", isSystem: true }));

const secret: ScannedSecret = {
  rule: "aws-access-key-id",
  category: "AWS",
  severity: "CRITICAL",
  title: "AWS Access Key ID",
  path: "/app/.env",
  line: 3,
};

test("every rule of the check is of this check, with a name of its own", () => {
  const ids = vulnerabilities.rules.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(vulnerabilities.rules.every(({ check }) => check === "vulnerabilities")).toBe(true);
  expect(ids.every((id) => /^(?:vulnerabilities|image)\/[a-z-]+$/.test(id))).toBe(true);
});

test("an image with nothing wrong has nothing against it", () => {
  expect(messagesIn({}, { platform: "linux/arm64" })).toEqual([]);
});

test.each(["", "root", "0", "0:0", "root:root", ":1000", "00"])("the user %j is root", (user) => {
  expect(offencesIn([{ user }]).map(({ rule }) => rule)).toEqual(["image/runs-as-root"]);
});

test.each(["65532", "1000:0", "nonroot", "10", "rooty"])("the user %j is not root", (user) => {
  expect(messagesIn({ user })).toEqual([]);
});

test("on Windows nobody is root", () => {
  expect(messagesIn({ user: "", platform: "windows(10.0.20348.2113)/amd64" })).toEqual([]);
});

test.each<[packages: string[], message: string]>([
  [["busybox", "musl"], "image/shell: The image has a shell: busybox."],
  [["dash", "bash"], "image/shell: The image has a shell: bash and dash."],
  [["apk-tools"], "image/package-manager: The image has a package manager: apk-tools."],
  [["dpkg", "apt"], "image/package-manager: The image has a package manager: apt and dpkg."],
  [
    ["curl", "nmap", "tcpdump"],
    "image/debug-tools: The image has tools for debugging or fetching: curl, nmap and tcpdump.",
  ],
])("packages %j", (packages, message) => {
  expect(messagesIn({ packages: system(...packages) })).toEqual([message]);
});

test("a library of a language that is called like a program is none", () => {
  const packages = ["curl", "bash", "apt"].map((name) => ({ name, version: "1", isSystem: false }));
  expect(messagesIn({ packages })).toEqual([]);
});

test("what is so on one platform only is said of that platform", () => {
  expect(
    messagesIn(
      { packages: system("bash") },
      { platform: "linux/arm64" },
      { platform: "linux/s390x" },
    ),
  ).toEqual(["image/shell: The image has a shell on linux/amd64: bash."]);
});

test.each<[created: string | undefined, isOld: boolean]>([
  ["2025-11-20T23:59:59Z", true],
  ["2025-11-21T00:00:00Z", false],
  ["2016-01-01T00:00:00Z", true],
  // Builds that are to be the same each time say that they are of no time.
  ["1970-01-01T00:00:00Z", false],
  ["1980-01-01T00:00:01Z", false],
  ["0001-01-01T00:00:00Z", false],
  ["2099-01-01T00:00:00Z", false],
  [undefined, false],
])("an image of %s", (created, isOld) => {
  const { created: _, ...rest } = scanOf();
  const scan = created === undefined ? rest : { ...rest, created };
  const subject = { image: { reference: "a", name: "a", digest }, scans: [scan] };
  const found = scanRules.flatMap((rule) => rule.judge(subject, basis));
  expect(found.map(({ message }) => message)).toEqual(
    isOld ? [`The image was made on ${created?.slice(0, 10)}, more than a year ago.`] : [],
  );
});

test("what Trivy could not recognise is said once, of the platforms that have it", () => {
  const nothing = "Neither a distribution nor a package was recognised.";
  const remarks = [nothing];
  expect(messagesIn({ remarks }, { remarks, platform: "linux/arm64" })).toEqual([
    `image/unknown-contents: The image was not recognised in full. ${nothing}`,
  ]);
  expect(messagesIn({}, { remarks, platform: "linux/arm64" })).toEqual([
    `image/unknown-contents: The image was not recognised in full on linux/arm64. ${nothing}`,
  ]);
});

test("a distribution without support fails only where the policy says so", () => {
  const scans = [{ distribution: { family: "debian", version: "9.13", isEndOfLife: true } }];
  const offence = {
    rule: "vulnerabilities/end-of-life",
    message:
      "The image is built on debian 9.13, which is no longer supported: new vulnerabilities in it are neither fixed nor listed.",
    offender: "debian 9.13",
  };
  expect(offencesIn(scans)).toEqual([offence]);
  expect(offencesIn(scans, { settings: { failOnEndOfLife: true } })).toEqual([
    {
      ...offence,
      gate: {
        fails: true,
        reason: "its distribution is no longer supported (fail-on-end-of-life)",
      },
    },
  ]);
});

test("a secret is told once for all platforms, without the secret, as badly as Trivy says", () => {
  expect(
    offencesIn([
      { secrets: [secret, { ...secret, path: "/b", severity: "UNKNOWN", line: 1 }] },
      { secrets: [secret], platform: "linux/arm64" },
    ]),
  ).toEqual([
    {
      rule: "vulnerabilities/secret",
      message:
        "The image holds what looks like a secret: AWS Access Key ID (aws-access-key-id) in /app/.env, line 3.",
      severity: "critical",
      subject: "aws-access-key-id /app/.env",
      offender: "aws-access-key-id /app/.env",
    },
    {
      rule: "vulnerabilities/secret",
      message:
        "The image holds what looks like a secret: AWS Access Key ID (aws-access-key-id) in /b, line 1.",
      severity: "medium",
      subject: "aws-access-key-id /b",
      offender: "aws-access-key-id /b",
    },
  ]);
});

test("a secret of the image's configuration is told by where to look, once for all lines of it", () => {
  const inEnv = { ...secret, path: "configuration", line: 19 };
  const offences = offencesIn([{ secrets: [inEnv, { ...inEnv, line: 40 }] }]);
  expect(offences.map(({ message, subject }) => [message, subject])).toEqual([
    [
      "The image holds what looks like a secret: AWS Access Key ID (aws-access-key-id) in the image's configuration (Env of `docker inspect`, or `docker history`).",
      "aws-access-key-id configuration",
    ],
  ]);
});

test("a secret is accepted where it is on every platform", () => {
  const scans = [{ secrets: [secret] }, { secrets: [secret], platform: "linux/arm64" }];
  const acceptedWith = (platforms: readonly string[]) =>
    offencesIn(scans, {
      exceptions: ({ kind, id, path, scan }) =>
        kind === "secret" &&
        `${id} ${path}` === "aws-access-key-id /app/.env" &&
        platforms.includes(scan.platform)
          ? { reason: "an example" }
          : undefined,
    }).map(({ accepted }) => accepted);
  expect(acceptedWith(["linux/amd64", "linux/arm64"])).toEqual([{ reason: "an example" }]);
  expect(acceptedWith(["linux/amd64"])).toEqual([undefined]);
});
