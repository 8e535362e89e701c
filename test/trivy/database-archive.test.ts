import { existsSync, readFileSync, readdirSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { expect, test } from "@jest/globals";
import { realTool } from "../tools/real-tools.ts";
import { metadataOf } from "./material/database.ts";
import { at, databaseRoom, longAgo, yesterday } from "./material/database-room.ts";
import { tarOf, type TarFile } from "./material/tar.ts";

const tool = realTool("trivy-database");
const testWith = tool === undefined ? test.skip : test;
const room = databaseRoom(tool ?? "");

testWith("a database that is older than allowed is refused with its age", async () => {
  const registry = await room.registryWith(room.layerOf(longAgo));
  expect(await room.failure({ repositories: [at(registry)] })).toContain(
    "it is 51 days old (finished 2026-10-01T12:00:00.000Z), and vulnerabilities.max-db-age allows 2 days",
  );
  const { identity } = await room.obtain({ repositories: [at(registry)], maxAgeMs: undefined });
  expect(identity.updatedAt).toBe("2026-10-01T12:00:00.000Z");
});

testWith(
  "a stale repository is followed by the next, and a refused layer is not kept",
  async () => {
    const [stale, fresh] = [
      await room.registryWith(room.layerOf(longAgo)),
      await room.registryWith(),
    ];
    const { identity } = await room.obtain({ repositories: [at(stale), at(fresh)] });
    expect(identity.repository).toBe(at(fresh, ":2"));
    expect(readdirSync(room.path("kept"))).toHaveLength(1);
  },
);

testWith(
  "a database from the future is refused, a clock that is a little behind is not",
  async () => {
    const ahead = await room.registryWith(room.layerOf("2026-11-23T12:00:00Z"));
    expect(await room.failure({ repositories: [at(ahead)] })).toContain(
      "it was finished in the future (2026-11-23T12:00:00.000Z)",
    );
    const little = await room.registryWith(room.layerOf("2026-11-22T11:00:00Z"));
    await room.obtain({ repositories: [at(little)] });
  },
);

testWith.each([
  [
    "of another schema",
    metadataOf(yesterday, { Version: 3 }),
    "its schema has the version 3, and Trivy reads 2",
  ],
  ["without a schema", { UpdatedAt: yesterday }, "its schema has the version null"],
  ["without a time", { Version: 2 }, "does not say when it was finished"],
  [
    "of Go's zero time",
    metadataOf(yesterday, { UpdatedAt: "0001-01-01T00:00:00Z" }),
    "does not say when it was finished",
  ],
  [
    "of no time",
    metadataOf(yesterday, { UpdatedAt: "yesterday" }),
    "does not say when it was finished",
  ],
  ["that is a list", [], "its metadata.json is not an object"],
])("metadata %s is refused", async (_, metadata, why) => {
  const registry = await room.registryWith(room.layerOf(yesterday, metadata));
  expect(await room.failure({ repositories: [at(registry)] })).toContain(why);
});

testWith(
  "an archive that is not one of a database is refused, and nothing of it is written",
  async () => {
    room.layerOf();
    const database = { path: "trivy.db", content: readFileSync(room.path("source/trivy.db")) };
    const metadata = {
      path: "metadata.json",
      content: readFileSync(room.path("source/metadata.json")),
    };
    const archives: readonly (readonly [string, readonly TarFile[] | Buffer])[] = [
      ["it has no metadata.json in it", [database]],
      ["it has no trivy.db in it", [metadata]],
      ["its trivy.db is not a database", [{ path: "trivy.db", content: "no pages" }, metadata]],
      ["its trivy.db is not a database", [{ path: "trivy.db" }, metadata]],
      ["its metadata.json is not JSON", [database, { path: "metadata.json", content: "{" }]],
      [
        "its metadata.json has more than 65536 bytes",
        [database, { path: "metadata.json", content: Buffer.alloc(70_000, " ") }],
      ],
      ["it has an entry named", [database, metadata, { path: "../evil", content: "x" }]],
      ["it has an entry named", [database, metadata, { path: "/etc/evil", content: "x" }]],
      ["is a link", [{ path: "trivy.db", type: "2", target: "/etc/passwd" }, metadata]],
      ["twice", [database, metadata, { path: "metadata.json", content: "{}" }]],
      ["it ends in the middle", [database, { ...metadata, claimedSize: 5_000 }]],
      ["it is not a gzip file", Buffer.from("plain text")],
      ["it ends in the middle", gzipSync(tarOf([database, metadata])).subarray(0, 500)],
    ];
    for (const [why, content] of archives) {
      const registry = await room.registryWith(
        Buffer.isBuffer(content) ? content : gzipSync(tarOf(content as TarFile[])),
      );
      expect(await room.failure({ repositories: [at(registry)] })).toContain(why);
      expect(existsSync(room.path("evil"))).toBe(false);
      expect(room.keptNames()).toEqual([]);
    }
  },
);

testWith("what else is in the archive is not written", async () => {
  room.layerOf();
  const files = ["trivy.db", "metadata.json"].map((path) => ({
    path: `./${path}`,
    content: readFileSync(room.path("source", path)),
  }));
  const registry = await room.registryWith(
    gzipSync(tarOf([...files, { path: "more.txt", content: "more" }])),
  );
  await room.obtain({ repositories: [at(registry)] });
  expect(readdirSync(room.path("cache/db")).sort()).toEqual(["metadata.json", "trivy.db"]);
});
