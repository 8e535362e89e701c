import { expect, test } from "@jest/globals";
import type { Log, ReportingDescriptor, Result, Run } from "sarif";
import { sarifLog } from "../../src/sarif/build.ts";
import { uploadProblems } from "../../src/sarif/upload-problems.ts";
import { finding, reportOn, rulesFor } from "../report/sample.ts";

function log(): { log: Log; run: Run; rule: ReportingDescriptor; result: Result } {
  const findings = [finding()];
  const { log } = sarifLog(reportOn(findings), rulesFor(findings), { category: "x" });
  const run = log.runs[1]!;
  return { log, run, rule: run.tool.driver.rules![0]!, result: run.results![0]! };
}

const region = { startLine: 1, startColumn: 1, endLine: 1, endColumn: 2 };
const at = (uri: string) => [{ physicalLocation: { artifactLocation: { uri }, region } }];

test.each<[string, (parts: ReturnType<typeof log>) => void]>([
  [
    "log: 21 runs",
    ({ log }) =>
      (log.runs = Array.from({ length: 21 }, (_, index) => ({
        ...log.runs[0]!,
        automationDetails: { id: `${index}/` },
      }))),
  ],
  [
    "log: more than one run of tool and category Portcullis, x/manifests",
    ({ log, run }) => log.runs.push({ ...run, automationDetails: { id: "x/manifests/2" } }),
  ],
  ["run : no category", ({ run }) => (run.automationDetails = { id: "manifests" })],
  ["run x/manifests: no results, not even none", ({ run }) => delete run.results],
  [
    "run x/manifests: 5001 results",
    ({ run, result }) => (run.results = Array<Result>(5001).fill(result)),
  ],
  [
    "run x/manifests: 25001 rules",
    ({ run, rule }) => (run.tool.driver.rules = Array<ReportingDescriptor>(25_001).fill(rule)),
  ],
  [
    "rule pod-security/capabilities-baseline: 11 tags",
    ({ rule }) => (rule.properties = { tags: Array.from({ length: 11 }, String) }),
  ],
  [
    "rule pod-security/capabilities-baseline: a tag twice",
    ({ rule }) => (rule.properties = { tags: ["a", "a"] }),
  ],
  [
    "rule pod-security/capabilities-baseline: security-severity is 11.0",
    ({ rule }) => (rule.properties = { "security-severity": "11.0" }),
  ],
  [
    "rule pod-security/capabilities-baseline: security-severity is high",
    ({ rule }) => (rule.properties = { "security-severity": "high" }),
  ],
  [
    "rule pod-security/capabilities-baseline: security-severity is 9.5",
    ({ rule }) => (rule.properties = { "security-severity": 9.5 }),
  ],
  [
    "rule pod-security/capabilities-baseline: its name is too long",
    ({ rule }) => (rule.name = "x".repeat(256)),
  ],
  [
    "rule pod-security/capabilities-baseline: shortDescription is empty or too long",
    ({ rule }) => (rule.shortDescription = { text: "x".repeat(1025) }),
  ],
  [
    "rule pod-security/capabilities-baseline: fullDescription is empty or too long",
    ({ rule }) => (rule.fullDescription = { text: "" }),
  ],
  ["rule pod-security/capabilities-baseline: no help", ({ rule }) => delete rule.help],
  [
    "result of pod-security/capabilities-baseline: ruleIndex is not its rule's",
    ({ result }) => (result.ruleIndex = 1),
  ],
  [
    "result of pod-security/capabilities-baseline: no message",
    ({ result }) => (result.message = { id: "x" }),
  ],
  [
    "result of pod-security/capabilities-baseline: no location",
    ({ result }) => (result.locations = at("")),
  ],
  [
    "result of pod-security/capabilities-baseline: the URI is not relative: https://x.test/a",
    ({ result }) => (result.locations = at("https://x.test/a")),
  ],
  [
    "result of pod-security/capabilities-baseline: the URI is not relative: /a",
    ({ result }) => (result.locations = at("/a")),
  ],
  [
    "result of pod-security/capabilities-baseline: the region is not on one line",
    ({ result }) => (result.locations![0]!.physicalLocation!.region = { ...region, endLine: 2 }),
  ],
  [
    "result of pod-security/capabilities-baseline: no fingerprint",
    ({ result }) => delete result.partialFingerprints,
  ],
])("%s", (problem, spoil) => {
  const parts = log();
  expect(uploadProblems(parts.log)).toEqual([]);
  spoil(parts);
  expect(uploadProblems(parts.log)[0]).toBe(problem);
});
