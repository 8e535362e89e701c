import { chmodSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { beforeEach, describe, expect, test } from "@jest/globals";
import type { Report } from "../../../src/model/report.ts";
import { realTool } from "../../tools/real-tools.ts";
import { pushImage, pushIndex, storeIn } from "../../trivy/material/images.ts";
import { openRules, Room, shop, slow } from "./room.ts";

const trivy = realTool("trivy");
const writer = realTool("trivy-database");

if (trivy !== undefined && writer !== undefined) {
  describe("a second run", () => suite({ trivy, writer }));
}

const armShop = { ...shop, platform: { architecture: "arm64" } };

function suite(programs: { readonly trivy: string; readonly writer: string }): void {
  let room: Room;
  let program: string;

  /** A room in which one run has been made by a Trivy that notes its scans, and does none once told so. */
  beforeEach(async () => {
    room = await Room.start(programs);
    const store = storeIn(room.registry);
    await pushIndex(store, "shop", "1", [shop, armShop]);
    await pushImage(store, "again", "1", shop);
    room.deploy(room.image("shop:1"), room.image("again:1"));
    program = room.stub(
      `[ -e '${room.path("no-more")}' ] && exit 66\necho "$1" >> '${room.path("starts")}'\nexec "$TRIVY" "$@"`,
    );
    room.policy([], { trivy: program });
    const { status, report } = await room.judge();
    expect([status, report.vulnerabilities?.reused, starts()]).toEqual([1, 0, 2]);
  }, slow);

  const starts = (): number =>
    existsSync(room.path("starts"))
      ? readFileSync(room.path("starts"), "utf8").split("\n").length - 1
      : 0;

  const forbid = (): void => writeFileSync(room.path("no-more"), "");

  /** What was asked of the registry since a moment. */
  const blobsSince = (length: number): string[] =>
    room.registry.log.slice(length).filter((line) => line.includes("/blobs/"));

  /** What two runs of the same must share. */
  const findings = ({ findings: all }: Report): unknown => all;

  test(
    "with nothing changed starts no Trivy and fetches no layer and no database",
    async () => {
      const first = (await room.judge()).report;
      forbid();
      const { length } = room.registry.log;
      const { status, report, out } = await room.judge();
      expect(status).toBe(1);
      expect(findings(report)).toEqual(findings(first));
      expect(report.vulnerabilities).toMatchObject({ images: 2, reused: 2 });
      expect(out).toContain("known from an earlier run");
      expect(blobsSince(length)).toEqual([]);
      expect(starts()).toBe(2);
    },
    slow,
  );

  test(
    "without a network gives the same of images that are pinned, and no verdict for tags",
    async () => {
      forbid();
      const { report } = await room.judge();
      const pinned = report.images.map(
        ({ reference, digest }) => `${reference.replace(/:1$/, "")}@${digest ?? ""}`,
      );
      room.deploy(...pinned);
      const { length } = room.registry.log;
      const offline = await room.judge(["--offline"]);
      expect(offline.status).toBe(1);
      expect(openRules(offline.report)).toEqual(openRules(report));
      expect(room.registry.log).toHaveLength(length);
      room.deploy(room.image("shop:1"));
      expect((await room.judge(["--offline"])).status).toBe(2);
    },
    slow,
  );

  test(
    "scans what has changed, and nothing else: an image",
    async () => {
      await pushImage(storeIn(room.registry), "again", "1", {
        layers: [{ files: [{ path: "a", content: "b" }] }, ...shop.layers],
      });
      const { report } = await room.judge();
      expect([starts(), report.vulnerabilities?.reused]).toEqual([3, 1]);
    },
    slow,
  );

  test(
    "scans all anew with another database, another program or other options",
    async () => {
      await room.pushDatabase();
      const { report } = await room.judge();
      expect([starts(), report.vulnerabilities?.reused]).toEqual([4, 0]);
      room.policy(["secrets: true"], { trivy: program });
      expect((await room.judge()).report.vulnerabilities?.reused).toBe(0);
      expect(starts()).toBe(6);
      writeFileSync(program, `${readFileSync(program, "utf8")}# another\n`);
      expect((await room.judge()).report.vulnerabilities?.reused).toBe(0);
      expect(starts()).toBe(8);
    },
    slow,
  );

  test(
    "judges by the policy of now: what is kept are scans and not findings",
    async () => {
      forbid();
      expect((await room.judge(["--fail-on", "none"])).status).toBe(0);
      room.policy(["ignore-files: [ignored]"], { trivy: program });
      room.write({ ignored: "CVE-2019-10744\nCVE-2021-23337\nCVE-2023-5363\n" });
      const { status, report } = await room.judge();
      expect([status, report.vulnerabilities?.reused]).toEqual([0, 2]);
    },
    slow,
  );

  test.each(["", "/files", "/results"])(
    "believes nothing of a folder portcullis%s in which others may write",
    async (folder) => {
      const cache = room.path("home/.cache/portcullis");
      expect(readdirSync(cache).sort()).toEqual(["files", "results"]);
      chmodSync(`${cache}${folder}`, 0o777);
      const { report } = await room.judge();
      expect([starts(), report.vulnerabilities?.reused]).toEqual([4, 0]);
    },
    slow,
  );

  test(
    "without a folder for caches works, and keeps nothing",
    async () => {
      rmSync(room.path("home/.cache"), { recursive: true });
      writeFileSync(room.path("home/.cache"), "");
      for (const expected of [4, 6]) {
        const { status, report } = await room.judge();
        expect([status, starts(), report.vulnerabilities?.reused]).toEqual([1, expected, 0]);
      }
    },
    slow,
  );
}
