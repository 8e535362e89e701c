import { expect, test } from "@jest/globals";
import { countsOf } from "../../src/findings/counts.ts";
import { checkRows, countColumnsOf, countIn, hasCounts } from "../../src/report/check-table.ts";
import { htmlReport } from "../../src/report/html.ts";
import { markdownReport } from "../../src/report/markdown.ts";
import { textReport } from "../../src/report/text.ts";
import { finding, reportOn } from "./sample.ts";

const findings = [
  finding({ message: "a" }),
  finding({ severity: "low", message: "b" }),
  finding({ message: "c", status: "waived", waiver: { reason: "r" } }),
  ...["d", "e", "f"].map((message) => finding({ message, status: "baseline" })),
];
const counts = countsOf(findings);
const checks = { manifests: { state: "failed", durationMs: 12, counts } } as const;
const comparison = { base: "a".repeat(40), gate: "all", fixed: [], fixedCount: 0 } as const;
const compared = reportOn(findings, { checks, comparison });

test("with a base the columns count every finding once", () => {
  const [row] = checkRows(compared);
  const columns = countColumnsOf(compared);
  const sum = columns.reduce((total, column) => total + countIn(row!.summary, column), 0);
  expect(sum).toBe(findings.length);
  expect(countIn(row!.summary, "known")).toBe(3);
});

test("every table has the column where there is a base, and only there", () => {
  const plain = reportOn(findings, { checks });
  const shown = [compared, plain].map((report) => [
    textReport(report, new Map(), { color: false }),
    markdownReport(report),
    htmlReport(report, new Map()),
  ]);
  expect(shown[0]?.[0]).toMatch(/info  waived  known +time\n.* 1 +0 +1 +0 +1 +3 +12 ms/);
  expect(shown[0]?.[1]).toContain("| waived | known | time |");
  expect(shown[0]?.[1]).toContain("| 1 | 3 | 12 ms |");
  expect(shown[0]?.[2]).toContain('<th scope="col" class="number">known</th>');
  expect(shown[1]?.[0]).toMatch(/info  waived +time\n/);
  expect(shown[1]?.[1]).toContain("| waived | time |");
  expect(shown[1]?.[2]).not.toContain(">known</th>");
});

test("a check with nothing but known findings has looked at something", () => {
  const summary = {
    state: "error",
    durationMs: 1,
    counts: { ...countsOf([]), baseline: 2 },
  } as const;
  expect(hasCounts(summary)).toBe(true);
  expect(hasCounts({ ...summary, counts: countsOf([]) })).toBe(false);
});
