import { expect, test } from "@jest/globals";
import type { Report } from "../../../src/model/report.ts";
import { linesOf, reportOn } from "../signatures/checked-repository.ts";

/** The report of this check alone; nothing may be contacted. */
function reported(
  images: readonly string[],
  policy: string,
  files: Readonly<Record<string, string>> = {},
): Promise<Report> {
  return reportOn(images, policy, files, { checks: ["vulnerabilities"], offline: true });
}

test("without an image there is nothing to look at, and nothing is fetched", async () => {
  const { verdict, checks } = await reported([], "version: 1\n");
  expect(verdict).toBe("pass");
  expect(checks.vulnerabilities).toMatchObject({
    state: "passed",
    reason: "no image in the files",
  });
});

test.each(["vulnerabilities", "signatures"] as const)(
  "a shard to which no image falls does not say that there is none (%s)",
  async (check) => {
    const of = (index: number): Promise<Report> =>
      reportOn(
        ["ghcr.io/acme/web:1"],
        "version: 1\nsignatures: { images: [{ match: ghcr.io/acme/**, skip: true, reason: a }] }\n",
        {},
        { checks: [check], offline: true, shard: { index, of: 3 } },
      );
    const reasons = (await Promise.all([of(1), of(2), of(3)])).map(
      ({ checks }) => checks[check]?.reason ?? "",
    );
    const empty = reasons.filter((reason) => reason.startsWith("none of"));
    expect(empty).toHaveLength(2);
    for (const reason of empty) {
      expect(reason).toBe(`none of the 1 image falls to shard ${reasons.indexOf(reason) + 1} of 3`);
    }
  },
);

test("without an image that is admitted nothing is fetched, and each is a finding", async () => {
  const report = await reported(
    ["quay.io/other/api:1", "a b"],
    "version: 1\nregistries: { allow: [ghcr.io/acme/] }\n",
  );
  expect(report.verdict).toBe("fail");
  expect(linesOf(report)).toEqual([
    "7 critical vulnerabilities/not-contacted",
    "15 critical vulnerabilities/not-contacted",
  ]);
  expect(report).not.toHaveProperty("vulnerabilities");
  expect(report.images.map(({ checks }) => checks)).toEqual([
    { vulnerabilities: "failed" },
    { vulnerabilities: "failed" },
  ]);
});

test("what was not contacted is waived by its rule and path in full, and by nothing less", async () => {
  const policy = (waiver: string): string =>
    `version: 1\nregistries: { allow: [] }\nwaivers: [{ reason: known, ${waiver} }]\n`;
  const verdictWith = async (waiver: string): Promise<string> =>
    (await reported(["a/b:1"], policy(waiver))).verdict;
  const rule = "rule: vulnerabilities/not-contacted";
  expect(await verdictWith(`${rule}, path: deploy/pods.yaml`)).toBe("pass");
  expect(await verdictWith(`${rule}, path: deploy/pods.yaml, image: docker.io/**`)).toBe("fail");
  expect(await verdictWith('rule: "vulnerabilities/*", path: deploy/pods.yaml')).toBe("fail");
  await expect(verdictWith(`${rule}, image: "**"`)).rejects.toThrow("must name one file");
});

test.each<[what: string, policy: string, files: Record<string, string>, reason: string]>([
  [
    "a VEX document that is not there",
    "vulnerabilities: { vex: [gone.json] }",
    {},
    "gone.json cannot be read: there is no such file",
  ],
  [
    "a VEX document that is none",
    "vulnerabilities: { vex: [a.json] }",
    { "a.json": "{}" },
    "a.json: is not a VEX document; it must be OpenVEX 0.2.0, CSAF 2.0 or CycloneDX 1.4 to 1.6 in JSON",
  ],
  [
    "mistakes in several files",
    "vulnerabilities: { vex: [a.json], ignore-files: [b, gone] }",
    { "a.json": "{}", b: "CVE-1 CVE-2\n" },
    "a.json: is not a VEX document; it must be OpenVEX 0.2.0, CSAF 2.0 or CycloneDX 1.4 to 1.6 in JSON; b:1: ",
  ],
  [
    "a folder in the place of a file",
    "vulnerabilities: { ignore-files: [deploy] }",
    {},
    "deploy cannot be read: it is not a file",
  ],
])("%s is an error", async (_, policy, files, reason) => {
  const report = await reported(["ghcr.io/acme/web:1"], `version: 1\n${policy}\n`, files);
  expect(report.verdict).toBe("error");
  expect(report.checks.vulnerabilities?.reason).toContain(reason);
  expect(report.findings).toEqual([]);
});

test("without Trivy there is no verdict", async () => {
  const report = await reported(
    ["ghcr.io/acme/web:1"],
    "version: 1\nvulnerabilities: { trivy: { path: /nowhere/trivy } }\nwaivers: [{ rule: CVE-2023-5363, reason: a }]\n",
  );
  expect(report.verdict).toBe("error");
  expect(report.checks.vulnerabilities?.state).toBe("error");
  expect(report.checks.vulnerabilities?.reason).toMatch(/vulnerabilities\.(?:trivy|db-repository)/);
  // Nobody looked, so nobody knows whether the waiver is needed.
  expect(report.notices).toEqual([]);
});

test("the clock of the run is that of the check, whatever the day", async () => {
  const vex = JSON.stringify({
    "@context": "https://openvex.dev/ns/v0.2.0",
    timestamp: "2026-01-01T00:00:00Z",
    statements: [],
  });
  const reason = async (now: Date): Promise<string | undefined> => {
    const policy = "version: 1\nvulnerabilities: { vex: [web.json] }\n";
    const request = { checks: ["vulnerabilities"], offline: true, now } as const;
    const report = await reportOn(["ghcr.io/acme/web:1"], policy, { "web.json": vex }, request);
    return report.checks.vulnerabilities?.reason;
  };
  expect(await reason(new Date("2025-12-30T00:00:00Z"))).toMatch(/no later than tomorrow/);
  expect(await reason(new Date("2026-01-01T00:00:00Z"))).not.toMatch(/no later than tomorrow/);
});
