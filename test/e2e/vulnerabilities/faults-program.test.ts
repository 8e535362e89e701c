import { existsSync } from "node:fs";
import { beforeAll, describe, expect, test } from "@jest/globals";
import { realTool } from "../../tools/real-tools.ts";
import { alpineFiles, pushImage, storeIn, type LayerRecipe } from "../../trivy/material/images.ts";
import { expectNoVerdict, openRules, Room, shop, slow } from "./room.ts";

const trivy = realTool("trivy");
const writer = realTool("trivy-database");

if (trivy !== undefined && writer !== undefined) {
  describe("a Trivy that", () => suite({ trivy, writer }));
}

/** What Trivy copies into a file of its own before it reads it. */
const dpkg: LayerRecipe = {
  files: [
    {
      path: "var/lib/dpkg/status",
      content: "Package: openssl\nStatus: install ok installed\nVersion: 3.0.9-1\n\n",
    },
  ],
};

/** The report of a scan of the image with this digest in which nothing was found. */
const soundReport = (digest: string): string =>
  JSON.stringify({
    SchemaVersion: 2,
    ArtifactName: "layout",
    ArtifactType: "container_image",
    Metadata: { ImageID: digest, OS: { Family: "alpine", Name: "3.19.1" } },
    Results: [],
  });

function suite(programs: { readonly trivy: string; readonly writer: string }): void {
  let room: Room;
  let digest: string;
  beforeAll(async () => {
    room = await Room.start(programs);
    const store = storeIn(room.registry);
    ({ digest } = await pushImage(store, "shop", "1", { layers: [...shop.layers, dpkg] }));
    await pushImage(store, "other", "1", {
      layers: [{ files: alpineFiles({ openssl: "3.1.3-r0", musl: "1.2.4-r2" }) }],
    });
    room.deploy(room.image("shop:1"), room.image("other:1"));
  }, slow);

  /** Does what the script says in the place of the scan of one image, and scans the other. */
  const only = (script: string): string =>
    room.stub(`case "$*" in *${digest}*) ${script};; esac\nexec "$TRIVY" "$@"`);

  test.each([
    ["fails", 'echo "2026-11-21 FATAL out of luck" >&2; exit 1', /Trivy failed: out of luck$/],
    ["fails in silence", "exit 3", /Trivy failed: it ended with status 3$/],
    [
      "crashes",
      "kill -SEGV $$",
      /Trivy crashed or was ended from outside: it was ended by SIGSEGV/,
    ],
    [
      "is killed",
      "kill -KILL $$",
      /Trivy crashed or was ended from outside: it was ended by SIGKILL/,
    ],
    ["hangs", "exec sleep 600", /did not end within 6 s; vulnerabilities\.timeout allows more/],
    ["hangs and will not end", "trap '' TERM; while :; do sleep 1; done", /did not end within 6 s/],
    ["prints half a report", `"$TRIVY" "$@" | head -c 900; exit 0`, /is not JSON/],
    ["prints nothing", "exit 0", /it is empty/],
    ["prints no report", "echo '{}'; exit 0", /linux\/amd64: /],
    ["prints null", "echo null; exit 0", /linux\/amd64: /],
    [
      "cannot write its files",
      'ulimit -f 0; exec "$TRIVY" "$@"',
      /Trivy failed: .*file too large$/,
    ],
    [
      "has no disk left",
      'echo "FATAL Fatal error write $TMPDIR/x: no space left on device" >&2; exit 1',
      /no space left on device$/,
    ],
  ])(
    "%s leaves the image undecided and the other judged",
    async (_, script, cause) => {
      room.policy(["timeout: 6s"], { trivy: only(script) });
      const judged = await room.judge();
      expectNoVerdict(judged, cause);
      const { findings, images } = judged.report;
      const about = (name: string): string[] =>
        openRules({
          ...judged.report,
          findings: findings.filter((each) => each.image === room.image(name)),
        });
      expect(about("shop:1")).toEqual(["vulnerabilities/not-scanned"]);
      expect(about("other:1")).toContain("CVE-2023-5363");
      const states = images.map(({ reference, checks }) => [reference, checks.vulnerabilities]);
      expect(states).toEqual([
        [room.image("other:1"), "failed"],
        [room.image("shop:1"), "error"],
      ]);
      expect(room.leftovers()).toEqual([]);
    },
    slow,
  );

  test(
    "says that there is nothing, of another image, is not believed",
    async () => {
      const other = `sha256:${"7".repeat(64)}`;
      room.policy([], { trivy: only(`echo '${soundReport(other)}'; exit 0`) });
      expectNoVerdict(
        await room.judge(),
        /shop:1 was not scanned: .* it is about the image sha256:7{64}, not sha256:/,
      );
    },
    slow,
  );

  test(
    "is not there, is a folder or is no Trivy is no verdict",
    async () => {
      room.policy([], { trivy: room.path("none") });
      expectNoVerdict(await room.judge(), /trivy\.path: .* is not an executable file/);
      room.policy([], { trivy: room.path("home") });
      expectNoVerdict(await room.judge(), /is not an executable file/);
      room.policy([], { trivy: "/bin/true" });
      expectNoVerdict(await room.judge(), /does not print a version as a release of Trivy does/);
    },
    slow,
  );

  test(
    "lies in the judged repository is not run",
    async () => {
      room.write({ "bin/trivy": `#!/bin/sh\ntouch '${room.path("ran")}'\n` });
      room.policy([], { trivy: room.path("repo/bin/trivy") });
      expectNoVerdict(await room.judge(), /lies in the judged repository/);
      expect(existsSync(room.path("ran"))).toBe(false);
    },
    slow,
  );

  test(
    "is another program than the policy's SHA-256 says is not run",
    async () => {
      const log = room.path("asked");
      const stub = room.stub(`touch '${log}'`);
      room.policy([`trivy: { path: ${stub}, sha256: "${"0".repeat(64)}" }`]);
      expectNoVerdict(await room.judge(), /it is not run/);
      expect(existsSync(log)).toBe(false);
    },
    slow,
  );

  test(
    "was published by an attacker is refused before anything is contacted",
    async () => {
      const { length } = room.registry.log;
      room.policy(['trivy: { version: "0.69.4" }']);
      const { status, err } = await room.check();
      expect(status).toBe(2);
      expect(err).toContain("0.69.4");
      expect(room.registry.log).toHaveLength(length);
    },
    slow,
  );
}
