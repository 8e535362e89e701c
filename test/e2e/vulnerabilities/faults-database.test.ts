import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { digestOf } from "../../registry/switchable-registry.ts";
import { realTool } from "../../tools/real-tools.ts";
import {
  databaseLayer,
  metadataOf,
  pushDatabase,
  smallDatabase,
} from "../../trivy/material/database.ts";
import { pushImage, storeIn } from "../../trivy/material/images.ts";
import { tarOf } from "../../trivy/material/tar.ts";
import { expectNoVerdict, openRules, Room, shop, slow } from "./room.ts";

const trivy = realTool("trivy");
const writer = realTool("trivy-database");

if (trivy !== undefined && writer !== undefined) {
  describe("a database that cannot be had", () => suite({ trivy, writer }));
}

/** Nobody listens on the port of discarding. */
const nobody = "127.0.0.1:9";

function suite(programs: { readonly trivy: string; readonly writer: string }): void {
  let room: Room;
  beforeAll(async () => {
    room = await Room.start(programs);
    await pushImage(storeIn(room.registry), "shop", "1", shop);
    room.deploy(room.image("shop:1"));
  }, slow);
  beforeEach(() => {
    room.registry.switches.length = 0;
  });

  function refuse(repository: string, status: number): void {
    room.registry.switches.push(({ url }, response) => {
      if (!url.startsWith(`/v2/${repository}/`)) return false;
      response.writeHead(status, { "retry-after": "0" }).end();
      return true;
    });
  }

  const database = (...names: string[]): string =>
    `db-repository: ${JSON.stringify(names.map((name) => room.image(`${name}:2`)))}`;

  async function pushLayer(repository: string, layer: Buffer): Promise<void> {
    await pushDatabase(storeIn(room.registry), { repository, tag: "2", layers: [layer] });
  }

  /** An archive of a database and the metadata of a good one. */
  function archiveOf(content: Buffer): Buffer {
    const metadata = JSON.stringify(metadataOf(new Date().toISOString()));
    return gzipSync(
      tarOf([
        { path: "trivy.db", content },
        { path: "metadata.json", content: metadata },
      ]),
    );
  }

  test(
    "without a network there is no verdict",
    async () => {
      room.policy([`db-repository: ["${nobody}/trivy-db:2"]`]);
      const judged = await room.judge();
      expectNoVerdict(judged, /127\.0\.0\.1:9\/trivy-db:2: .*(?:ECONNREFUSED|refused)/);
      expect(openRules(judged.report)).toEqual([]);
    },
    slow,
  );

  test(
    "429 from one is a reason to ask the next, and 429 from all is no verdict",
    async () => {
      refuse("busy", 429);
      room.policy([database("busy", "trivy-db")]);
      const found = await room.judge();
      expect(found.status).toBe(1);
      expect(openRules(found.report)).toContain("CVE-2019-10744");
      expect(found.report.vulnerabilities?.database.repository).toBe(room.image("trivy-db:2"));
      refuse("trivy-db", 429);
      expectNoVerdict(await room.judge(), /busy:2: .*429.*trivy-db:2: .*429/);
    },
    slow,
  );

  test.each([
    [
      "is not a database",
      (): Buffer => archiveOf(randomBytes(32_768)),
      /its trivy\.db is not a database/,
    ],
    [
      "is one at its beginning only",
      (): Buffer => {
        const whole = readFileSync(room.path("database/trivy.db"));
        return archiveOf(Buffer.concat([whole.subarray(0, 8_192), randomBytes(whole.length)]));
      },
      /Trivy (?:cannot use its database|crashed|failed)/,
    ],
    [
      "ends too soon",
      (): Buffer => databaseLayer(room.path("database")).subarray(0, -200),
      /its archive is not good/,
    ],
    [
      "has a file that leads elsewhere",
      (): Buffer => gzipSync(tarOf([{ path: "../trivy.db", content: "x" }])),
      /its archive is not good: .*\.\.\/trivy\.db/,
    ],
  ])(
    "a database that %s is no verdict",
    async (_, layer, cause) => {
      await pushLayer("corrupt", layer());
      room.policy([database("corrupt")]);
      expectNoVerdict(await room.judge(), cause);
      expect(room.leftovers()).toEqual([]);
    },
    slow,
  );

  test(
    "a layer that is not what its digest says is no verdict",
    async () => {
      const layer = databaseLayer(room.path("database"));
      await pushLayer("lying", layer);
      room.registry.switches.push(({ url }, response) => {
        if (!url.endsWith(`/lying/blobs/${digestOf(layer)}`)) return false;
        response.writeHead(200).end(Buffer.concat([layer.subarray(0, -1), Buffer.from("!")]));
        return true;
      });
      room.policy([database("lying")]);
      // A good copy that is kept would do in its place.
      const home = { HOME: room.path("nowhere") };
      expectNoVerdict(await room.judge([], home), /lying:2: .* sent other bytes as the blob/);
    },
    slow,
  );

  test(
    "a database that is older than the policy allows is no verdict, and one that is not is used",
    async () => {
      const old = new Date(Date.now() - 50 * 3_600_000).toISOString();
      await room.pushDatabase(smallDatabase(old), "old");
      room.policy([database("old"), "max-db-age: 48h"]);
      expectNoVerdict(
        await room.judge(),
        /it is 2 days and 2 hours old .*max-db-age allows 2 days/,
      );
      room.policy([database("old"), "max-db-age: 52h"]);
      const found = await room.judge();
      expect(found.status).toBe(1);
      expect(found.report.vulnerabilities?.database.updatedAt).toBe(old);
      // What is kept from that run is no way round the age.
      room.policy([database("old"), "max-db-age: 48h"]);
      expectNoVerdict(await room.judge(), /it is 2 days and 2 hours old/);
      expectNoVerdict(await room.judge(["--offline"]), /it is 2 days and 2 hours old/);
    },
    slow,
  );

  test(
    "a database from the future is no verdict",
    async () => {
      await room.pushDatabase(
        smallDatabase(new Date(Date.now() + 72 * 3_600_000).toISOString()),
        "future",
      );
      room.policy([database("future")]);
      expectNoVerdict(await room.judge(), /finished in the future .*is the clock right/);
    },
    slow,
  );

  test(
    "without room on the disk for the database there is no verdict",
    async () => {
      room.policy();
      room.prelude = "ulimit -f 100";
      try {
        const home = { HOME: room.path("nowhere") };
        expectNoVerdict(await room.judge([], home), /trivy\.db cannot be written: .*ulimit -f/);
      } finally {
        room.prelude = "";
      }
      expect(room.leftovers()).toEqual([]);
    },
    slow,
  );

  test(
    "one that is still being unpacked when there is no use for it any more leaves nothing behind",
    async () => {
      const content = readFileSync(room.path("database/trivy.db"));
      const metadata = JSON.stringify(metadataOf(new Date().toISOString()));
      // Something to read for a while.
      const padding = { path: "padding", content: Buffer.alloc(200 << 20) };
      const files = [
        padding,
        { path: "trivy.db", content },
        { path: "metadata.json", content: metadata },
      ];
      await pushLayer("slow", gzipSync(tarOf(files)));
      room.policy([database("slow")]);
      const home = { HOME: room.path("home-of-slow") };
      expect((await room.judge([], home)).status).toBe(1);
      // Its state is known from now on, and it is not waited for before images are asked for.
      const store = storeIn(room.registry);
      const { digest } = await pushImage(store, "odd", undefined, shop);
      const manifest = (await (
        await fetch(room.registry.url(`/v2/odd/manifests/${digest}`))
      ).json()) as { readonly layers: readonly object[] };
      const layers = manifest.layers.map((layer) => ({ ...layer, mediaType: "application/x-odd" }));
      await store.putManifest("odd", "1", { ...manifest, layers });
      room.deploy(room.image("odd:1"));
      expectNoVerdict(
        await room.judge([], home),
        /"application\/x-odd", which cannot be looked into/,
      );
      expect(room.leftovers()).toEqual([]);
      room.deploy(room.image("shop:1"));
    },
    slow,
  );

  test(
    "with --offline and nothing kept there is no verdict, and nobody is asked",
    async () => {
      const { length } = room.registry.log;
      room.policy();
      const home = { HOME: room.path("nowhere") };
      expectNoVerdict(
        await room.judge(["--offline"], home),
        /nothing may be contacted \(offline\)/,
      );
      expect(room.registry.log).toHaveLength(length);
    },
    slow,
  );
}
