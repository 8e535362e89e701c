import { expect, test } from "@jest/globals";
import { filesNamedIn, withFilePaths } from "../../src/policy/named-files.ts";
import {
  defaultVulnerabilities,
  type VulnerabilitiesPolicy,
} from "../../src/policy/vulnerabilities.ts";
import { mistakesIn, policyIn } from "./reading-policies.ts";

function sectionIn(text: string): VulnerabilitiesPolicy {
  const { vulnerabilities } = policyIn(`version: 1\n${text}`);
  if (vulnerabilities === undefined) throw new Error("the policy has no section vulnerabilities");
  return vulnerabilities;
}

/** The mistakes in a section that is written on the line behind its key. */
function mistakesInSection(section: string): string[] {
  return mistakesIn(`version: 1\nvulnerabilities: ${section}\n`).map((line) =>
    line.replace(/^p\.yml:2:\d+: /, ""),
  );
}

const at = (line: number, column: number) =>
  expect.objectContaining({ path: "p.yml", line, column });
const hash = "a".repeat(64);

test("a policy without the section says nothing about vulnerabilities", () => {
  expect(policyIn("version: 1\n").vulnerabilities).toBeUndefined();
});

test("an empty section has its defaults", () => {
  expect(sectionIn("vulnerabilities: {}\n")).toEqual(defaultVulnerabilities);
});

test("every key reaches the policy", () => {
  const section = sectionIn(`vulnerabilities:
  trivy: { version: 0.75.0, sha256: ${hash}, mirror: https://mirror.example.com/trivy }
  db-repository: [mirror.example.com/trivy-db:2, ghcr.io/aquasecurity/trivy-db:2]
  java-db-repository: mirror.example.com/trivy-java-db:1
  platforms: [linux/amd64, linux/arm/v7]
  ignore-unfixed: true
  max-db-age: 48h
  fail-on-kev: true
  epss-threshold: 0.25
  epss: lists/epss.csv
  kev: https://lists.example.com/kev.json
  grace: 14d
  timeout: 90s
  secrets: true
  fail-on-end-of-life: true
  vex: [vex/web.json]
  ignore-files: [.trivyignore]
  rules: { image/*: off, image/shell: low }
`);
  expect(section).toEqual({
    trivy: {
      version: "0.75.0",
      sha256: hash,
      path: undefined,
      mirror: "https://mirror.example.com/trivy",
    },
    databaseRepositories: ["mirror.example.com/trivy-db:2", "ghcr.io/aquasecurity/trivy-db:2"],
    javaDatabaseRepositories: ["mirror.example.com/trivy-java-db:1"],
    platforms: ["linux/amd64", "linux/arm/v7"],
    ignoreUnfixed: true,
    maxDatabaseAgeMs: 48 * 3_600_000,
    failOnKev: true,
    epssThreshold: 0.25,
    epss: { kind: "file", file: { path: "lists/epss.csv", location: at(11, 9) } },
    kev: { kind: "url", url: "https://lists.example.com/kev.json" },
    graceMs: 14 * 86_400_000,
    timeoutMs: 90_000,
    secrets: true,
    failOnEndOfLife: true,
    vex: [{ path: "vex/web.json", location: at(17, 9) }],
    vexAttestations: [],
    ignoreFiles: [{ path: ".trivyignore", location: at(18, 18) }],
    rules: [
      { pattern: "image/*", setting: "off", location: at(19, 21) },
      { pattern: "image/shell", setting: "low", location: at(19, 39) },
    ],
  });
});

test.each<[text: string, trivy: object]>([
  ["{ version: system }", { version: "system" }],
  [`{ version: system, sha256: ${hash} }`, { version: "system", sha256: hash }],
  ["{ path: /opt/trivy }", { path: "/opt/trivy" }],
  ["{ path: 'C:\\trivy.exe', version: 0.75.0 }", { path: "C:\\trivy.exe", version: "0.75.0" }],
  ["{ version: 0.74.0 }", { version: "0.74.0" }],
  ["{ mirror: 'http://[::1]:8080/a' }", { mirror: "http://[::1]:8080/a" }],
])("trivy: %s", (text, trivy) => {
  expect(sectionIn(`vulnerabilities: { trivy: ${text} }`).trivy).toEqual({
    ...defaultVulnerabilities.trivy,
    ...trivy,
  });
});

test.each([
  ["published", { kind: "published" }],
  ["off", { kind: "off" }],
  ["false", { kind: "off" }],
  ["http://localhost:1/kev.json", { kind: "url", url: "http://localhost:1/kev.json" }],
])("kev: %s", (text, kev) => {
  expect(sectionIn(`vulnerabilities: { kev: ${JSON.stringify(text)} }`).kev).toEqual(
    text === "false" ? expect.objectContaining({ kind: "file" }) : kev,
  );
  if (!text.includes("://")) {
    expect(sectionIn(`vulnerabilities: { kev: ${text} }`).kev).toEqual(kev);
  }
});

test.each<[section: string, mistake: string]>([
  [
    "{ max-db-age: 48 }",
    "vulnerabilities.max-db-age is 48; it must be a whole number with a unit (s, m, h or d) such as 48h, at most 3650d",
  ],
  [
    "{ grace: 2w }",
    'vulnerabilities.grace is "2w"; it must be a whole number with a unit (s, m, h or d) such as 14d, at most 365d',
  ],
  [
    "{ grace: 366d }",
    'vulnerabilities.grace is "366d"; it must be a whole number with a unit (s, m, h or d) such as 14d, at most 365d',
  ],
  [
    "{ timeout: 0m }",
    'vulnerabilities.timeout is "0m"; it must be a whole number with a unit (s, m, h or d) such as 5m, at most 12h',
  ],
  [
    "{ epss-threshold: 10% }",
    'vulnerabilities.epss-threshold is "10%"; it must be a number from 0 to 1, such as 0.1 for 10 %',
  ],
  [
    "{ epss-threshold: -0.1 }",
    "vulnerabilities.epss-threshold is -0.1; it must be a number from 0 to 1",
  ],
  [
    "{ epss: 'http://a.example/e' }",
    'vulnerabilities.epss is "http://a.example/e"; it must begin with https://; http:// counts on the own machine only',
  ],
  [
    "{ kev: 'https://u:p@a.example/e' }",
    'vulnerabilities.kev is "https://u:p@a.example/e"; it must not hold a user or a password',
  ],
  [
    "{ kev: 'ftp://a.example/e' }",
    'vulnerabilities.kev is "ftp://a.example/e"; it must begin with https://',
  ],
  [
    "{ kev: ../kev.json }",
    'vulnerabilities.kev is "../kev.json"; it must stay in the repository, without ".."',
  ],
  [
    "{ fail-on-kev: true, kev: off }",
    "vulnerabilities.kev: it is off, and fail-on-kev needs the list; remove one of the two",
  ],
  [
    "{ epss-threshold: 0, epss: off }",
    "vulnerabilities.epss: it is off, and epss-threshold needs the list; remove one of the two",
  ],
  [
    "{ platforms: [linux] }",
    'vulnerabilities.platforms[0] is "linux"; it must be OS/ARCHITECTURE or OS/ARCHITECTURE/VARIANT, such as linux/amd64 or linux/arm/v7',
  ],
  [
    "{ platforms: [] }",
    "vulnerabilities.platforms is a list; it must be a platform such as linux/amd64, or a list of platforms, not an empty list",
  ],
  [
    "{ db-repository: 'https://a.example/db' }",
    'vulnerabilities.db-repository is "https://a.example/db"; it has a scheme at character 1; references start with the host',
  ],
  [
    "{ trivy: { version: 0.69.5 } }",
    'vulnerabilities.trivy.version is "0.69.5"; an attacker published it (CVE-2026-33634), so it is never run; known: 0.74.0',
  ],
  [
    `{ trivy: { version: 0.69.6, sha256: ${hash} } }`,
    'vulnerabilities.trivy.version is "0.69.6"; an attacker published it (CVE-2026-33634), so it is never run; known: 0.74.0',
  ],
  [
    "{ trivy: { version: 0.75.0 } }",
    "vulnerabilities.trivy.version: the SHA-256 of 0.75.0 is not known here; known: 0.74.0; add sha256",
  ],
  [
    "{ trivy: { version: latest } }",
    'vulnerabilities.trivy.version is "latest"; it must be a version such as 0.74.0, without "v", or system for the Trivy on PATH',
  ],
  [
    "{ trivy: { version: 0.75.0, sha256: ABC } }",
    'vulnerabilities.trivy.sha256 is "ABC"; it must be 64 lower-case hexadecimal digits, as sha256sum prints them',
  ],
  [
    `{ trivy: { sha256: ${hash} } }`,
    "vulnerabilities.trivy.sha256: it needs a version or a path beside it",
  ],
  [
    "{ trivy: { path: ./trivy } }",
    'vulnerabilities.trivy.path is "./trivy"; it must be absolute: a path in the repository could be the change\'s own program',
  ],
  [
    "{ trivy: { path: /a/trivy, version: system } }",
    "vulnerabilities.trivy.path: there is version: system too, which looks on PATH; keep one of the two",
  ],
  [
    "{ trivy: { path: /a/trivy, mirror: 'https://a.example' } }",
    "vulnerabilities.trivy.mirror: nothing is fetched with path or version: system; remove it",
  ],
  [
    "{ trivy: { mirror: mirror.example.com } }",
    'vulnerabilities.trivy.mirror is "mirror.example.com"; it is not an address such as https://mirror.example.com/a',
  ],
  [
    "{ vex: [a.json, ../b.json] }",
    'vulnerabilities.vex[1] is "../b.json"; it must stay in the repository, without ".."',
  ],
  [
    "{ rules: { image/shel: off } }",
    'vulnerabilities.rules names "image/shel"; no rule has that name; did you mean "image/shell"?',
  ],
  [
    "{ rules: { network/policy: off } }",
    'vulnerabilities.rules names "network/policy"; that is of the check manifests, and here only rules of vulnerabilities can be set',
  ],
  [
    "{ rules: { CVE-2023-5363: off } }",
    'vulnerabilities.rules names "CVE-2023-5363"; a vulnerability is accepted by a waiver, which has a reason and an end',
  ],
  [
    "{ rules: { vulnerabilities/not-scanned: off } }",
    'vulnerabilities.rules names "vulnerabilities/not-scanned"; it says that something was not judged, so it cannot be switched off or lowered; name the path under "exclude" or in a waiver',
  ],
  [
    "{ fail-on-kve: true }",
    'unknown key "fail-on-kve" in vulnerabilities; did you mean "fail-on-kev"?',
  ],
])("%s is a mistake", (section, mistake) => {
  expect(mistakesInSection(section)).toEqual([mistake]);
});

test("a mistake has the place where it stands", () => {
  expect(mistakesIn("version: 1\nvulnerabilities:\n  trivy:\n    version: 0.69.4\n")).toEqual([
    'p.yml:4:14: vulnerabilities.trivy.version is "0.69.4"; an attacker published it (CVE-2026-33634), so it is never run; known: 0.74.0',
  ]);
});

test.each(["CVE-2023-5363", "GHSA-jfh8-c2jp-5v3q", "DLA-3588-1", "TEMP-0000000-F7A20F"])(
  "a waiver may name the vulnerability %s",
  (rule) => {
    expect(mistakesIn(`{ version: 1, waivers: [{ rule: ${rule}, reason: a }] }`)).toEqual([]);
  },
);

test.each(["CVE-2023-*", "cve-2023-5363", "CVE", `CVE-${"1".repeat(100)}`, "CVE-2023 5363"])(
  "a waiver may not name %j",
  (rule) => {
    const text = `{ version: 1, waivers: [{ rule: ${JSON.stringify(rule)}, reason: a }] }`;
    expect(mistakesIn(text)).toHaveLength(1);
  },
);

test.each(["CVE-2024-*", "cve-2024-1234", "GHSA-*", "CVE-{2023,2024}-*"])(
  "%s says how a vulnerability is named",
  (rule) => {
    const text = `{ version: 1, waivers: [{ rule: ${JSON.stringify(rule)}, reason: a }] }`;
    const [mistake] = mistakesIn(text);
    expect(mistake).toMatch(/a vulnerability is named in full .*such as CVE-2023-5363/);
    expect(mistake).not.toContain("portcullis rules");
  },
);

test("the files of the section are named and can be moved", () => {
  const policy = policyIn(
    "{ version: 1, vulnerabilities: { epss: e.csv, kev: k.json, vex: [v.json], ignore-files: [i] } }",
  );
  expect(filesNamedIn(policy)).toEqual([
    { key: "vulnerabilities.epss", path: "e.csv" },
    { key: "vulnerabilities.kev", path: "k.json" },
    { key: "vulnerabilities.vex", path: "v.json" },
    { key: "vulnerabilities.ignore-files", path: "i" },
  ]);
  const moved = withFilePaths(policy, (path) => `/base/${path}`);
  expect(filesNamedIn(moved).map(({ path }) => path)).toEqual([
    "/base/e.csv",
    "/base/k.json",
    "/base/v.json",
    "/base/i",
  ]);
  expect(moved.vulnerabilities?.vex).toEqual([
    { path: "/base/v.json", shown: "v.json", location: expect.any(Object) },
  ]);
});
