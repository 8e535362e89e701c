import { expect, test } from "@jest/globals";
import { severities } from "../../src/model/severity.ts";
import { chooseAnnotations } from "../../src/report/annotations.ts";
import { finding, hostileTexts, reportOn, sampleReport } from "./sample.ts";
import { nginx, vulnerable } from "./vulnerable-report.ts";

test("an annotation says what, where and what to do", () => {
  const { chosen, left } = chooseAnnotations(sampleReport);
  expect(chosen[1]).toEqual({
    level: "error",
    title: "high: pod-security/capabilities-baseline",
    message:
      "Deployment shop/web, container app: The container adds the capability SYS_ADMIN. Remove it from securityContext.capabilities.add.",
    location: { path: "deploy/web.yaml", line: 18, column: 21, endLine: 18, endColumn: 30 },
  });
  expect(left).toBe(0);
});

test("waived findings and those of the baseline are none", () => {
  const rules = chooseAnnotations(sampleReport).chosen.map(({ title }) => title);
  expect(rules.filter((title) => /host-namespaces|no-policy/.test(title))).toEqual([]);
});

test("each level has the worst findings up to its limit; the others are counted", () => {
  const findings = severities.flatMap((severity) =>
    Array.from({ length: 7 }, (_, index) => finding({ severity, message: `${severity} ${index}` })),
  );
  const { chosen, left } = chooseAnnotations(reportOn(findings.toReversed()));
  const levels = (level: string) => chosen.filter((annotation) => annotation.level === level);
  expect(levels("error").map(({ title }) => title.split(":")[0])).toEqual([
    ...Array<string>(7).fill("critical"),
    ...Array<string>(3).fill("high"),
  ]);
  expect(levels("warning")).toHaveLength(7);
  expect(levels("notice")).toHaveLength(10);
  expect(left).toBe(35 - 27);
  expect(chooseAnnotations(reportOn(findings), { error: 1, warning: 0, notice: 0 })).toEqual({
    chosen: chosen.slice(0, 1),
    left: 34,
  });
});

test("a finding in no file has no location", () => {
  const { chosen } = chooseAnnotations(
    reportOn([finding({ location: { ...finding().location, path: "." } })]),
  );
  expect(chosen[0]).not.toHaveProperty("location");
});

test.each(Object.entries(hostileTexts))(
  "hostile text (%s) is one line of plain text",
  (_name, text) => {
    const { chosen } = chooseAnnotations(
      reportOn([finding({ rule: text, message: text, remediation: text })]),
    );
    const { title = "", message = "" } = chosen[0] ?? {};
    expect(title + message).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
    expect(title.length).toBeLessThanOrEqual(200);
    expect(message.length).toBeLessThanOrEqual(1500);
  },
);

const comparison = { base: "a".repeat(40), fixed: [], fixedCount: 0 };
const fresh = finding({ message: "new" });
const known = finding({ severity: "critical", message: "known", status: "baseline" });

test("what the base has as well and fails the run is annotated behind what is new, and says so", () => {
  const few = finding({ severity: "low", message: "below", status: "baseline" });
  const image = vulnerable({}, { status: "baseline" });
  const report = reportOn([known, few, image, fresh], {
    comparison: { ...comparison, gate: "all" },
  });
  const { chosen, left } = chooseAnnotations(report);
  expect(chosen.map(({ level, title }) => [level, title])).toEqual([
    ["error", `high: ${fresh.rule}`],
    ["error", `critical: ${known.rule} (already in the base)`],
    ["error", "high: vulnerabilities (already in the base)"],
  ]);
  expect(chosen[2]?.message).toContain(nginx);
  expect(left).toBe(0);
  const one = chooseAnnotations(report, { error: 1, warning: 1, notice: 1 });
  expect(one.chosen.map(({ message }) => message)).toEqual([expect.stringContaining("new")]);
  expect(one.left).toBe(2);
});

test("where only new findings count, those of the base are not annotated", () => {
  const report = reportOn([known, fresh], { comparison: { ...comparison, gate: "new" } });
  expect(chooseAnnotations(report).chosen.map(({ message }) => message)).toEqual([
    expect.stringContaining("new"),
  ]);
});

test("a long title keeps the word about the base", () => {
  const long = finding({ rule: "x/".repeat(300), status: "baseline" });
  const report = reportOn([long], { comparison: { ...comparison, gate: "all" } });
  const { title = "" } = chooseAnnotations(report).chosen[0] ?? {};
  expect(title.length).toBeLessThanOrEqual(200);
  expect(title).toMatch(/… \(already in the base\)$/);
});
