import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "@jest/globals";
import { UsageError } from "../../src/errors.ts";
import { countsOf } from "../../src/findings/counts.ts";
import { joinReports } from "../../src/merge/join-reports.ts";
import { readShardReport } from "../../src/merge/read-report.ts";
import type { CheckState } from "../../src/model/check.ts";
import type { ReportedFinding } from "../../src/model/finding.ts";
import type { Report } from "../../src/model/report.ts";
import { jsonReport } from "../../src/report/json.ts";
import { version } from "../../src/version.ts";
import { finding, hash, hostileTexts, reportOn, sampleReport } from "../report/sample.ts";
import { nginx, vulnerable, vulnerableReport } from "../report/vulnerable-report.ts";

const folder = mkdtempSync(join(tmpdir(), "portcullis-merge-"));
afterAll(() => rmSync(folder, { recursive: true }));

interface Given {
  readonly findings?: readonly ReportedFinding[];
  readonly state?: CheckState;
  readonly more?: Partial<Report>;
}

function shard(
  index: number,
  of: number,
  { findings = [], state = "passed", more = {} }: Given = {},
) {
  return reportOn(findings, {
    tool: { name: "Portcullis", version },
    checks: { vulnerabilities: { state, durationMs: index, counts: countsOf(findings) } },
    verdict: state === "error" ? "error" : state === "failed" ? "fail" : "pass",
    shard: { index, of, images: hash("all images") },
    ...more,
  });
}

const comparison = { base: "a".repeat(40), gate: "new", fixed: [], fixedCount: 0 } as const;

let files = 0;

function written(text: string): string {
  const file = join(folder, `${files++}.json`);
  writeFileSync(file, text);
  return file;
}

const joined = (...reports: readonly Report[]): Report =>
  joinReports(reports.map((report) => readShardReport(written(jsonReport(report)))));

function mistakesOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof UsageError) return error.mistakes.join("\n");
    throw error;
  }
  throw new Error("it was taken");
}

test("the findings of all shards make one verdict", () => {
  const bad = vulnerable();
  const report = joined(shard(2, 2, { findings: [bad], state: "failed" }), shard(1, 2));
  expect(report.verdict).toBe("fail");
  expect(report.findings).toEqual([bad]);
  expect(report.checks.vulnerabilities).toMatchObject({ state: "failed", counts: { high: 1 } });
  expect(report.shard).toBeUndefined();
});

test.each<[CheckState, CheckState, Report["verdict"]]>([
  ["passed", "passed", "pass"],
  ["passed", "failed", "fail"],
  ["failed", "error", "error"],
  ["passed", "error", "error"],
  ["skipped", "passed", "pass"],
  ["skipped", "skipped", "error"],
])("%s and %s make %s", (a, b, verdict) => {
  const given = (state: CheckState): Given =>
    state === "failed" ? { state, findings: [finding({ check: "vulnerabilities" })] } : { state };
  expect(joined(shard(1, 2, given(a)), shard(2, 2, given(b))).verdict).toBe(verdict);
});

test("a verdict that a shard claims is not believed: its findings are counted", () => {
  const lying = shard(2, 2, { findings: [vulnerable()], state: "passed" });
  expect(joined(shard(1, 2), lying).verdict).toBe("fail");
});

test("what a shard calls known without a base to compare with is not taken", () => {
  const known = shard(2, 2, { findings: [vulnerable({}, { status: "baseline" })] });
  expect(mistakesOf(() => joined(shard(1, 2), known))).toMatch(
    /has findings that a base is said to have, and was compared with none/,
  );
});

test("a policy that only warns lets the whole pass", () => {
  const warned = shard(2, 2, {
    findings: [vulnerable()],
    state: "failed",
    more: { verdict: "pass" },
  });
  expect(joined(shard(1, 2), warned).verdict).toBe("pass");
  const failing = shard(3, 3, { findings: [vulnerable()], state: "failed" });
  const warning = shard(2, 3, {
    findings: [vulnerable()],
    state: "failed",
    more: { verdict: "pass" },
  });
  expect(joined(shard(1, 3), warning, failing).verdict).toBe("fail");
});

test("a shard that left out a check of images is not joined: nobody did it for its images", () => {
  const { vulnerabilities } = shard(1, 2).checks;
  const checks = { manifests: sampleReport.checks.manifests! };
  const without = shard(1, 2, { more: { checks } });
  expect(mistakesOf(() => joined(without, shard(2, 2)))).toMatch(
    /has the checks of images vulnerabilities, and .*\.json the checks of images $/,
  );
  const more = { checks: { ...checks, vulnerabilities: vulnerabilities! } };
  expect(joined(shard(1, 2, { more }), shard(2, 2)).verdict).toBe("pass");
});

test("what the first shard alone looked at stands in the whole", () => {
  const first = shard(1, 2, {
    more: {
      checks: { ...sampleReport.checks, vulnerabilities: shard(1, 2).checks.vulnerabilities! },
      findings: sampleReport.findings,
      comparison,
    },
  });
  const report = joined(first, shard(2, 2, { more: { comparison } }));
  expect(Object.keys(report.checks)).toEqual(["registries", "vulnerabilities", "manifests"]);
  expect(report.findings).toHaveLength(sampleReport.findings.length);
});

test("images are listed once, with what each shard learnt", () => {
  const location = finding().location;
  const images = (vulnerabilities: CheckState | undefined): Report["images"] => [
    {
      reference: nginx,
      locations: [location],
      checks: {
        registries: "passed",
        ...(vulnerabilities === undefined ? {} : { vulnerabilities }),
      },
    },
  ];
  const report = joined(
    shard(1, 2, { more: { images: images(undefined) } }),
    shard(2, 2, { more: { images: images("failed") } }),
  );
  expect(report.images).toEqual([
    {
      reference: nginx,
      locations: [location],
      checks: { registries: "passed", vulnerabilities: "failed" },
    },
  ]);
});

test("shards with different databases are joined, and the reader is told", () => {
  const summary = vulnerableReport.vulnerabilities;
  if (summary === undefined) throw new Error("the sample has a summary");
  const newer = {
    ...summary,
    database: { ...summary.database, updatedAt: "2026-11-21T00:00:00Z" },
  };
  const report = joined(
    shard(1, 2, { more: { vulnerabilities: newer } }),
    shard(2, 2, { more: { vulnerabilities: summary } }),
  );
  expect(report.vulnerabilities).toMatchObject({
    images: 4,
    reused: 2,
    database: summary.database,
  });
  expect(report.notices.join()).toContain("different vulnerability databases");
});

test("a missing shard, one that is there twice, and one of another count are errors", () => {
  expect(mistakesOf(() => joined(shard(1, 3), shard(3, 3)))).toBe("shard 2 of 3 is missing");
  expect(mistakesOf(() => joined(shard(1, 2), shard(1, 2), shard(2, 2)))).toContain(
    "shard 1 is there twice",
  );
  expect(mistakesOf(() => joined(shard(1, 1), shard(2, 2)))).toContain("is shard 1 of 1");
  expect(mistakesOf(() => joinReports([]))).toContain("shard 1 of 1 is missing");
});

test.each<[string, Partial<Report>]>([
  ["images", { shard: { index: 2, of: 2, images: hash("others") } }],
  ["policy", { policy: null }],
  ["line", { failOn: "none" }],
  ["files", { judged: { files: 1, documents: 1, resources: 1 } }],
])("shards of another run are refused: other %s", (what, more) => {
  const mistake = mistakesOf(() => joined(shard(1, 2), shard(2, 2, { more })));
  expect(mistake).toContain(`the ${what}`);
});

test.each<[string, (text: string) => string]>([
  ["an empty file", () => ""],
  ["half a report", (text) => text.slice(0, text.length / 2)],
  ["a SARIF log", () => '{"version":"2.1.0","runs":[]}'],
  ["a list", () => "[]"],
  [
    "another version of this program",
    (text) => text.replace(`"version": "${version}"`, '"version": "0.0.1"'),
  ],
  ["an unknown verdict", (text) => text.replace('"verdict": "pass"', '"verdict": "passed"')],
  ["an unknown key", (text) => text.replace('"verdict"', '"approved": true,\n  "verdict"')],
  ["a missing key", (text) => text.replace(/"failOn": "\w+",/, "")],
  ["no shard", (text) => text.replace(/,\s*"shard": \{[^}]*\}/, "")],
  ["a status that hides", (text) => text.replace('"status": "open"', '"status": "ignored"')],
])("%s is no report of a shard", (_name, change) => {
  const text = jsonReport(shard(1, 1, { findings: [finding()] }));
  expect(change(text)).not.toBe(text);
  const file = written(change(text));
  expect(mistakesOf(() => readShardReport(file))).toContain(file);
});

test("a file that is not there is named", () => {
  expect(mistakesOf(() => readShardReport(join(folder, "none.json")))).toContain(
    "none.json: cannot be read",
  );
});

test("whatever a report says is read as it was written", () => {
  const findings = Object.values(hostileTexts).map((message) => finding({ message }));
  const all = [...findings, ...vulnerableReport.findings, ...sampleReport.findings];
  const report = shard(1, 1, { findings: all, more: { comparison } });
  const file = written(jsonReport(report));
  expect(readShardReport(file).report).toEqual(JSON.parse(jsonReport(report)));
});
