import { expect, test } from "@jest/globals";
import { failsRun } from "../../src/model/failing.ts";
import type { ReportedFinding } from "../../src/model/finding.ts";
import type { Comparison } from "../../src/model/report.ts";
import { failLines, severities } from "../../src/model/severity.ts";

const finding: ReportedFinding = {
  check: "manifests",
  rule: "pod-security/privileged",
  severity: "high",
  message: "It is privileged.",
  remediation: "Remove it.",
  location: { path: "a.yaml", line: 1, column: 1, endLine: 1, endColumn: 2 },
  fingerprint: "",
  evidence: "",
  status: "open",
};

/** Which severities fail at which line, written out by hand. */
const failing: Record<string, readonly string[]> = {
  critical: ["critical"],
  high: ["critical", "high"],
  medium: ["critical", "high", "medium"],
  low: ["critical", "high", "medium", "low"],
  none: [],
};

test.each(failLines.flatMap((line) => severities.map((severity) => ({ line, severity }))))(
  "an open $severity finding at the line $line",
  ({ line, severity }) => {
    const expected = failing[line]?.includes(severity) === true;
    expect(failsRun({ ...finding, severity }, { failOn: line })).toBe(expected);
  },
);

test.each(failLines)("a waived finding fails nothing at the line %s", (failOn) => {
  const gate = { fails: true, reason: "it is known to be exploited" };
  expect(failsRun({ ...finding, status: "waived", gate }, { failOn })).toBe(false);
});

test.each(failLines)("the word of a check counts at the line %s", (failOn) => {
  const gated = (fails: boolean) => ({ ...finding, gate: { fails, reason: "" } });
  expect(failsRun(gated(true), { failOn })).toBe(true);
  expect(failsRun(gated(false), { failOn })).toBe(false);
});

test("what the base had already fails where everything counts, and not where only new findings do", () => {
  const comparison = (gate: Comparison["gate"]) => ({ base: "", gate, fixed: [], fixedCount: 0 });
  const known: ReportedFinding = { ...finding, status: "baseline" };
  expect(failsRun(known, { failOn: "high", comparison: comparison("all") })).toBe(true);
  expect(failsRun(known, { failOn: "high", comparison: comparison("new") })).toBe(false);
  expect(failsRun(finding, { failOn: "high", comparison: comparison("new") })).toBe(true);
});
