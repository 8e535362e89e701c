import { expect, test } from "@jest/globals";
import { missingBills, sbomNotices } from "../../../src/checks/vulnerabilities/sbom-notices.ts";
import { scanOf } from "./material.ts";

test("says how many bills of materials lie where", () => {
  expect(sbomNotices([], "/repo")).toEqual([]);
  expect(
    sbomNotices(
      ["/repo/sbom/a.cdx.json", "/repo/sbom/b.cdx.json", "/repo/a.json", "/elsewhere/c.json"],
      "/repo",
    ),
  ).toEqual([
    "1 bill of materials was written to ./.",
    "1 bill of materials was written to /elsewhere/.",
    "2 bills of materials were written to sbom/.",
  ]);
});

test("says of which images bills of materials are missing, once for each cause", () => {
  const target = (name: string) => ({
    digest: "sha256:1",
    platform: "linux/amd64",
    name,
    repositories: [],
  });
  const targets = new Map(["a", "b", "c", "d"].map((name) => [name, target(`ghcr.io/${name}`)]));
  const database = { repository: "db.example/trivy-db:2", updatedAt: "2026-11-21T00:00:00Z" };
  const scanned = (unbilled?: { readonly reason: string; readonly remedy?: string }) => ({
    kind: "scanned" as const,
    isReused: false,
    scan: scanOf(),
    database,
    javaDatabase: undefined,
    ...(unbilled === undefined ? {} : { unbilled }),
  });
  const full = { reason: "the disk is full", remedy: "Free some space." };
  const outcomes = new Map([
    ["d", scanned({ reason: "it took too long" })],
    ["c", scanned(full)],
    ["b", scanned()],
    ["a", scanned(full)],
  ]);
  expect(missingBills({ targets }, outcomes)).toEqual({
    obstacles: [
      "ghcr.io/a (linux/amd64) and ghcr.io/c (linux/amd64): the disk is full",
      "ghcr.io/d (linux/amd64): it took too long",
    ],
    remedies: ["Free some space."],
  });
});
