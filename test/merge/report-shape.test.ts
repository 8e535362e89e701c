import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { reportShape } from "../../src/merge/report-shape.ts";
import type { Vulnerability } from "../../src/model/vulnerability.ts";
import { jsonReport } from "../../src/report/json.ts";
import { reportOn } from "../report/sample.ts";
import { vulnerable } from "../report/vulnerable-report.ts";

const schema = JSON.parse(
  readFileSync(new URL("../../docs/report.schema.json", import.meta.url), "utf8"),
) as object;
const ajv = new Ajv2020({ strict: true });
addFormats.default(ajv);
const isReport = ajv.compile(schema);

const accepted = { package: "openssl", installed: "3.1.3-r0", reason: "not used" };
const found = { name: "libssl3", installed: "3.1.3-r0" };

/** What the schema and the reader of shards think of a report with this vulnerability. */
function valid(given: Partial<Record<keyof Vulnerability, unknown>>): [boolean, boolean] {
  const vulnerability = given as Partial<Vulnerability>;
  const json: unknown = JSON.parse(jsonReport(reportOn([vulnerable(vulnerability)])));
  return [isReport(json), reportShape(json, "the report") === undefined];
}

test.each<[string, Parameters<typeof valid>[0]]>([
  ["nothing accepted", {}],
  ["a package accepted", { accepted: [accepted] }],
  [
    "all that can be said of it",
    {
      accepted: [{ ...accepted, path: "a/b", platforms: ["linux/amd64"], expires: "2027-01-31" }],
    },
  ],
  ["a package that is not everywhere", { packages: [{ ...found, platforms: ["linux/amd64"] }] }],
])("a report with %s is one by the schema, and can be merged", (_, given) => {
  expect(valid(given)).toEqual([true, true]);
});

test.each<[string, Parameters<typeof valid>[0]]>([
  ["a package accepted without a reason", { accepted: [{ package: "a", installed: "1" }] }],
  ["an unknown key", { accepted: [{ ...accepted, status: "fixed" }] }],
  ["a platform alone", { packages: [{ ...found, platforms: "linux/amd64" }] }],
])("a report with %s is none", (_, given) => {
  expect(valid(given)).toEqual([false, false]);
});
