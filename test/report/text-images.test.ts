import { expect, test } from "@jest/globals";
import { startOf } from "../../src/model/location.ts";
import type { ReportedFinding } from "../../src/model/finding.ts";
import type { Report } from "../../src/model/report.ts";
import { textReport } from "../../src/report/text.ts";
import { at, finding, reportOn, sampleSources, web } from "./sample.ts";
import { nginx, vulnerable, vulnerableReport } from "./vulnerable-report.ts";

const shown = (report: Report, width = 100): string =>
  textReport(report, sampleSources, { color: false, width });

const joined = (report: Report, width?: number): string =>
  shown(report, width).replace(/\s+/g, " ");

/** What a rule says of an image beside its vulnerabilities. */
function aboutImage(given: Partial<ReportedFinding> = {}): ReportedFinding {
  return finding({
    check: "vulnerabilities",
    rule: "image/shell",
    severity: "info",
    message: "The image has a shell: busybox.",
    remediation: "Build it without one.",
    location: at(web, nginx),
    image: nginx,
    ...given,
  });
}

test("what fails the run comes first, then the exploited, the likelier and the worse; the spared last", () => {
  const kev = { listed: true, since: "2026-11-01", ransomware: false } as const;
  const likely = { probability: 0.3, percentile: 0.9 };
  const fails = { fails: true, reason: "its EPSS of 30 % reaches 20 % (epss-threshold)" };
  const spared = { fails: false, reason: "no fix is known (ignore-unfixed)" };
  const report = reportOn([
    vulnerable({ id: "CVE-1-spared" }, { severity: "critical", gate: spared }),
    vulnerable({ id: "CVE-2-below" }, { severity: "medium" }),
    vulnerable({ id: "CVE-3-high" }, { severity: "high" }),
    vulnerable({ id: "CVE-4-critical" }, { severity: "critical" }),
    vulnerable({ id: "CVE-5-exploited", kev }, { severity: "high" }),
    vulnerable({ id: "CVE-6-likely", epss: likely }, { severity: "low", gate: fails }),
  ]);
  const text = shown(report);
  expect([...text.matchAll(/CVE-\d-\w+/g)].map(([id]) => id)).toEqual([
    "CVE-5-exploited",
    "CVE-6-likely",
    "CVE-4-critical",
    "CVE-3-high",
    "CVE-2-below",
    "CVE-1-spared",
  ]);
  expect(text.indexOf("CVE-3-high")).toBeLessThan(text.indexOf("these do not fail the run:"));
  expect(text.indexOf("these do not fail the run:")).toBeLessThan(text.indexOf("CVE-2-below"));
  expect(text).toContain("; 4 fail the run");
});

const many = (count: number, from: number, more: Partial<ReportedFinding>): ReportedFinding[] =>
  Array.from({ length: count }, (_, index) => vulnerable({ id: `CVE-2020-${from + index}` }, more));

test("a failing row that has no room is counted, and no other is shown in its place", () => {
  const text = shown(
    reportOn([...many(30, 1000, { severity: "medium" }), ...many(11, 2000, { severity: "high" })]),
  );
  expect(text.match(/CVE-2020-2\d+/g)).toHaveLength(8);
  expect(text).not.toMatch(/CVE-2020-1\d+/);
  expect(text).toContain("and 33 more, of which 3 fail the run as well;");
  expect(shown(reportOn(many(9, 1000, { severity: "low" })))).toContain("and 1 more;");
  const one = [...many(9, 1000, { severity: "low" }), ...many(1, 2000, {})];
  expect(shown(reportOn(one))).toContain("and 2 more, none of which fails the run;");
});

test.each([80, 100, 140])("the reason of the gate is never cut (%i columns)", (width) => {
  const reason =
    "it fails from 2026-12-24 on: the grace counts from 2026-11-10, when it was published, because nobody records when the fix appeared (grace)";
  const title = "openssl: a title that is so long that it cannot stand in one line ".repeat(4);
  const report = reportOn([vulnerable({ title }, { gate: { fails: false, reason } })]);
  expect(joined(report, width)).toContain(`does not fail: ${reason}`);
  expect(joined(report, width)).toContain("openssl: a title");
  expect(joined(report, width)).toContain("…");
  expect(
    Math.max(
      ...shown(report, width)
        .split("\n")
        .map((line) => line.length),
    ),
  ).toBeLessThanOrEqual(width);
});

test("an image has one block: what else stands at its place by severity, how it is made behind it", () => {
  const failing = { fails: true, reason: "no longer supported (fail-on-end-of-life)" };
  const text = shown(
    reportOn([
      vulnerable({}, { severity: "high" }),
      aboutImage(),
      aboutImage({ rule: "image/debug-tools", severity: "low", message: "It has tools." }),
      aboutImage({ rule: "vulnerabilities/secret", severity: "critical", message: "A secret." }),
      aboutImage({
        rule: "vulnerabilities/end-of-life",
        severity: "medium",
        message: "Its distribution has ended.",
        gate: failing,
      }),
    ]),
  );
  expect(text.split("15 │")).toHaveLength(2);
  const order = ["15 │", "A secret.", "CVE-2023-5363", "has ended.", "It has tools.", "a shell"];
  const places = order.map((words) => text.indexOf(words));
  expect(places).not.toContain(-1);
  expect(places).toEqual(places.toSorted((a, b) => a - b));
  expect(text).toContain(`          fails: ${failing.reason}\n`);
});

test("things that differ are never told under the words of another", () => {
  const api = "ghcr.io/acme/api:2";
  const others = { message: "The image has a shell: bash and busybox.", image: api };
  const same = { image: "ghcr.io/acme/job:1" };
  const text = joined(reportOn([aboutImage(), aboutImage(others), aboutImage(same)]));
  expect(text).toMatch(
    /a shell: busybox\. \(2 places\) \[image\/shell\] docker\.io\S+ at \S+ \S+\/job:1 at/,
  );
  expect(text).toMatch(
    /a shell: bash and busybox\. \[image\/shell\] → Build it without one\. \S+\/api:2 at/,
  );
  expect(text.match(/→ Build it without one\./g)).toHaveLength(1);
});

test("what one rule says of a thousand things is cut and counted", () => {
  const findings = Array.from({ length: 1000 }, (_, index) =>
    aboutImage({
      message: `The image has a shell: sh${index}.`,
      image: `ghcr.io/acme/a${index}:1`,
    }),
  );
  const text = shown(reportOn(findings));
  expect(text.match(/has a shell/g)).toHaveLength(3);
  expect(text).toContain("and 997 more places where it says something else");
});

test("the other places of an image are named, a few of them", () => {
  const place = (line: number) => ({
    location: { path: "deploy/web.yaml", line, column: 18, endLine: line, endColumn: 40 },
    message: "The same image, used by Deployment web.",
  });
  const one = reportOn([vulnerable({}, { related: [place(71)] })]);
  expect(shown(one)).toContain("also at deploy/web.yaml:71:18\n");
  const lines = Array.from({ length: 10 }, (_, index) => place(100 + index));
  const text = joined(reportOn([vulnerable({}, { related: lines })]));
  expect(text).toContain("deploy/web.yaml:104:18 and 5 more");
  expect(text).not.toContain("deploy/web.yaml:105:18");
});

const images = ["ghcr.io/acme/api:1", "ghcr.io/acme/cron:1", "ghcr.io/acme/web:1"];

test("a list that several images have alike is printed once, with all of the images", () => {
  const findings = images.flatMap((image) => [
    vulnerable({}, { image }),
    vulnerable({ id: "CVE-2024-2" }, { image, severity: "low" }),
  ]);
  const text = shown(reportOn(findings));
  expect(text.match(/CVE-2023-5363/g)).toHaveLength(1);
  expect(text).toContain("the same 2 in 3 images: 1 high and 1 low vulnerabilities");
  for (const image of images) expect(text).toContain(`deploy/web.yaml:15:18  ${image}\n`);
});

test.each<[what: string, change: Partial<ReportedFinding>]>([
  ["a severity", { severity: "critical" }],
  ["a gate", { gate: { fails: false, reason: "no fix is known (ignore-unfixed)" } }],
])("images that differ in %s are told apart", (_, change) => {
  const [first = "", ...others] = images;
  const findings = [
    vulnerable({}, { image: first, ...change }),
    ...others.map((image) => vulnerable({}, { image })),
  ];
  const text = shown(reportOn(findings));
  expect(text).toContain("the same 1 in 2 images");
  expect(text.match(/CVE-2023-5363/g)).toHaveLength(2);
});

test("images with other versions of the packages are told apart", () => {
  const findings = images.map((image, index) =>
    vulnerable({ packages: [{ name: "zlib", installed: String(index) }] }, { image }),
  );
  expect(shown(reportOn(findings)).match(/CVE-2023-5363/g)).toHaveLength(3);
});

test("an image that no file names has no line of a file", () => {
  const location = startOf(web.path);
  const text = shown(reportOn([vulnerable({}, { location }), aboutImage({ location })]));
  expect(text).toContain(`(named by --image)  ${nginx}\n`);
  expect(text).not.toContain("│");
  expect(text).not.toContain("web.yaml:1:1");
});

test("a waived secret says which it is and where", () => {
  const waived = aboutImage({
    rule: "vulnerabilities/secret",
    severity: "critical",
    message: "The image holds what looks like a secret: a token (github-pat) in /app/.env, line 1.",
    status: "waived",
    waiver: { reason: "an example" },
  });
  expect(joined(reportOn([waived]))).toContain(
    "waived deploy/web.yaml:15:18 vulnerabilities/secret (The image holds what looks like a secret: a token (github-pat) in /app/.env, line 1): an example",
  );
});

test("lists that were switched off are off once, and in no row", () => {
  const { vulnerabilities } = vulnerableReport;
  if (vulnerabilities === undefined) throw new Error("it was scanned");
  const missing = { epss: "off", kev: "off" } as const;
  const report = reportOn([vulnerable({ epss: null, kev: null })], {
    vulnerabilities: { ...vulnerabilities, epss: null, kev: null, missing },
  });
  const text = joined(report);
  expect(text).toContain("EPSS off; KEV off");
  expect(text).not.toContain("unknown");
});

test("what a check did is not told as the reason for its state", () => {
  const { checks } = vulnerableReport;
  const summary = checks.vulnerabilities;
  if (summary === undefined) throw new Error("it was checked");
  const saying = (state: "failed" | "error"): string =>
    shown(reportOn([], { checks: { vulnerabilities: { ...summary, state, reason: "2 images" } } }));
  expect(saying("failed")).toContain("checked   vulnerabilities: 2 images\n");
  expect(saying("error")).toContain("error     vulnerabilities: 2 images\n");
});

test("a terminal that claims to have no columns gets eighty", () => {
  const lines = shown(reportOn([aboutImage({ message: "word ".repeat(100) })]), 0).split("\n");
  const widths = lines.filter((line) => line.includes("word")).map(({ length }) => length);
  expect(Math.max(...widths)).toBeLessThanOrEqual(80);
  expect(Math.max(...widths)).toBeGreaterThan(75);
});
