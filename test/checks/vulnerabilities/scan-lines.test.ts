import { expect, test } from "@jest/globals";
import {
  scanLine,
  scanTitle,
  unplannedLines,
} from "../../../src/checks/vulnerabilities/scan-lines.ts";
import type { ScanPlan } from "../../../src/checks/vulnerabilities/scan-targets.ts";
import { found, scanOf } from "./material.ts";

const target = { digest: "sha256:1", platform: "linux/amd64", name: "a/web", repositories: [] };
const scan = scanOf([found(), found()]);

test("a line tells what came of a platform, and each vulnerability counts once", () => {
  const database = { repository: "db.example/trivy-db:2", updatedAt: "2026-11-21T00:00:00Z" };
  const found = { scan, database, javaDatabase: undefined };
  const outcome = { kind: "scanned", isReused: false, ...found } as const;
  expect(scanLine(target, outcome, 3_240)).toBe(
    "scanned a/web@sha256:1 (linux/amd64) in 3.2 s: 1 vulnerability",
  );
  expect(scanLine(target, { ...outcome, isReused: true, scan: scanOf([]) }, 9)).toBe(
    "kept from before: a/web@sha256:1 (linux/amd64): 0 vulnerabilities",
  );
  expect(scanLine(target, { kind: "undecided", reason: "it answered 404" }, 9)).toBe(
    "not scanned: a/web@sha256:1 (linux/amd64): it answered 404",
  );
});

test("the title counts images, and platforms where there are others", () => {
  const plan: ScanPlan = {
    images: new Map([
      ["b:1", { kind: "undecided", reason: "it answered 401" }],
      ["a:1", { kind: "planned", digest: "sha256:1", targets: ["t"], lacking: [] }],
    ]),
    targets: new Map([["t", target]]),
  };
  expect(scanTitle(plan)).toBe("Scanning 2 images (1 platform)");
  expect(unplannedLines(plan)).toEqual(["not scanned: b:1: it answered 401"]);
  const images = new Map([...plan.images].slice(1));
  expect(scanTitle({ ...plan, images })).toBe("Scanning 1 image");
});
