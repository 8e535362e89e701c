import { expect, test } from "@jest/globals";
import type { PlatformOutcome } from "../../../src/checks/vulnerabilities/scan-platform.ts";
import { scanningOf } from "../../../src/checks/vulnerabilities/scan-results.ts";
import type { ScanPlan } from "../../../src/checks/vulnerabilities/scan-targets.ts";
import type { DatabaseIdentity } from "../../../src/model/vulnerabilities-summary.ts";
import { scanOf } from "./material.ts";

const digest = `sha256:${"1".repeat(64)}`;
const state = (day: number): DatabaseIdentity => ({
  repository: "db.example/db:1",
  updatedAt: `2026-11-0${day}T00:00:00Z`,
});
const known = {
  program: { path: "/trivy", version: "0.74.0", origin: "release 0.74.0", sha256: "a" },
  database: state(1),
  notices: ["It is stale."],
};

const planOf = (...names: readonly string[]): ScanPlan => ({
  images: new Map(
    names.map((name) => [
      name,
      { kind: "planned", digest, targets: [name], lacking: ["linux/s390x"] },
    ]),
  ),
  targets: new Map(
    names.map((name) => [name, { digest, platform: "linux/amd64", name, repositories: [] }]),
  ),
});

const scanned = (database: DatabaseIdentity, java?: DatabaseIdentity): PlatformOutcome => ({
  kind: "scanned",
  isReused: false,
  scan: scanOf(),
  database,
  javaDatabase: java,
});

test("the databases are those that were used, in whichever order the scans ended", () => {
  const outcomes: [string, PlatformOutcome][] = [
    ["b", scanned(state(3), state(5))],
    ["a", scanned(state(2), state(4))],
    ["c", scanned(state(2))],
  ];
  for (const order of [outcomes, outcomes.toReversed()]) {
    const scanning = scanningOf(planOf("a", "b", "c"), new Map(order), known);
    expect(scanning).toMatchObject({ database: state(2), javaDatabase: state(4), obstacles: [] });
    expect(scanning.notices).toEqual([
      "It is stale.",
      "linux/s390x: 3 images have no such platform, and nothing was looked at for it: a, b and c.",
      expect.stringMatching(/2 states of the vulnerability database, .*-02T.* and .*-03T/),
      expect.stringMatching(/2 states of the database of Java archives, .*-04T.* and .*-05T/),
    ]);
  }
});

test("where nothing was looked at the database is the one that was named", () => {
  const outcomes = new Map([["a", { kind: "undecided", reason: "it answered 404" } as const]]);
  const { database, javaDatabase, images } = scanningOf(planOf("a"), outcomes, known);
  expect([database, javaDatabase]).toEqual([state(1), undefined]);
  expect(images.get("a")).toMatchObject({ kind: "undecided" });
});
