import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { checkNames, checkStates } from "../../src/model/check.ts";
import type { Report } from "../../src/model/report.ts";
import { failLines, severities } from "../../src/model/severity.ts";
import { jsonReport } from "../../src/report/json.ts";
import { finding, hostileTexts, reportOn, sampleReport } from "./sample.ts";

const schema = JSON.parse(
  readFileSync(new URL("../../docs/report.schema.json", import.meta.url), "utf8"),
) as {
  $defs: Record<string, { enum?: string[] }>;
  properties: Record<string, { enum?: string[]; properties?: object }>;
};
const ajv = new Ajv2020({ strict: true, allErrors: true });
addFormats.default(ajv);
const isReport = ajv.compile(schema);

const zero = { critical: 0, high: 0, medium: 0, low: 0, info: 0, waived: 0 };

test.each<[string, Report]>([
  ["the sample", sampleReport],
  ["an empty one", reportOn([])],
  [
    "one without policy, checks and verdict",
    reportOn([], { policy: null, checks: {}, verdict: "error", failOn: "none" }),
  ],
  [
    "one with a skipped check",
    reportOn([], {
      checks: { manifests: { state: "skipped", reason: "x", durationMs: 0.5, counts: zero } },
    }),
  ],
  ["hostile ones", reportOn(Object.values(hostileTexts).map((message) => finding({ message })))],
])("%s agrees with the published schema", (_name, report) => {
  isReport(JSON.parse(jsonReport(report)));
  expect(isReport.errors ?? []).toEqual([]);
});

test("the schema lists what the program lists", () => {
  expect(schema.$defs["severity"]?.enum).toEqual(severities);
  expect(schema.$defs["checkState"]?.enum).toEqual(checkStates);
  expect(schema.$defs["checkName"]?.enum).toEqual(checkNames);
  expect(Object.keys(schema.properties["checks"]?.properties ?? {})).toEqual(checkNames);
  expect(schema.properties["failOn"]?.enum).toEqual(failLines);
});

/** The properties that a report may do without, by the objects they stand in. */
const optional = new Set([
  "reason",
  "related",
  "resource",
  "podSecurity",
  "image",
  "waiver",
  "digest",
]);
for (const name of ["namespace", "name", "container", "fieldPath", "owner", "expires"])
  optional.add(name);
for (const name of checkNames) optional.add(name);
const required = new Set(["waiver.reason", "tool.name"]);

type Node = Record<string, unknown>;

/** Every object in the value with the way to it. */
function objectsIn(value: unknown, path: string): [path: string, node: Node][] {
  if (typeof value !== "object" || value === null) return [];
  const inner = Object.entries(value).flatMap(([key, child]) =>
    objectsIn(child, path === "" ? key : `${path}.${key}`),
  );
  return Array.isArray(value) ? inner : [[path, value as Node], ...inner];
}

function fullReport(): unknown {
  const report = {
    ...sampleReport,
    checks: {
      ...sampleReport.checks,
      manifests: { ...sampleReport.checks.manifests, reason: "x" },
    },
  };
  return JSON.parse(jsonReport(report as Report));
}

test("a property more makes any object of a report invalid", () => {
  const report = fullReport();
  const objects = objectsIn(report, "");
  expect(objects.length).toBeGreaterThan(40);
  for (const [path, node] of objects) {
    node["unexpected"] = 1;
    expect([path, isReport(report)]).toEqual([path, false]);
    delete node["unexpected"];
  }
  expect(isReport(report)).toBe(true);
});

test("a property less makes a report invalid, but for those that may be absent", () => {
  const report = fullReport();
  for (const [path, node] of objectsIn(report, "")) {
    for (const [key, value] of Object.entries(node)) {
      const place = `${path.split(".").at(-1)}.${key}`;
      delete node[key];
      expect([path, key, isReport(report)]).toEqual([
        path,
        key,
        optional.has(key) && !required.has(place),
      ]);
      node[key] = value;
    }
  }
  expect(isReport(report)).toBe(true);
});

test("the keys have one order, whatever order they were given in", () => {
  const reversed = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(reversed);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value)
        .toReversed()
        .map(([key, inner]) => [key, reversed(inner)]),
    );
  };
  const text = jsonReport(sampleReport);
  expect(jsonReport(reversed(sampleReport) as Report)).toBe(text);
  expect(Object.keys(JSON.parse(text) as object).slice(0, 4)).toEqual([
    "version",
    "tool",
    "verdict",
    "failOn",
  ]);
  expect(text.endsWith("}\n")).toBe(true);
  expect(text).toContain('\n  "tool": {');
});

test("a key that has no place in that order comes last", () => {
  const text = jsonReport({ aaa: 1, ...sampleReport } as Report);
  expect(Object.keys(JSON.parse(text) as object).at(-1)).toBe("aaa");
});

test("a bigint becomes its digits", () => {
  const report = reportOn([finding({ image: 12345678901234567890n as unknown as string })]);
  expect(jsonReport(report)).toContain('"image": "12345678901234567890"');
});

test.each(Object.entries(hostileTexts))(
  "hostile text (%s) comes back as it was and is not obeyed",
  (name, message) => {
    const text = jsonReport(reportOn([finding({ message })]));
    expect(text).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
    expect(text).not.toMatch(/^\s*::|##/m);
    const { findings } = JSON.parse(text) as Report;
    const expected = name === "surrogates" ? message.replace(/\p{Cs}/gu, "\ufffd") : message;
    expect(findings[0]?.message).toBe(expected);
  },
);
