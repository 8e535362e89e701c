import { expect, test } from "@jest/globals";
import type { ReportedFinding } from "../../src/model/finding.ts";
import type { Comparison, Report } from "../../src/model/report.ts";
import { verdictGrounds } from "../../src/report/verdict-line.ts";
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
