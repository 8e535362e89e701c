import { randomBytes } from "node:crypto";
import { writeFileSync, mkdirSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { notScanned } from "../../../src/checks/vulnerabilities/rules/index.ts";
import { digestOf, ociManifest } from "../../registry/switchable-registry.ts";
import { realTool } from "../../tools/real-tools.ts";
import { pushImage, pushIndex, storeIn } from "../../trivy/material/images.ts";
import { tarOf } from "../../trivy/material/tar.ts";
import { expectNoVerdict, openRules, Room, shop, slow } from "./room.ts";

const trivy = realTool("trivy");
const writer = realTool("trivy-database");

if (trivy !== undefined && writer !== undefined) {
  describe("an image that", () => suite({ trivy, writer }));
}

const armShop = { ...shop, platform: { architecture: "arm64" } };

function suite(programs: { readonly trivy: string; readonly writer: string }): void {
  let room: Room;
  beforeAll(async () => {
    room = await Room.start(programs);
    await pushImage(storeIn(room.registry), "shop", "1", shop);
  }, slow);
  beforeEach(() => {
    room.registry.switches.length = 0;
    room.prelude = "";
  });

  /** Deploys an image beside a good one, and demands that it alone is undecided, for this cause. */
  async function expectUndecided(
    name: string,
    cause: RegExp,
    environment: Readonly<Record<string, string>> = {},
  ): Promise<void> {
    room.deploy(room.image(name), room.image("shop:1"));
    const judged = await room.judge([], environment);
    const { report } = judged;
    expectNoVerdict(judged, cause);
    expect(report.checks.vulnerabilities?.reason).toContain(
      `${room.image(name)} was not scanned: `,
    );
    const finding = report.findings.find(({ rule }) => rule === "vulnerabilities/not-scanned");
    expect(finding).toMatchObject({ image: room.image(name), location: { line: 7 } });
    expect(finding?.message).toMatch(cause);
    expect(finding?.remediation).not.toBe(notScanned.remediation);
    expect(openRules(report)).toEqual([
      "CVE-2019-10744",
      "CVE-2021-23337",
      "CVE-2023-5363",
      "vulnerabilities/end-of-life",
      "vulnerabilities/not-scanned",
    ]);
    expect(
      report.images.map(({ reference, checks }) => [reference, checks.vulnerabilities]),
    ).toEqual(
      [
        [room.image(name), "error"],
        [room.image("shop:1"), "failed"],
      ].toSorted(),
    );
    expect(room.leftovers()).toEqual([]);
  }

  /** Answers requests for what lies under a repository, unless the answer is `false`. */
  function answer(repository: string, status: number, headers: Record<string, string> = {}): void {
    room.registry.switches.push(({ url }, response) => {
      if (!url.startsWith(`/v2/${repository}/`)) return false;
      response.writeHead(status, headers).end();
      return true;
    });
  }

  /** Only who has this name and password gets anything of the repository. */
  function demand(repository: string, credentials: string): void {
    const expected = `Basic ${Buffer.from(credentials).toString("base64")}`;
    room.registry.switches.push(({ url, headers }, response) => {
      if (!url.startsWith(`/v2/${repository}/`) || headers.authorization === expected) return false;
      response.writeHead(401, { "www-authenticate": 'Basic realm="test"' }).end();
      return true;
    });
  }

  /** The variables of a user who has logged in to the registry so. */
  function loggedIn(credentials: string): Readonly<Record<string, string>> {
    const folder = room.path("docker");
    mkdirSync(folder, { recursive: true });
    const auth = Buffer.from(credentials).toString("base64");
    const auths = { [room.registry.host()]: { auth } };
    writeFileSync(room.path("docker/config.json"), JSON.stringify({ auths }));
    return { DOCKER_CONFIG: folder };
  }

  beforeEach(() => room.policy());

  test("does not exist", () => expectUndecided("gone:1", /404|no manifest|not found/), slow);

  test(
    "is a chart",
    async () => {
      const store = storeIn(room.registry);
      const type = "application/vnd.cncf.helm.config.v1+json";
      const config = { ...(await store.putBlob("chart", "{}")), mediaType: type };
      const layer = await store.putBlob("chart", "x");
      const layers = [
        { ...layer, mediaType: "application/vnd.cncf.helm.chart.content.v1.tar+gzip" },
      ];
      const manifest = { schemaVersion: 2, mediaType: ociManifest, config, layers };
      await store.putManifest("chart", "1", manifest);
      await expectUndecided("chart:1", /is not a container image: its config has the type .*helm/);
    },
    slow,
  );

  test(
    "is no manifest at all",
    async () => {
      room.registry.putManifest("page", "1", Buffer.from("<html>hello</html>"));
      await expectUndecided("page:1", /page/);
    },
    slow,
  );

  test(
    "is for none of the platforms that the policy wants",
    async () => {
      await pushIndex(storeIn(room.registry), "arm", "1", [armShop]);
      room.policy(["platforms: [linux/amd64]"]);
      await expectUndecided("arm:1", /linux\/amd64.*linux\/arm64/);
    },
    slow,
  );

  test(
    "needs credentials that nobody has, or has the wrong ones",
    async () => {
      await pushImage(storeIn(room.registry), "private", "1", shop);
      demand("private", "robot:s3cret");
      await expectUndecided("private:1", /401.*docker login/);
      await expectUndecided("private:1", /401.*docker login/, loggedIn("robot:wr0ng"));
      room.deploy(room.image("private:1"), room.image("shop:1"));
      const { status, report } = await room.judge([], loggedIn("robot:s3cret"));
      expect(status).toBe(1);
      expect(report.checks.vulnerabilities?.reason).toBe("2 images: 2 scanned");
    },
    slow,
  );

  test(
    "is in a registry that is down, or lets nobody in",
    async () => {
      answer("down", 503, { "retry-after": "0" });
      answer("closed", 403);
      await expectUndecided("down:1", /503/);
      await expectUndecided("closed:1", /403/);
    },
    slow,
  );

  test(
    "has a layer that is not what its digest says",
    async () => {
      const { layers } = shop;
      await pushImage(storeIn(room.registry), "lying", "1", {
        layers: [...layers, { files: [{ path: "a", content: "of its own" }] }],
      });
      room.registry.switches.push(({ url }, response) => {
        if (!url.startsWith("/v2/lying/blobs/")) return false;
        response.writeHead(200).end("something else");
        return true;
      });
      await expectUndecided("lying:1", /lying/);
    },
    slow,
  );

  test.each<[string, string, (layer: Buffer) => Buffer, RegExp]>([
    [
      "cut short",
      "tar+gzip",
      (layer) => layer.subarray(0, -100),
      /: Trivy failed: .*unexpected EOF/,
    ],
    ["no archive", "tar+gzip", () => randomBytes(4_000), /: Trivy failed: .*invalid tar header/],
    ["encrypted", "tar+gzip+encrypted", () => randomBytes(4_000), /which cannot be looked into/],
  ])(
    "has a layer that is %s, under its right digest",
    async (_, type, spoil, cause) => {
      const store = storeIn(room.registry);
      const tar = tarOf(shop.layers[0]?.files ?? []);
      const diffIds = [digestOf(tar)];
      const config = {
        os: "linux",
        architecture: "amd64",
        rootfs: { type: "layers", diff_ids: diffIds },
      };
      const mediaType = "application/vnd.oci.image";
      await store.putManifest("spoilt", "1", {
        schemaVersion: 2,
        mediaType: ociManifest,
        config: {
          ...(await store.putBlob("spoilt", JSON.stringify(config))),
          mediaType: `${mediaType}.config.v1+json`,
        },
        layers: [
          {
            ...(await store.putBlob("spoilt", spoil(gzipSync(tar)))),
            mediaType: `${mediaType}.layer.v1.${type}`,
          },
        ],
      });
      await expectUndecided("spoilt:1", cause);
    },
    slow,
  );

  test(
    "lists fewer layers in its config than in its manifest, which would hide one",
    async () => {
      const store = storeIn(room.registry);
      const honest = await pushImage(store, "hiding", "honest", {
        layers: [{ files: [{ path: "a", content: "harmless" }] }, ...shop.layers],
      });
      const { config, ...manifest } = await manifestAt(honest.digest);
      const text = await (
        await fetch(room.registry.url(`/v2/hiding/blobs/${config.digest}`))
      ).text();
      const json = JSON.parse(text) as { rootfs: { diff_ids: string[] } };
      const rootfs = { type: "layers", diff_ids: json.rootfs.diff_ids.slice(0, 1) };
      const blob = await store.putBlob("hiding", JSON.stringify({ ...json, rootfs }));
      const shortened = {
        ...manifest,
        config: { ...config, digest: blob.digest, size: blob.size },
      };
      await store.putManifest("hiding", "1", shortened);
      await expectUndecided("hiding:1", /1 .*2|2 .*1/);
    },
    slow,
  );

  async function manifestAt(digest: string) {
    const answered = await fetch(room.registry.url(`/v2/hiding/manifests/${digest}`));
    return (await answered.json()) as { config: { digest: string; size: number } };
  }

  test(
    "finds no room on the disk",
    async () => {
      await pushImage(storeIn(room.registry), "large", "1", {
        layers: [{ files: [{ path: "a", content: randomBytes(4 << 20) }], compression: "none" }],
      });
      room.prelude = "ulimit -f 2000";
      await expectUndecided("large:1", /cannot be written: .*ulimit -f/);
    },
    slow,
  );

  test(
    "is of a place that the policy does not allow is not contacted, and not passed",
    async () => {
      const host = room.registry.host();
      room.write({
        ".github/portcullis.yml": `version: 1\nregistries: { allow: ["${host}/shop"] }\nvulnerabilities:\n  trivy: { path: ${JSON.stringify(programs.trivy)} }\n  db-repository: "${host}/trivy-db:2"\n  epss: off\n  kev: off\n`,
      });
      const { length } = room.registry.log;
      room.deploy(room.image("elsewhere:1"), room.image("shop:1"));
      const { status, report } = await room.judge();
      expect(status).toBe(1);
      expect(openRules(report)).toContain("vulnerabilities/not-contacted");
      const asked = room.registry.log.slice(length);
      expect(asked.filter((line) => line.includes("elsewhere"))).toEqual([]);
    },
    slow,
  );
}
