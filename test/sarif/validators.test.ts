import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "@jest/globals";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import type { Log } from "sarif";
import { allRules } from "../../src/checks/index.ts";
import type { Report } from "../../src/model/report.ts";
import { jsonText } from "../../src/report/json-text.ts";
import { sarifLog } from "../../src/sarif/build.ts";
import { finding, hostileTexts, reportOn, rulesFor, sampleReport } from "../report/sample.ts";
import { vulnerableReport } from "../report/vulnerable-report.ts";
import { complaintsOf, multitoolFolder, multitoolRuns } from "./multitool.ts";

/** Warnings that we know and accept. */
const accepted: readonly string[] = [];

function text(report: Report): string {
  const own = new Set(allRules.map(({ id }) => id));
  const described = report.findings.filter(({ vulnerability }) => vulnerability === undefined);
  const others = rulesFor(described).filter(({ id }) => !own.has(id));
  return jsonText(sarifLog(report, [...allRules, ...others], { category: "portcullis" }).log);
}

const hostileReport = reportOn(
  Object.values(hostileTexts).map((hostile) =>
    finding({
      message: hostile,
      remediation: hostile,
      location: { path: hostile, line: 0, column: 0, endLine: 9, endColumn: 0 },
      related: [{ location: finding().location, message: hostile }],
    }),
  ),
);

const everyRule = reportOn(
  allRules.map(({ id, check, severity }) => finding({ rule: id, check, severity })),
);

const reports: [string, Report][] = [
  ["a finding of every rule", everyRule],
  ["the sample", sampleReport],
  ["vulnerabilities", vulnerableReport],
  ["an empty report", reportOn([])],
  ["a report without checks", reportOn([], { checks: {} })],
  ["a hostile report", hostileReport],
];

(multitoolRuns ? test : test.skip)(
  "Microsoft's SARIF validator has nothing against our logs, and against a broken one it has (Linux x64 with the multitool only)",
  () => {
    const broken = JSON.parse(text(sampleReport)) as Log;
    delete broken.runs[0]?.results?.[0]?.locations;
    const logs = reports.map(([, report]) => text(report));
    const complaints = complaintsOf([...logs, JSON.stringify(broken)]);
    expect(complaints.slice(0, -1)).toEqual(logs.map(() => accepted));
    expect(complaints.at(-1)?.join()).toContain("error GH1015");
  },
  120_000,
);

const schemaFile = path.join(multitoolFolder, "sarif-2.1.0.json");

(existsSync(schemaFile) ? test : test.skip).each(reports)(
  "the JSON schema of SARIF has nothing against %s (needs the multitool's package)",
  (_name, report) => {
    const ajv = new Ajv2020({ strict: false, allErrors: true });
    addFormats.default(ajv);
    const isSarif = ajv.compile(JSON.parse(readFileSync(schemaFile, "utf8")) as object);
    isSarif(JSON.parse(text(report)));
    expect(isSarif.errors ?? []).toEqual([]);
    expect(isSarif({ version: "2.1.0", runs: [{}] })).toBe(false);
  },
);
