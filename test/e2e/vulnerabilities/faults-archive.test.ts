import { createHash } from "node:crypto";
import { existsSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { beforeAll, describe, expect, test } from "@jest/globals";
import { serve, stopServersAfterEach } from "../../network/loopback-server.ts";
import { realTool } from "../../tools/real-tools.ts";
import { pushImage, storeIn } from "../../trivy/material/images.ts";
import { tarOf, type TarFile } from "../../trivy/material/tar.ts";
import { expectNoVerdict, Room, shop, slow } from "./room.ts";

const trivy = realTool("trivy");
const writer = realTool("trivy-database");

stopServersAfterEach();
if (trivy !== undefined && writer !== undefined) {
  describe("the archive of a release that", () => archives({ trivy, writer }));
}

/** A version that no table knows. */
const version = "9.9.9";
const archiveName = `trivy_${version}_Linux-${process.arch === "arm64" ? "ARM64" : "64bit"}.tar.gz`;

function archives(programs: { readonly trivy: string; readonly writer: string }): void {
  let room: Room;
  beforeAll(async () => {
    room = await Room.start(programs);
    const store = storeIn(room.registry);
    await pushImage(store, "shop", "1", shop);
    await pushImage(store, "arm", "1", { ...shop, platform: { architecture: "arm64" } });
    room.deploy(room.image("shop:1"));
  }, slow);

  /** A program that says it is of this version, and is the real one otherwise. */
  const program = (): TarFile => ({
    path: "trivy",
    mode: 0o755,
    content: `#!/bin/sh\ncase "$1" in --version) echo "Version: ${version}"; exit;; esac\nexec '${programs.trivy}' "$@"\n`,
  });

  /** Lets the policy take the archive from a mirror, pinned to the digest of what is to be there. */
  async function pinned(archive: Buffer, served = archive): Promise<readonly string[]> {
    const { url, asked } = await serve((request, response) => {
      const isArchive = request.url === `/v${version}/${archiveName}`;
      response.writeHead(isArchive ? 200 : 404).end(isArchive ? served : "");
    });
    const sha256 = createHash("sha256").update(archive).digest("hex");
    room.policy([`trivy: { version: "${version}", sha256: "${sha256}", mirror: "${url}" }`]);
    return asked;
  }

  test(
    "is what the policy pins is used, and kept for the next run",
    async () => {
      const asked = await pinned(gzipSync(tarOf([program()])));
      const { status, report } = await room.judge();
      expect(status).toBe(1);
      expect(report.vulnerabilities?.trivy).toEqual({
        version,
        origin: `release ${version}, verified by SHA-256`,
      });
      const archivesAsked = (): number => asked.filter((line) => line.endsWith(".tar.gz")).length;
      expect(archivesAsked()).toBe(1);
      expect((await room.judge()).status).toBe(1);
      expect(archivesAsked()).toBe(1);
    },
    slow,
  );

  test(
    "has another SHA-256 is not opened",
    async () => {
      const wanted = gzipSync(tarOf([program(), { path: "README.md", content: "other" }]));
      await pinned(wanted, gzipSync(tarOf([program()])));
      expectNoVerdict(
        await room.judge(),
        /the SHA-256 of what was downloaded is [0-9a-f]{64}, and it must be/,
      );
      expect(room.leftovers()).toEqual([]);
    },
    slow,
  );

  test.each<[string, TarFile]>([
    ["leads out of its folder", { path: "../../escaped", content: "x" }],
    ["is an absolute path", { path: "/tmp/portcullis-escaped", content: "x" }],
    ["is a link", { path: "trivy", type: "2", target: "/bin/sh" }],
  ])(
    "has an entry that %s is refused whole",
    async (_, entry) => {
      await pinned(gzipSync(tarOf([entry, program()])));
      expectNoVerdict(await room.judge(), /the archive .* is not as Trivy's releases are: /);
      expect(existsSync(room.path("escaped"))).toBe(false);
      expect(existsSync(room.path("tmp/escaped"))).toBe(false);
      expect(existsSync("/tmp/portcullis-escaped")).toBe(false);
      expect(room.leftovers()).toEqual([]);
    },
    slow,
  );

  test(
    "is not at the mirror is no verdict",
    async () => {
      const { url } = await serve((_, response) => response.writeHead(404).end());
      room.policy([`trivy: { mirror: "${url}" }`]);
      expectNoVerdict(
        await room.judge(),
        /Trivy 0\.74\.0 cannot be downloaded: .*404.*; let .*mirror/,
      );
    },
    slow,
  );

  test(
    "is of the pinned version but not the pinned bytes is not opened",
    async () => {
      const { url } = await serve((_, response) => {
        response.end(gzipSync(tarOf([program()])));
      });
      room.policy([`trivy: { mirror: "${url}" }`]);
      expectNoVerdict(await room.judge(), /it was not opened\. .*vulnerabilities\.trivy\.mirror/);
    },
    slow,
  );

  test(
    "was changed where it is kept is fetched anew",
    async () => {
      const asked = await pinned(gzipSync(tarOf([program(), { path: "x", content: "y" }])));
      const home = { HOME: room.path("home-of-archives") };
      expect((await room.judge([], home)).status).toBe(1);
      const { length } = asked;
      const kept = join(room.path("home-of-archives"), ".cache/portcullis");
      const files = readdirSync(kept, { recursive: true, encoding: "utf8" }).filter(
        (name) => name.includes("trivy") && statSync(join(kept, name)).isFile(),
      );
      const evil = gzipSync(tarOf([{ ...program(), content: "#!/bin/sh\nexit 0\n" }]));
      for (const name of files) writeFileSync(join(kept, name), evil);
      expect(files.some((name) => name.endsWith(".tar.gz"))).toBe(true);
      // Of the first image a result is kept, and no program is needed.
      room.deploy(room.image("arm:1"));
      expect((await room.judge([], home)).status).toBe(1);
      expect(asked.length).toBeGreaterThan(length);
    },
    slow,
  );
}
