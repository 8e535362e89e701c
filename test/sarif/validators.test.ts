import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
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

const folder = path.resolve("node_modules/@microsoft/sarif-multitool-linux");
const multitool = path.join(folder, "Sarif.Multitool");
const runs = process.platform === "linux" && process.arch === "x64" && existsSync(multitool);

/** Warnings that we know and accept. */
const accepted: readonly string[] = [];

function text(report: Report): string {
  const own = new Set(allRules.map(({ id }) => id));
  const others = rulesFor(report.findings).filter(({ id }) => !own.has(id));
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
  ["an empty report", reportOn([])],
  ["a report without checks", reportOn([], { checks: {} })],
  ["a hostile report", hostileReport],
];

(runs ? test : test.skip)(
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

/** What the validator says of each log at level error and warning; its exit status means nothing. */
function complaintsOf(logs: readonly string[]): string[][] {
  const place = mkdtempSync(path.join(tmpdir(), "sarif-"));
  try {
    const files = logs.map((log, index) => {
      const file = path.join(place, `log-${index}.sarif`);
      writeFileSync(file, log);
      return file;
    });
    const output = path.join(place, "out.sarif");
    const options = ["--rule-kind", "Sarif;Ghas", "--level", "Error;Warning", "--output", output];
    // The package sets this by a script at installation, and ours runs none that it need not.
    chmodSync(multitool, 0o755);
    const { error } = spawnSync(multitool, ["validate", ...files, ...options], {
      timeout: 110_000,
    });
    if (error !== undefined) throw error;
    const verdict = JSON.parse(readFileSync(output, "utf8").replace(/^\ufeff/, "")) as Log;
    const results = verdict.runs.flatMap((run) => run.results ?? []);
    return files.map((file) =>
      results
        .filter((result) => JSON.stringify(result.locations).includes(path.basename(file)))
        .map(({ ruleId, level = "warning", message }) => `${level} ${ruleId} ${message.id}`),
    );
  } finally {
    rmSync(place, { recursive: true });
  }
}

const schemaFile = path.join(folder, "sarif-2.1.0.json");

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
