import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { realTool } from "../tools/real-tools.ts";
import { at, databaseRoom } from "./material/database-room.ts";

const tool = realTool("trivy-database");
const testWith = tool === undefined ? test.skip : test;
const room = databaseRoom(tool ?? "");

testWith("offline the database that was gotten last is used, with the same checks", async () => {
  const registry = await room.registryWith();
  const repositories = [at(registry)];
  const online = await room.obtain({ repositories });
  const asked = registry.log.length;
  rmSync(room.path("cache"), { recursive: true });
  const offline = await room.obtain({ repositories, offline: true });
  expect(offline.identity).toEqual(online.identity);
  expect(registry.log).toHaveLength(asked);
  expect(existsSync(room.path("cache/db/trivy.db"))).toBe(true);

  rmSync(room.path("cache"), { recursive: true });
  const later = { repositories, offline: true, now: new Date("2026-12-21T12:00:00Z") };
  expect(await room.failure(later)).toMatch(
    /^There is no vulnerability database .* \(offline\): the one that was kept: it is 30 days and 23 hours old/,
  );
  expect(await room.failure({ repositories: ["ghcr.io/other/db"], offline: true })).toContain(
    `the one that was kept is from ${at(registry, ":2")}`,
  );
  expect(await room.failure({ repositories, offline: true, records: undefined })).toContain(
    "none was kept by an earlier run",
  );
  const [name = ""] = readdirSync(room.path("kept"));
  writeFileSync(room.path("kept", name), "tampered");
  expect(await room.failure({ repositories, offline: true })).toContain("is gone or was changed");
  rmSync(room.path("kept", name));
  expect(await room.failure({ repositories, offline: true })).toContain("is gone or was changed");
});

testWith("offline without an earlier run there is none, and a damaged record is none", async () => {
  expect(await room.failure({ offline: true })).toContain(
    "none was kept by an earlier run; run once with a network",
  );
  mkdirSync(room.path("records"));
  for (const text of ["{", "[]", "{}", '{"repository":"x","digest":"y","layer":{}}']) {
    writeFileSync(room.path("records/trivy-db.json"), text);
    expect(await room.failure({ offline: true })).toContain("none was kept by an earlier run");
  }
});
