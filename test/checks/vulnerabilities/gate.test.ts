import { expect, test } from "@jest/globals";
import fc from "fast-check";
import {
  gateOf,
  type GatedVulnerability,
  type GateSettings,
} from "../../../src/checks/vulnerabilities/gate.ts";
import { failsRun } from "../../../src/model/failing.ts";
import { failLines, severities } from "../../../src/model/severity.ts";
import type { Kev } from "../../../src/model/vulnerability.ts";
import { vulnerable } from "../../report/vulnerable-report.ts";

const day = 86_400_000;
const today = "2026-11-21";
const listed: Kev = { listed: true, since: "2023-11-01", ransomware: false };

const off: GateSettings = {
  failOnKev: false,
  epssThreshold: undefined,
  ignoreUnfixed: false,
  graceMs: undefined,
};

const plain: GatedVulnerability = {
  fixable: true,
  published: "2026-11-10",
  epss: { probability: 0.2, percentile: 0.9 },
  kev: { listed: false },
};

type Row = [
  what: string,
  vulnerability: Partial<GatedVulnerability>,
  settings: Partial<GateSettings>,
  word: "severity" | "fails" | "passes",
];

test.each<Row>([
  ["nothing set", {}, {}, "severity"],
  ["nothing set, exploited", { kev: listed }, {}, "severity"],
  ["nothing set, likely", { epss: { probability: 1, percentile: 1 } }, {}, "severity"],
  ["nothing set, unfixed", { fixable: false }, {}, "severity"],

  ["exploited", { kev: listed }, { failOnKev: true }, "fails"],
  ["not exploited", {}, { failOnKev: true }, "severity"],
  ["unknown to the list", { kev: null }, { failOnKev: true }, "severity"],
  [
    "exploited without a fix",
    { kev: listed, fixable: false },
    { failOnKev: true, ignoreUnfixed: true },
    "fails",
  ],
  ["exploited in grace", { kev: listed }, { failOnKev: true, graceMs: 14 * day }, "fails"],

  ["likely", {}, { epssThreshold: 0.1 }, "fails"],
  ["exactly as likely", {}, { epssThreshold: 0.2 }, "fails"],
  ["less likely", {}, { epssThreshold: 0.21 }, "severity"],
  ["of unknown likelihood", { epss: null }, { epssThreshold: 0.1 }, "severity"],
  ["of unknown likelihood, threshold 0", { epss: null }, { epssThreshold: 0 }, "severity"],
  [
    "never seen, threshold 0",
    { epss: { probability: 0, percentile: 0 } },
    { epssThreshold: 0 },
    "fails",
  ],
  ["likely, unfixed", { fixable: false }, { epssThreshold: 0.1, ignoreUnfixed: true }, "fails"],
  ["likely, in grace", {}, { epssThreshold: 0.1, graceMs: 14 * day }, "fails"],

  ["unfixed", { fixable: false }, { ignoreUnfixed: true }, "passes"],
  ["fixed", {}, { ignoreUnfixed: true }, "severity"],

  ["in grace", {}, { graceMs: 14 * day }, "passes"],
  ["published today", { published: today }, { graceMs: day }, "passes"],
  ["on the last day of grace", { published: "2026-11-08" }, { graceMs: 14 * day }, "passes"],
  ["on the day after grace", { published: "2026-11-07" }, { graceMs: 14 * day }, "severity"],
  ["in grace of hours", { published: "2026-11-20" }, { graceMs: day * 1.5 }, "passes"],
  ["after grace of hours", { published: "2026-11-19" }, { graceMs: day * 1.5 }, "severity"],
  ["unfixed in grace", { fixable: false }, { graceMs: 14 * day }, "severity"],
  ["without a date", { published: undefined }, { graceMs: 14 * day }, "severity"],
  ["of tomorrow", { published: "2026-11-22" }, { graceMs: 14 * day }, "severity"],
  ["of a day that is none", { published: "2026-02-3x" }, { graceMs: 14 * day }, "severity"],
])("%s", (_, vulnerability, settings, word) => {
  const found = gateOf({ ...plain, ...vulnerability }, { ...off, ...settings }, today);
  expect(found === undefined ? "severity" : found.fails ? "fails" : "passes").toBe(word);
});

test("the reasons name what decided", () => {
  const reasonOf = (
    vulnerability: Partial<GatedVulnerability>,
    settings: Partial<GateSettings>,
  ): string | undefined =>
    gateOf({ ...plain, ...vulnerability }, { ...off, ...settings }, today)?.reason;
  expect([
    reasonOf({ kev: listed }, { failOnKev: true }),
    reasonOf({}, { epssThreshold: 0.1 }),
    reasonOf({ fixable: false }, { ignoreUnfixed: true }),
    reasonOf({}, { graceMs: 14 * day }),
  ]).toEqual([
    "it is known to be exploited since 2023-11-01 (fail-on-kev)",
    "its EPSS of 20 % reaches 10 % (epss-threshold)",
    "no fix is known (ignore-unfixed)",
    "it fails from 2026-11-24 on: the grace counts from 2026-11-10, when it was published, because nobody records when the fix appeared (grace)",
  ]);
});

test("whatever the line and the severity, what is exploited fails and what is let through passes", () => {
  for (const failOn of failLines) {
    for (const severity of severities) {
      const judged = (vulnerability: Partial<GatedVulnerability>, settings: GateSettings) => {
        const gate = gateOf({ ...plain, ...vulnerability }, settings, today);
        return failsRun(vulnerable({}, { severity, ...(gate && { gate }) }), { failOn });
      };
      expect(judged({ kev: listed }, { ...off, failOnKev: true })).toBe(true);
      expect(judged({ fixable: false }, { ...off, ignoreUnfixed: true })).toBe(false);
    }
  }
});

test("a stricter setting never lets through what a laxer one stops", () => {
  const vulnerability = fc.record({
    fixable: fc.boolean(),
    published: fc.option(fc.constantFrom("2020-01-01", "2026-11-10", "2026-11-21", "2027-01-01"), {
      nil: undefined,
    }),
    epss: fc.option(
      fc.record({
        probability: fc.double({ min: 0, max: 1, noNaN: true }),
        percentile: fc.constant(0.5),
      }),
    ),
    kev: fc.constantFrom<Kev | null>(null, { listed: false }, listed),
  });
  const settings = fc.record({
    failOnKev: fc.boolean(),
    epssThreshold: fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { nil: undefined }),
    ignoreUnfixed: fc.boolean(),
    graceMs: fc.option(fc.integer({ min: 1, max: 365 * day }), { nil: undefined }),
  });
  const isStopped = (given: GatedVulnerability, by: GateSettings): boolean =>
    gateOf(given, by, today)?.fails ?? true;
  fc.assert(
    fc.property(vulnerability, settings, (given, lax) => {
      for (const stricter of [
        { ...lax, failOnKev: true },
        { ...lax, epssThreshold: 0 },
        { ...lax, ignoreUnfixed: false },
        { ...lax, graceMs: undefined },
      ]) {
        if (isStopped(given, lax)) expect(isStopped(given, stricter)).toBe(true);
      }
    }),
  );
});
