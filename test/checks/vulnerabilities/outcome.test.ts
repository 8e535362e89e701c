import { expect, test } from "@jest/globals";
import { notContacted, notScanned } from "../../../src/checks/vulnerabilities/rules/index.ts";
import type { ScannedImage } from "../../../src/checks/vulnerabilities/scanning.ts";
import { settle } from "../../../src/findings/settle.ts";
import { sha256 } from "../../../src/hash.ts";
import type { Finding } from "../../../src/model/finding.ts";
import { startOf } from "../../../src/model/location.ts";
import { defaultPolicy } from "../../../src/policy/default.ts";
import type { Policy, Waiver } from "../../../src/policy/policy.ts";
import { defaultVulnerabilities } from "../../../src/policy/vulnerabilities.ts";
import {
  digest,
  findingsOf,
  found,
  intelligenceOf,
  outcomeFor,
  podsWith,
  scanned,
  scanningOf,
  scanOf,
  today,
} from "./material.ts";

const web = "ghcr.io/acme/web:1.2";
const api = "ghcr.io/acme/api:2";
const one = scanned([scanOf([found()])]);

function onlyFinding(findings: readonly Finding[]): Finding {
  const [finding] = findings;
  if (finding === undefined || findings.length > 1) throw new Error(JSON.stringify(findings));
  return finding;
}

const linesOf = (findings: readonly Finding[]): string[] =>
  findings.map(({ rule, severity, location }) => `${location.line} ${severity} ${rule}`);

test("a vulnerability is one finding on the image's own line, with all that is known of it", () => {
  const scan = scanOf([
    found(
      {},
      {
        url: "https://avd.aquasec.com/nvd/cve-2023-5363",
        cvss: { score: 7.5 },
        published: "2023-10-25T18:17:43.613Z",
      },
    ),
  ]);
  const outcome = outcomeFor({
    images: { [web]: scanned([scan]) },
    intelligence: intelligenceOf({
      epss: { "CVE-2023-5363": { probability: 0.01, percentile: 0.8 } },
    }),
  });
  expect(outcome.kind).toBe("decided");
  expect(onlyFinding(findingsOf(outcome))).toEqual({
    check: "vulnerabilities",
    rule: "CVE-2023-5363",
    severity: "high",
    message:
      "openssl 3.1.4-r0 has CVE-2023-5363 (Incorrect cipher key & IV length processing): update to 3.1.4-r1.",
    remediation: "Update openssl to 3.1.4-r1, or the image to one built with it.",
    location: { path: "deploy/app.yaml", line: 7, column: 14, endLine: 7, endColumn: 36 },
    resource: {
      apiVersion: "v1",
      kind: "Pod",
      namespace: "shop",
      name: "p0",
      container: "app",
      fieldPath: "spec.containers[0].image",
    },
    image: web,
    vulnerability: {
      id: "CVE-2023-5363",
      title: "Incorrect cipher key & IV length processing",
      url: "https://avd.aquasec.com/nvd/cve-2023-5363",
      severitySource: "nvd",
      cvss: { score: 7.5 },
      published: "2023-10-25",
      fixable: true,
      epss: { probability: 0.01, percentile: 0.8 },
      kev: { listed: false },
      packages: [{ name: "openssl", installed: "3.1.4-r0", fixed: "3.1.4-r1", status: "fixed" }],
      platforms: ["linux/amd64"],
    },
    identity: [
      "deploy/app.yaml",
      "/Pod/shop/p0",
      "spec/containers/[name=app]/image",
      "ghcr.io/acme/web",
    ],
    offender: "openssl 3.1.4-r0",
  });
});

test("an image in several places is one finding with the others beside it", () => {
  const outcome = outcomeFor({ images: { [web]: one }, text: podsWith(web, api, web) });
  const [, first] = findingsOf(outcome);
  expect(first?.location.line).toBe(7);
  expect(first?.related).toEqual([
    {
      location: expect.objectContaining({ line: 23 }),
      message: "The same image, used by Pod p2.",
    },
  ]);
});

test("what nobody knows is null and never zero", () => {
  const outcome = outcomeFor({
    images: { [web]: one },
    intelligence: intelligenceOf({ obstacles: { kev: "it answered 503" } }),
  });
  expect(onlyFinding(findingsOf(outcome)).vulnerability).toMatchObject({ epss: null, kev: null });
  expect(outcome.kind).toBe("decided");
  expect(outcome.notices).toEqual([
    "Nothing is known from CISA's list of exploited vulnerabilities, which could not be had: it answered 503.",
  ]);
});

test.each([
  [
    { kev: "it answered 503" },
    { failOnKev: true },
    "fail-on-kev cannot decide without CISA's list of exploited vulnerabilities: it answered 503",
  ],
  [
    { epss: "nobody answered" },
    { epssThreshold: 0.5 },
    "epss-threshold cannot decide without the list of EPSS: nobody answered",
  ],
])("without %j, %j is an error", (obstacles, settings, reason) => {
  const intelligence = intelligenceOf({ obstacles });
  const outcome = outcomeFor({ images: { [web]: one }, intelligence, settings });
  expect(outcome).toMatchObject({ kind: "error", reason });
  expect(linesOf(findingsOf(outcome))).toEqual(["7 high CVE-2023-5363"]);
  const clean = { [web]: scanned([scanOf([found({ id: "TEMP-0000001-ABCDEF" })])]) };
  // The list has nothing to say about anything that was found.
  expect(outcomeFor({ images: clean, intelligence, settings }).kind).toBe("decided");
});

test("a list that is missing without a word is missing all the same", () => {
  const intelligence = { ...intelligenceOf(), kevFeed: null };
  const outcome = outcomeFor({
    images: { [web]: one },
    intelligence,
    settings: { failOnKev: true },
  });
  expect(outcome).toMatchObject({
    kind: "error",
    reason:
      "fail-on-kev cannot decide without CISA's list of exploited vulnerabilities: nobody got it",
  });
});

test("an image that was not scanned is an error that names it; the others are judged", () => {
  const outcome = outcomeFor({
    images: {
      [api]: { kind: "undecided", reason: "the registry answered 401", digest },
      [web]: one,
    },
  });
  expect(outcome).toMatchObject({
    kind: "error",
    reason: `${api} was not scanned: the registry answered 401`,
    vulnerabilities: { images: 1, reused: 0 },
  });
  expect(linesOf(findingsOf(outcome))).toEqual([
    "7 high vulnerabilities/not-scanned",
    "15 high CVE-2023-5363",
  ]);
  expect([...(outcome.images ?? [])]).toEqual([
    [api, { kind: "judged", state: "error", digest }],
    [web, { kind: "judged", state: "passed", digest, platforms: ["linux/amd64"] }],
  ]);
});

test("what to do about an image that was not scanned depends on the cause", () => {
  const remedyOf = (image: ScannedImage): string | undefined =>
    onlyFinding(findingsOf(outcomeFor({ images: { [web]: image } }))).remediation;
  const undecided = { kind: "undecided", reason: "the registry answered 429" } as const;
  expect(remedyOf({ ...undecided, remedy: "Wait." })).toBe("Wait.");
  expect(remedyOf(undecided)).toBe(notScanned.remediation);
});

test("a placeholder in the place of an image is told apart from a place that is not allowed", () => {
  const remedyOf = (text: string): string | undefined =>
    onlyFinding(
      findingsOf(
        outcomeFor({
          images: {},
          text: podsWith(text),
          registries: { allow: ["ghcr.io/acme/"] },
        }),
      ),
    ).remediation;
  for (const text of ["{{ .Values.image }}", "${IMAGE}", "ghcr.io/acme/WEB:1"]) {
    expect(remedyOf(text)).toMatch(/helm template.*--image NAME=REF/);
  }
  expect(remedyOf("quay.io/other/api:1")).toBe(notContacted.remediation);
});

test("what is to be said of the database is a notice", () => {
  const said = { ...scanningOf({ [web]: one }), notices: ["The database is 9 days old."] };
  const outcome = outcomeFor({ images: { [web]: one }, scanning: said });
  expect(outcome.notices).toEqual(["The database is 9 days old."]);
});

test.each([
  ["left out of the answer", { images: { [web]: one }, text: podsWith(web, api) }],
  ["scanned on no platform", { images: { [web]: one, [api]: scanned([]) } }],
])("an image that was %s was not scanned", (_, given) => {
  expect(outcomeFor(given)).toMatchObject({
    kind: "error",
    reason: `${api} was not scanned: nobody looked at it`,
  });
});

test("what else could not be done is an error beside the findings", () => {
  const scanning = { ...scanningOf({ [web]: one }), obstacles: ["web: no bill of materials"] };
  const outcome = outcomeFor({ images: { [web]: one }, scanning });
  expect(outcome).toMatchObject({ kind: "error", reason: "web: no bill of materials" });
  expect(findingsOf(outcome)).toEqual(findingsOf(outcomeFor({ images: { [web]: one } })));
  expect(findingsOf(outcome)).not.toEqual([]);
});

test("of many causes the first are told", () => {
  const references = [1, 2, 3, 4, 5, 6, 7].map((each) => `ghcr.io/acme/i${each}:1`);
  const images = Object.fromEntries(
    references.map((each) => [each, { kind: "undecided", reason: "it is gone" } as const]),
  );
  const outcome = outcomeFor({ images });
  expect(outcome).toMatchObject({
    kind: "error",
    reason: expect.stringMatching(/^ghcr\.io\/acme\/i1:1 was .*i5:1 was .* gone; and 2 more$/),
  });
  expect(findingsOf(outcome)).toHaveLength(7);
});

test("an image that is not admitted, or cannot be read, is a finding and the check decides", () => {
  const outcome = outcomeFor({
    images: { [web]: one },
    text: podsWith(web, "quay.io/other/api:1", "a b"),
    registries: { allow: ["ghcr.io/acme/"] },
  });
  expect(outcome).toMatchObject({
    kind: "decided",
    reason: "3 images: 1 scanned, 2 not contacted",
  });
  expect(findingsOf(outcome).map(({ rule, message }) => `${rule}: ${message}`)).toEqual([
    "vulnerabilities/not-contacted: The image was not contacted, so nothing is known of its vulnerabilities: the reference cannot be read: it has a space at character 2.",
    expect.stringMatching(/^CVE-2023-5363: /),
    "vulnerabilities/not-contacted: The image was not contacted, so nothing is known of its vulnerabilities: registries.allow does not admit it.",
  ]);
  expect(outcome.images?.get("quay.io/other/api:1")).toEqual({ kind: "judged", state: "failed" });
});

test("tags of one image are one image in the summary, and one finding each", () => {
  const outcome = outcomeFor({
    images: { [web]: one, "ghcr.io/acme/web:latest": scanned([scanOf([found()])], true) },
  });
  expect(outcome.vulnerabilities).toEqual({
    trivy: { version: "0.74.0", origin: "release 0.74.0" },
    database: { repository: "db.example/trivy-db:2", updatedAt: "2026-11-21T00:00:00Z" },
    epss: { source: "https://lists.example", version: "1", date: today },
    kev: { source: "https://lists.example", version: "1", date: today },
    images: 1,
    reused: 0,
  });
  expect(findingsOf(outcome)).toHaveLength(2);
});

test.each([
  ["off", { settings: { epss: { kind: "off" }, kev: { kind: "off" } } }, "off", "off"],
  [
    "not to be had",
    { obstacles: { epss: "timeout", kev: "timeout" } },
    "unavailable",
    "unavailable",
  ],
  ["not needed", {}, "not-needed", "not-needed"],
  ["off and had", { settings: { epss: { kind: "off" } }, hasKev: true }, "off", undefined],
] as const)("a list that nobody read says why: %s", (_, given, epss, kev) => {
  const {
    settings = {},
    obstacles = {},
    hasKev = false,
  } = {
    settings: undefined,
    obstacles: undefined,
    hasKev: undefined,
    ...given,
  };
  const lists = intelligenceOf({ obstacles });
  const intelligence = { ...lists, epssFeed: null, kevFeed: hasKev ? lists.kevFeed : null };
  const images = { [web]: scanned([scanOf()]) };
  expect(outcomeFor({ images, settings, intelligence }).vulnerabilities?.missing).toEqual({
    epss,
    ...(kev === undefined ? {} : { kev }),
  });
});

test("what nobody has rated says so beside the severity that it counts as", () => {
  const rows = [found({ severity: "UNKNOWN" }), found({ id: "CVE-2024-1", severity: "MEDIUM" })];
  const findings = findingsOf(outcomeFor({ images: { [web]: scanned([scanOf(rows)]) } }));
  expect(
    findings.map(({ rule, severity, vulnerability }) => [rule, severity, vulnerability?.unrated]),
  ).toEqual([
    ["CVE-2023-5363", "medium", true],
    ["CVE-2024-1", "medium", undefined],
  ]);
});

test("a result that was kept is counted as such", () => {
  const outcome = outcomeFor({ images: { [web]: scanned([scanOf()], true) } });
  expect(outcome.vulnerabilities).toMatchObject({ images: 1, reused: 1 });
});

test("images with the same packages share what is said of them", () => {
  const facts = found().facts;
  const images = Object.fromEntries(
    [web, api].map((each) => [each, scanned([scanOf([{ ...found(), facts }])])]),
  );
  const [a, b] = findingsOf(outcomeFor({ images }));
  expect(a?.vulnerability).toBe(b?.vulnerability);
  expect(a?.image).not.toBe(b?.image);
});

test("the gate's word stands on the finding", () => {
  const outcome = outcomeFor({
    images: { [web]: scanned([scanOf([found({ severity: "LOW" })])]) },
    settings: { failOnKev: true },
    intelligence: intelligenceOf({
      kev: { "CVE-2023-5363": { listed: true, since: "2023-11-01", ransomware: false } },
    }),
  });
  expect(onlyFinding(findingsOf(outcome))).toMatchObject({
    severity: "low",
    gate: { fails: true, reason: "it is known to be exploited since 2023-11-01 (fail-on-kev)" },
  });
});

function settled(
  images: Parameters<typeof outcomeFor>[0]["images"],
  policy: Partial<Policy> = {},
  given: Partial<Parameters<typeof outcomeFor>[0]> = {},
) {
  const findings = findingsOf(outcomeFor({ images, ...given }));
  const rules = ["vulnerabilities/not-scanned", "image/shell"];
  return settle(findings, { ...defaultPolicy(), ...policy }, today, rules);
}

function fingerprintOf(text: string, reference: string, version = "3.1.4-r0"): string[] {
  const images = { [reference]: scanned([scanOf([found({ installed: version })])]) };
  const [finding] = settled(images, {}, { text }).findings;
  return [finding?.fingerprint ?? "", finding?.evidence ?? ""];
}

test("the fingerprint survives a new tag, a digest, a new line and a new version of the package", () => {
  const [fingerprint, evidence] = fingerprintOf(podsWith(web), web);
  for (const reference of ["ghcr.io/acme/web:9", `ghcr.io/acme/web@${digest}`]) {
    expect(fingerprintOf(`# moved\n${podsWith(reference)}`, reference)).toEqual([
      fingerprint,
      evidence,
    ]);
  }
  const [same, other] = fingerprintOf(podsWith(web), web, "3.1.4-r9");
  expect(same).toBe(fingerprint);
  expect(other).not.toBe(evidence);
  expect(evidence).toBe(sha256('"openssl 3.1.4-r0"'));
  expect(fingerprintOf(podsWith(api), api)[0]).not.toBe(fingerprint);
});

const waiver = (changes: Partial<Waiver>): Waiver => ({
  rule: "CVE-2023-5363",
  reason: "not reachable",
  location: { ...startOf("p.yml"), line: 4 },
  ...changes,
});

test.each<[changes: Partial<Waiver>, statuses: string[]]>([
  [{}, ["waived", "waived"]],
  [{ image: "ghcr.io/acme/web" }, ["open", "waived"]],
  [{ image: "ghcr.io/acme/web:1.2", expires: today }, ["open", "waived"]],
  [{ image: "ghcr.io/acme/web:1.3" }, ["open", "open"]],
  [{ expires: "2026-11-20" }, ["open", "open"]],
  [{ rule: "CVE-2023-5364" }, ["open", "open"]],
])("a waiver with %j", (changes, statuses) => {
  const { findings } = settled({ [api]: one, [web]: one }, { waivers: [waiver(changes)] });
  expect(findings.map(({ status }) => status)).toEqual(statuses);
});

test("a waiver of a vulnerability is unused only where images were looked at", () => {
  const findings = findingsOf(outcomeFor({ images: { [web]: scanned([scanOf()]) } }));
  const policy = { ...defaultPolicy(), waivers: [waiver({})] };
  expect(settle(findings, policy, today, ["network/policy"]).notices).toEqual([]);
  expect(settle(findings, policy, today, ["vulnerabilities/not-scanned"]).notices).toEqual([
    "p.yml:4:1: The waiver of CVE-2023-5363 covers nothing; remove it, or correct what it names.",
  ]);
});

test("what a VEX document accepts is shown as waived, and a waiver of the policy is not needed", () => {
  const exceptions = () => ({ reason: "VEX not_affected: component_not_present (a.json)" });
  const { findings } = settled({ [web]: one }, {}, { exceptions });
  expect(findings).toMatchObject([
    {
      rule: "CVE-2023-5363",
      status: "waived",
      waiver: { reason: "VEX not_affected: component_not_present (a.json)" },
    },
  ]);
});

test("vulnerabilities.rules sets the rules of the check, and neither vulnerabilities nor what was not judged", () => {
  const images = {
    [api]: { kind: "undecided", reason: "it is gone" } as const,
    [web]: scanned([
      scanOf([found()], {
        user: "",
        packages: [
          { name: "bash", version: "1", isSystem: true },
          { name: "curl", version: "1", isSystem: true },
        ],
      }),
    ]),
  };
  const rules = (
    [
      ["*", "off"],
      ["image/*", "on"],
      ["image/shell", "high"],
      ["image/debug-tools", "off"],
    ] as const
  ).map(([pattern, setting]) => ({ pattern, setting, location: startOf("p.yml") }));
  const { findings } = settled(images, {
    vulnerabilities: { ...defaultVulnerabilities, rules },
    manifests: {
      podSecurity: undefined,
      rules: [{ pattern: "*", setting: "off", location: startOf("p.yml") }],
    },
  });
  expect(findings.map(({ rule, severity }) => `${severity} ${rule}`)).toEqual([
    "high vulnerabilities/not-scanned",
    "high CVE-2023-5363",
    "high image/shell",
    "low image/runs-as-root",
  ]);
});
