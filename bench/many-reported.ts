import { performance } from "node:perf_hooks";
import { gzipSync } from "node:zlib";
import { allRules } from "../src/checks/index.ts";
import type { ReportedFinding } from "../src/model/finding.ts";
import type { Report } from "../src/model/report.ts";
import { jsonText } from "../src/report/json-text.ts";
import { markdownReport } from "../src/report/markdown.ts";
import { sarifLog } from "../src/sarif/build.ts";
import { keepYoungMemorySmall } from "../src/thrifty-memory.ts";

const findings = 25_000;
const rules = allRules.filter(({ check }) => check === "manifests");

/** A report with so many findings of the manifests check. */
export function reportOfMany(count: number): Report {
  const counts = { critical: 0, high: count, medium: 0, low: 0, info: 0, waived: 0 };
  return {
    version: 1,
    tool: { name: "Portcullis", version: "0.0.0" },
    verdict: "fail",
    failOn: "high",
    notices: [],
    policy: null,
    checks: { manifests: { state: "failed", durationMs: 1, counts } },
    judged: { files: count / 10, documents: count / 10, resources: count / 10 },
    notJudged: [],
    findings: Array.from({ length: count }, (_, index) => findingAt(index)),
    images: [],
  };
}

function findingAt(index: number): ReportedFinding {
  const { id = "", title = "", remediation = "" } = rules[index % rules.length] ?? {};
  const path = `apps/team${index % 50}/service-${Math.floor(index / 10)}.yaml`;
  const line = (index % 10) * 7 + 1;
  const digits = index.toString(16).padStart(64, "0");
  return {
    check: "manifests",
    rule: id,
    severity: "high",
    message: `${title}: the container library-${index % 97} of Deployment service-${index} has it.`,
    remediation,
    location: { path, line, column: 9, endLine: line, endColumn: 30 },
    resource: {
      apiVersion: "apps/v1",
      kind: "Deployment",
      name: `service-${index}`,
      container: `library-${index % 97}`,
      fieldPath: "spec.template.spec.containers[0].securityContext",
    },
    fingerprint: digits,
    evidence: digits,
    status: "open",
  };
}

/** In a process of its own, whose memory counts. */
function measure(): void {
  keepYoungMemorySmall();
  const report = reportOfMany(findings);
  const started = performance.now();
  const sarif = gzipSync(jsonText(sarifLog(report, allRules, { category: "portcullis" }).log));
  const summary = markdownReport(report, {});
  const time = performance.now() - started;
  const megabytes = process.resourceUsage().maxRSS / 1024;
  console.log(
    `${findings} findings to SARIF, gzip and summary: ${time.toFixed(0)} ms, peak memory ${megabytes.toFixed(0)} MB (${sarif.length} and ${summary.length} bytes)`,
  );
}

if (import.meta.main) measure();
