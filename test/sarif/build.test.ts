import { expect, test } from "@jest/globals";
import type { Log, Result } from "sarif";
import type { Report } from "../../src/model/report.ts";
import { jsonText } from "../../src/report/json-text.ts";
import { sarifLog } from "../../src/sarif/build.ts";
import { uploadProblems } from "../../src/sarif/upload-problems.ts";
import {
  finding,
  hostileTexts,
  reportOn,
  rulesFor,
  sampleFindings,
  sampleReport,
} from "../report/sample.ts";

function logOf(report: Report): Log {
  return sarifLog(report, rulesFor([...sampleFindings, ...report.findings]), {
    category: "portcullis",
  }).log;
}

function resultsOf(report: Report): Result[] {
  return logOf(report).runs.flatMap(({ results }) => results ?? []);
}

const zero = { critical: 0, high: 0, medium: 0, low: 0, info: 0, waived: 0 };

test("each check has a run of one tool with a category of its own", () => {
  const { runs } = logOf(sampleReport);
  expect(
    runs.map(({ tool, automationDetails }) => [tool.driver.name, automationDetails?.id]),
  ).toEqual([
    ["Portcullis", "portcullis/registries/"],
    ["Portcullis", "portcullis/manifests/"],
  ]);
  expect(runs[0]?.tool.driver.semanticVersion).toBe("0.1.0");
  expect(runs[0]?.columnKind).toBe("utf16CodeUnits");
});

test("a category may end with slashes and may contain them", () => {
  const { log } = sarifLog(reportOn([]), [], { category: "a/b//" });
  expect(log.runs[0]?.automationDetails?.id).toBe("a/b/registries/");
});

test("a check that found nothing has an empty run, and one that did not decide has none", () => {
  const summary = { durationMs: 1, counts: zero };
  const ids = (report: Report) =>
    logOf(report).runs.map((run) => [run.automationDetails?.id, run.results]);
  expect(ids(reportOn([]))).toEqual([
    ["portcullis/registries/", []],
    ["portcullis/manifests/", []],
  ]);
  const undecided = reportOn([finding()], {
    checks: {
      registries: { ...summary, state: "skipped", reason: "x" },
      manifests: { ...summary, state: "error", reason: "x" },
    },
  });
  expect(ids(undecided)).toEqual([]);
});

test("a result has its level, words, place and fingerprint", () => {
  const [result] = resultsOf(reportOn([sampleFindings[1]!]));
  expect(result).toEqual({
    ruleId: "pod-security/capabilities-baseline",
    ruleIndex: 3,
    level: "error",
    message: {
      text: "The container adds the capability SYS_ADMIN. Remove it from securityContext.capabilities.add. (Deployment shop/web, container app)",
    },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: "deploy/web.yaml" },
          region: { startLine: 18, startColumn: 21, endLine: 18, endColumn: 30 },
        },
      },
    ],
    partialFingerprints: {
      primaryLocationLineHash: `${sampleFindings[1]?.fingerprint}:1`,
      "portcullis/v1": sampleFindings[1]?.fingerprint,
    },
  });
});

test("waived findings are no results, and what the base has as well is one", () => {
  const rules = resultsOf(sampleReport).map(({ ruleId }) => ruleId);
  expect(rules).not.toContain("pod-security/host-namespaces");
  expect(rules).toContain("network/no-policy");
  expect(rules).toHaveLength(10);
});

test("related places are linked from the message, their brackets escaped", () => {
  const [result] = resultsOf(sampleReport);
  expect(result?.message.text).toMatch(/ \[the container \\\[app\\\]\]\(1\)$/);
  expect(result?.relatedLocations?.[0]).toMatchObject({
    id: 1,
    message: { text: "the container \\[app\\]" },
  });
});

test("equal fingerprints are numbered from top to bottom, waived ones too", () => {
  const location = finding().location;
  const same = [30, 10, 20].map((line) =>
    finding({ fingerprint: "f".repeat(64), location: { ...location, line, endLine: line } }),
  );
  const numbers = (findings: typeof same) =>
    Object.fromEntries(
      resultsOf(reportOn(findings)).map(({ locations, partialFingerprints }) => [
        locations?.[0]?.physicalLocation?.region?.startLine,
        partialFingerprints?.["primaryLocationLineHash"]?.slice(64),
      ]),
    );
  expect(numbers(same)).toEqual({ 10: ":1", 20: ":2", 30: ":3" });
  const waived = same.map((each) =>
    each.location.line === 10 ? { ...each, status: "waived" as const } : each,
  );
  expect(numbers(waived)).toEqual({ 20: ":2", 30: ":3" });
});

test("a rule has the highest severity of its results, each result its own level", () => {
  const rule = "a/b";
  const severities = ["low", "critical", "medium", "info"] as const;
  const { runs } = logOf(
    reportOn(severities.map((severity) => finding({ rule, severity, message: severity }))),
  );
  const described = runs[1]?.tool.driver.rules?.find(({ id }) => id === rule);
  expect(described?.defaultConfiguration?.level).toBe("error");
  expect(described?.properties?.["security-severity"]).toBe("9.5");
  expect(runs[1]?.results?.map(({ level }) => level)).toEqual(["error", "warning", "note", "note"]);
});

test("a rule with nothing but remarks has no security severity, one without results its own", () => {
  const { runs } = logOf(reportOn([finding({ rule: "a/b", severity: "info" })]));
  const scores = runs[1]?.tool.driver.rules?.map(({ id, properties }) => [
    id,
    properties?.["security-severity"],
  ]);
  expect(scores).toContainEqual(["a/b", undefined]);
  expect(scores).toContainEqual(["resources/memory-limit", "5.5"]);
});

test("a finding of a rule that nobody describes is an error", () => {
  expect(() => sarifLog(reportOn([finding()]), [], { category: "x" })).toThrow(
    "finding of a rule that nobody describes: pod-security/capabilities-baseline",
  );
});

test("a rule of another check is described in the run that has its finding", () => {
  const report = reportOn([finding({ check: "registries", rule: "files/unreadable" })]);
  const rules = rulesFor([finding({ rule: "files/unreadable" })]);
  const { log } = sarifLog(report, rules, { category: "x" });
  expect(log.runs[0]?.tool.driver.rules?.map(({ id }) => id)).toEqual(["files/unreadable"]);
});

test("of too many findings the worst are kept, and the others are counted", () => {
  const findings = Array.from({ length: 25_000 }, (_, index) =>
    finding({
      severity: index % 5 === 0 ? "critical" : "low",
      message: `Number ${index}.`,
      location: { ...finding().location, line: index + 1 },
    }),
  );
  const report = reportOn([...findings, finding({ check: "registries" })]);
  const rules = rulesFor(sampleFindings);
  const { log, leftOut } = sarifLog(report, rules, { category: "x" });
  expect(leftOut).toEqual([{ check: "manifests", count: 20_000 }]);
  expect(log.runs[0]?.properties).toBeUndefined();
  expect(log.runs[1]?.properties).toEqual({ openFindingsLeftOut: 20_000 });
  expect(log.runs[1]?.results).toHaveLength(5000);
  expect(new Set(log.runs[1]?.results?.map(({ level }) => level))).toEqual(new Set(["error"]));
});

test("the order of findings and rules changes nothing", () => {
  const rules = rulesFor(sampleFindings);
  const one = sarifLog(sampleReport, rules, { category: "x" });
  const reversed = { ...sampleReport, findings: sampleReport.findings.toReversed() };
  const other = sarifLog(reversed, rules.toReversed(), { category: "x" });
  expect(jsonText(other)).toBe(jsonText(one));
});

test.each(Object.entries(hostileTexts))(
  "hostile text (%s) links nowhere and GitHub takes the log",
  (_name, text) => {
    const hostile = finding({
      message: text,
      remediation: text,
      location: { path: text, line: 0, column: 0, endLine: 9, endColumn: 0 },
      resource: { apiVersion: text, kind: text, namespace: text, name: text, container: text },
      related: [{ location: finding().location, message: text }],
    });
    const log = logOf(reportOn([hostile]));
    expect(uploadProblems(log)).toEqual([]);
    const message = log.runs[1]?.results?.[0]?.message.text ?? "";
    const unescaped = message.replace(/\\[\\[\]]/g, "");
    expect(unescaped.match(/\[[^\]]*\]\([^)]*\)/g)).toHaveLength(1);
    expect(unescaped).toMatch(/ \[[^\][]*\]\(1\)$/);
    expect(JSON.stringify(log)).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
  },
);
