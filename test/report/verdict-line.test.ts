import { expect, test } from "@jest/globals";
import type { ReportedFinding } from "../../src/model/finding.ts";
import type { CheckSummary } from "../../src/model/check.ts";
import type { Comparison, Report } from "../../src/model/report.ts";
import { verdictGrounds } from "../../src/report/verdict-line.ts";
import { markdownReport } from "../../src/report/markdown.ts";
import { textReport } from "../../src/report/text.ts";
import { finding, reportOn } from "./sample.ts";

const groundsOf = (findings: readonly ReportedFinding[], more: Partial<Report> = {}): string =>
  verdictGrounds(reportOn(findings, more)).join(" · ");

const exploited = finding({ severity: "low", gate: { fails: true, reason: "it is exploited" } });
const unfixed = finding({ severity: "critical", gate: { fails: false, reason: "no fix" } });

test("what the policy spares and what it fails whatever the severity are told apart", () => {
  expect(groundsOf([finding(), finding({ severity: "low" })])).toBe(
    "1 finding at or above high, 1 below (fail-on: high)",
  );
  expect(groundsOf([finding(), unfixed, exploited])).toBe(
    "2 findings at or above high, 1 of them spared by the policy, 1 finding that the policy fails whatever the severity (fail-on: high)",
  );
});

test("fail-on: none says so, and says what fails all the same", () => {
  expect(groundsOf([finding(), unfixed], { failOn: "none" })).toContain("none of which fails");
  expect(groundsOf([finding(), exploited], { failOn: "none" })).toBe(
    "1 finding that the policy fails whatever the severity, 1 below (fail-on: none)",
  );
});

const comparison = (gate: Comparison["gate"]): Comparison => ({
  base: "9b1d4c7e2f".padEnd(40, "0"),
  gate,
  fixed: [],
  fixedCount: 3,
});

test("what the base has as well is counted where it fails, and told apart where it does not", () => {
  const known = finding({ status: "baseline" });
  expect(groundsOf([finding(), known], { comparison: comparison("all") })).toBe(
    "2 findings at or above high (fail-on: high) · 1 new finding, 1 known at 9b1d4c7e2f, 3 fixed",
  );
  expect(groundsOf([known], { comparison: comparison("new") })).toBe(
    "no findings at or above high (fail-on: high) · 0 new findings, 1 known at 9b1d4c7e2f (not counted: gate: new), 3 fixed",
  );
});

test("remarks that the base has already are told, so that the numbers add up with the table", () => {
  const remark = finding({ status: "baseline", severity: "info" });
  const findings = [finding({ status: "baseline" }), remark];
  expect(groundsOf(findings, { comparison: comparison("new") })).toContain(
    "1 known at 9b1d4c7e2f and 1 remark (not counted",
  );
});

const zero = { critical: 0, high: 0, medium: 0, low: 0, info: 0, waived: 0 };
const undecided = (reason: string): CheckSummary => ({
  state: "error",
  reason,
  durationMs: 1,
  counts: zero,
});
const withReasons = (checks: Report["checks"]): Report =>
  reportOn([], { verdict: "error", checks });

test("no verdict comes with the first reason and what to do, in text and summary", () => {
  const report = withReasons({
    signatures: undecided("ghcr.io answered 503."),
    vulnerabilities: undecided("Trivy is not here"),
    manifests: undecided("Trivy is not here"),
  });
  const line =
    "signatures, vulnerabilities, manifests could not decide: ghcr.io answered 503 (1 other reason in the table) → put that right and run it again";
  expect(verdictGrounds(report)[0]).toBe(line);
  const text = textReport(report, new Map(), { color: false });
  expect(text.trimEnd().split("\n").at(-1)).toContain(`NO VERDICT  ${line} · `);
  const [heading, , grounds] = markdownReport(report).split("\n");
  expect(heading).toContain("NO VERDICT");
  expect(grounds).toContain("ghcr.io answered 503");
});

test("a reason is bounded and one line, and the same one is told once", () => {
  const long = `first\nsecond \u001b[31m${"x".repeat(5000)} ${"word ".repeat(500)}`;
  const [ground = ""] = verdictGrounds(
    withReasons({ signatures: undecided(long), vulnerabilities: undecided(long) }),
  );
  expect(ground.length).toBeLessThan(360);
  expect(ground).toContain("could not decide: first\\nsecond \\x1b[31m");
  expect(ground).not.toContain("other reason");
});

test("where nothing was judged, the reason of the skip is told", () => {
  const skipped: CheckSummary = { ...undecided("the range is empty"), state: "skipped" };
  expect(verdictGrounds(withReasons({ commits: skipped }))[0]).toBe(
    "nothing was judged: the range is empty → put that right and run it again",
  );
});

test("beside a verdict no reason stands in the line", () => {
  const checks = { signatures: { ...undecided("because"), state: "passed" as const } };
  expect(verdictGrounds(reportOn([], { checks })).join()).not.toContain("because");
});
