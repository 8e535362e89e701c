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
import type { Report, Shard } from "../../src/model/report.ts";
import { jsonReport } from "../../src/report/json.ts";
import { shareOf } from "../../src/shard.ts";
import { version } from "../../src/version.ts";
import { finding, hash, hostileTexts, reportOn, sampleReport } from "../report/sample.ts";
import { vulnerable, vulnerableReport } from "../report/vulnerable-report.ts";

const folder = mkdtempSync(join(tmpdir(), "portcullis-merge-"));
afterAll(() => rmSync(folder, { recursive: true }));

interface Given {
  readonly findings?: readonly ReportedFinding[];
  readonly state?: CheckState;
  readonly more?: Partial<Report>;
}

const source = {
  files: hash("the files"),
  policy: hash("the policy"),
  commit: "c".repeat(40),
  changed: false,
  mode: "enforce" as const,
};

function sourceOf(index: number, of: number, images: Report["images"]): Shard {
  const references = images.map(({ reference }) => reference);
  return { ...shareOf(references, { index, of }).shard, ...source };
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
    shard: { ...sourceOf(index, of, more.images ?? []) },
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

test("a policy that only warns lets the whole pass, whatever verdict a shard claims", () => {
  const under = (mode: Shard["mode"], index: number, given: Given = {}): Report => {
    const made = shard(index, 2, given);
    return { ...made, ...(made.shard === undefined ? {} : { shard: { ...made.shard, mode } }) };
  };
  const failing = { findings: [vulnerable()], state: "failed" } as const;
  const claiming = { ...failing, more: { verdict: "pass" } } as const;
  expect(joined(under("warn", 1), under("warn", 2, failing)).verdict).toBe("pass");
  expect(joined(under("enforce", 1), under("enforce", 2, claiming)).verdict).toBe("fail");
  expect(mistakesOf(() => joined(under("warn", 1), under("enforce", 2, failing)))).toMatch(
    /has the mode enforce, and .* the mode warn/,
  );
});

test("a shard that left out a check of images is not joined: nobody did it for its images", () => {
  const { vulnerabilities } = shard(1, 2).checks;
  const checks = { manifests: sampleReport.checks.manifests! };
  const without = shard(1, 2, { more: { checks } });
  expect(mistakesOf(() => joined(without, shard(2, 2)))).toMatch(
    /has the checks of images vulnerabilities, and .*\.json the checks of images \(none\);/,
  );
  const more = { checks: { ...checks, vulnerabilities: vulnerabilities! } };
  expect(joined(shard(1, 2, { more }), shard(2, 2)).verdict).toBe("fail");
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

const all = Array.from({ length: 7 }, (_, index) => `ghcr.io/acme/image-${index}:1`);

/** The reports of all shards on the seven images, each with its own part and the first with all places. */
function imageShards(of = 3): readonly Report[] {
  return Array.from({ length: of }, (_, place) => {
    const { mine, shard: share } = shareOf(all, { index: place + 1, of });
    const listed = all.filter((reference) => place === 0 || mine.has(reference));
    const images = listed.map((reference) => ({
      reference,
      locations: [finding().location],
      checks: {
        ...(place === 0 ? { registries: "passed" as const } : {}),
        ...(mine.has(reference) ? { vulnerabilities: "passed" as const } : {}),
      },
    }));
    return shard(place + 1, of, { more: { images, shard: { ...share, ...source } } });
  });
}

/** The reports with one of them changed. */
function withChanged(index: number, change: (report: Report) => Partial<Report>): Report[] {
  return imageShards().map((report) =>
    report.shard?.index === index ? { ...report, ...change(report) } : report,
  );
}

test("images are listed once, with what each shard learnt", () => {
  const report = joined(...imageShards());
  expect(report.images.map(({ reference }) => reference)).toEqual(all);
  for (const { checks } of report.images)
    expect(checks).toEqual({ registries: "passed", vulnerabilities: "passed" });
});

const withoutFirst = ({ images }: Report): Partial<Report> => ({ images: images.slice(1) });

test.each<[string, number, (report: Report) => Partial<Report>, RegExp]>([
  ["an image of its own is gone", 2, withoutFirst, /lacks the image "[^"]+" of shard 2 of 3/],
  ["an image is gone from the first", 1, withoutFirst, /lacks the image "[^"]+" of shard 1 of 3/],
  [
    "all of its images are gone",
    3,
    () => ({ images: [] }),
    /lacks the image "[^"]+" of shard 3 of 3\n.*lacks the image/,
  ],
  [
    "an image of another shard is there",
    2,
    ({ images }) => ({ images: [...images, ...(imageShards()[2]?.images ?? [])] }),
    /lists the image "[^"]+", which does not fall to shard 2 of 3\n/,
  ],
  [
    "an image is there twice",
    3,
    ({ images }) => ({ images: [...images, ...images] }),
    /lists an image twice/,
  ],
  [
    "a check that passed says nothing of an image",
    2,
    ({ images: [first, ...others] }) => ({ images: [{ ...first!, checks: {} }, ...others] }),
    /says nothing of vulnerabilities of the image "[^"]+", which falls to it/,
  ],
  [
    "the first says what another shard has to say",
    1,
    ({ images }) => ({
      images: images.map((image) => ({ ...image, checks: { vulnerabilities: "passed" } })),
    }),
    /says vulnerabilities of the image "[^"]+", which falls to another shard/,
  ],
  [
    "an image that nobody shared out is there",
    1,
    ({ images }) => ({ images: [...images, { ...images[0]!, reference: "evil:1" }] }),
    /together they list 8 images, which are not the ones that were shared out/,
  ],
])("a report in which %s is refused", (_name, index, change, mistake) => {
  expect(joined(...imageShards()).verdict).toBe("pass");
  expect(mistakesOf(() => joined(...withChanged(index, change)))).toMatch(mistake);
});

test("an image that is gone from every report is missed", () => {
  const gone = all[0]!;
  const reports = imageShards().map((report) => ({
    ...report,
    images: report.images.filter(({ reference }) => reference !== gone),
  }));
  expect(mistakesOf(() => joined(...reports))).toMatch(/together they list 6 images/);
  const [one] = imageShards(1);
  const alone = { ...one!, images: one!.images.slice(1) };
  expect(mistakesOf(() => joined(alone))).toMatch(/together they list 6 images/);
});

test("a check that could not decide need not speak of every image", () => {
  const { vulnerabilities } = shard(2, 3, { state: "error" }).checks;
  const reports = withChanged(2, ({ images }) => ({
    images: images.map((image) => ({ ...image, checks: {} })),
    checks: { vulnerabilities: vulnerabilities! },
    verdict: "error",
  }));
  expect(joined(...reports).verdict).toBe("error");
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
  const { repository, digest = "", updatedAt } = summary.database;
  expect(report.notices).toContain(
    `The shards used different vulnerability databases: shard 1: ${repository}@${digest} of 2026-11-21T00:00:00Z; shard 2: ${repository}@${digest} of ${updatedAt}.`,
  );
});

test("another program, or another list, is told", () => {
  const { vulnerabilities: summary } = vulnerableReport;
  if (summary === undefined) throw new Error("the sample has a summary");
  const trivy = { version: "0.77.0", origin: "trivy.path" };
  const kev = { source: "kev.json", version: "2026.01.02", date: "2026-01-02" };
  const newer = { ...kev, version: "2026.01.03", date: "2026-01-03" };
  const { notices } = joined(
    shard(1, 3, { more: { vulnerabilities: { ...summary, kev: newer } } }),
    shard(2, 3, { more: { vulnerabilities: { ...summary, trivy, kev } } }),
    shard(3, 3, { more: { vulnerabilities: { ...summary, kev: null } } }),
  );
  expect(notices.join("\n")).toMatch(
    /different programs: shards 1, 3: .*; shard 2: Trivy 0\.77\.0/,
  );
  expect(notices.join("\n")).toMatch(
    /different KEV lists: shard 1: 2026\.01\.03.*; shard 2: 2026\.01\.02/,
  );
});

test("a missing shard, one that is there twice, and one of another count are errors", () => {
  expect(mistakesOf(() => joined(shard(1, 3), shard(3, 3)))).toBe("shard 2 of 3 is missing");
  expect(mistakesOf(() => joined(shard(1, 2), shard(1, 2), shard(2, 2)))).toContain(
    "shard 1 is there twice",
  );
  expect(mistakesOf(() => joined(shard(1, 1), shard(2, 2)))).toContain("is shard 1 of 1");
  expect(mistakesOf(() => joinReports([]))).toContain("shard 1 of 1 is missing");
});

const otherCommit = "d".repeat(40);

test.each<[string, Partial<Report>]>([
  ["the images", { shard: { ...sourceOf(2, 2, []), images: hash("others") } }],
  ["the policy (none)", { policy: null }],
  ["the policy's content", { shard: { ...sourceOf(2, 2, []), policy: hash("other") } }],
  ["the line", { failOn: "none" }],
  ["1 files with 1 resources", { judged: { files: 1, documents: 1, resources: 1 } }],
  ["the files' content", { shard: { ...sourceOf(2, 2, []), files: hash("other") } }],
  ["the commit", { shard: { ...sourceOf(2, 2, []), commit: otherCommit } }],
])("shards of another run are refused: other %s", (what, more) => {
  const mistake = mistakesOf(() => joined(shard(1, 2), shard(2, 2, { more })));
  expect(mistake).toContain(`has ${what}`);
  expect(mistake.match(/\d+\.json/g)).toHaveLength(2);
});

test("shards of two commits are refused by the commits' names, and of none and one as well", () => {
  const other = shard(2, 2, { more: { shard: { ...sourceOf(2, 2, []), commit: otherCommit } } });
  const mistake = mistakesOf(() => joined(shard(1, 2), other));
  expect(mistake).toContain(`has the commit ${otherCommit}, and`);
  expect(mistake).toContain(`the commit ${"c".repeat(40)};`);
  const { commit: _commit, changed: _changed, ...bare } = sourceOf(2, 2, []);
  const unknown = shard(2, 2, { more: { shard: bare } });
  expect(mistakesOf(() => joined(shard(1, 2), unknown))).toContain("the commit (not known)");
});

test("where a report lay among the files of the next shard, it is said what to do", () => {
  const more = { judged: { files: 4, documents: 8, resources: 6 } };
  expect(mistakesOf(() => joined(shard(1, 2), shard(2, 2, { more })))).toMatch(
    /4 files with 6 resources.*write no report among them/,
  );
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
