import { expect, test } from "@jest/globals";
import { javaDatabase, vulnerabilityDatabase } from "../../src/trivy/database-kind.ts";
import { fallBackNotice, staleNotice } from "../../src/trivy/database-notices.ts";

const hourMs = 3_600_000;
const now = new Date("2026-11-21T12:00:00Z");
const ago = (hours: number): string => new Date(now.getTime() - hours * hourMs).toISOString();

function noticesAt(hours: number, nextAfter: number | undefined, maxAgeMs?: number): string[] {
  const updatedAt = ago(hours);
  const nextUpdate = nextAfter === undefined ? updatedAt : ago(hours - nextAfter);
  const metadata = { updatedAt, nextUpdate };
  return staleNotice(metadata, vulnerabilityDatabase, "r.example/db:2", { now, maxAgeMs });
}

test.each([
  ["its next one is due soon", 6, 24, 0],
  ["its next one is due since a day", 48, 24, 0],
  ["its next one is due since more than a day", 49, 24, 1],
  ["nobody says when the next one is due", 120, undefined, 0],
  ["nobody says so, and it is older than five days", 121, undefined, 1],
  ["the next one comes after a month, and it is older than five days", 121, 720, 1],
])("a database of which %s", (_, hours, nextAfter, count) => {
  expect(noticesAt(hours, nextAfter)).toHaveLength(count);
});

test("whoever says how old it may be is not told of it", () => {
  expect(noticesAt(900, 24, 1_000 * hourMs)).toEqual([]);
});

test("the database of Java archives may be old", () => {
  const metadata = { updatedAt: ago(900), nextUpdate: ago(800) };
  expect(staleNotice(metadata, javaDatabase, "r", { now, maxAgeMs: undefined })).toEqual([]);
});

test("each repository that gave none is named", () => {
  expect(fallBackNotice(vulnerabilityDatabase, "c", [])).toEqual([]);
  expect(
    fallBackNotice(vulnerabilityDatabase, "c", [
      { name: "a", obstacle: "a answered 429" },
      { name: "b", obstacle: "its archive is not good" },
    ]),
  ).toEqual([
    "The vulnerability database came from c, because a gave none (a answered 429), and b gave none (its archive is not good).",
  ]);
});
