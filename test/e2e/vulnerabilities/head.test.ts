import { writeFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "@jest/globals";
import { realTool } from "../../tools/real-tools.ts";
import { pushImage, storeIn } from "../../trivy/material/images.ts";
import { openRules, Room, shop, slow } from "./room.ts";

const trivy = realTool("trivy");
const writer = realTool("trivy-database");

if (trivy !== undefined && writer !== undefined) {
  describe("the judged tree and the environment", () => suite({ trivy, writer }));
}

const ids = ["CVE-2019-10744", "CVE-2021-23337", "CVE-2023-5363"];

function suite(programs: { readonly trivy: string; readonly writer: string }): void {
  let room: Room;
  let expected: readonly string[];
  beforeAll(async () => {
    room = await Room.start(programs);
    await pushImage(storeIn(room.registry), "shop", "1", shop);
    room.deploy(room.image("shop:1"));
    room.policy();
    expected = openRules((await room.judge()).report);
    expect(expected).toEqual([...ids, "vulnerabilities/end-of-life"]);
  }, slow);

  test(
    "variables of Trivy's change nothing",
    async () => {
      writeFileSync(room.path("ignored"), ids.join("\n"));
      writeFileSync(room.path("policy.rego"), "package trivy\ndefault ignore = true\n");
      const variables = {
        TRIVY_SEVERITY: "LOW",
        TRIVY_IGNOREFILE: room.path("ignored"),
        TRIVY_IGNORE_POLICY: room.path("policy.rego"),
        TRIVY_IGNORE_UNFIXED: "true",
        TRIVY_SKIP_DIRS: "**/app,**/lib",
        TRIVY_SKIP_FILES: "**/*",
        TRIVY_PKG_TYPES: "os",
        TRIVY_SCANNERS: "license",
        TRIVY_FORMAT: "table",
        TRIVY_OUTPUT: room.path("stolen"),
        TRIVY_CONFIG: room.path("trivy.yaml"),
        TRIVY_CACHE_DIR: room.path("elsewhere"),
        TRIVY_SERVER: "http://127.0.0.1:9",
        TRIVY_QUIET: "true",
        TRIVY_EXIT_CODE: "0",
        TRIVY_VEX: room.path("ignored"),
      };
      const fresh = { HOME: room.path("fresh-home") };
      const { status, report } = await room.judge([], { ...variables, ...fresh });
      expect([status, openRules(report)]).toEqual([1, expected]);
    },
    slow,
  );

  test(
    "a trivy.yaml in the tree or in the home changes nothing",
    async () => {
      const configuration = `severity: [LOW]\nignorefile: ${room.path("ignored")}\nscan: { skip-dirs: ["**/app"] }\npkg: { types: [os] }\nvulnerability: { ignore-unfixed: true }\n`;
      const names = ["trivy.yaml", "deploy/trivy.yaml", "../home/trivy.yaml", "../tmp/trivy.yaml"];
      room.write(Object.fromEntries(names.map((name) => [name, configuration])));
      const { status, report } = await room.judge([], { HOME: room.path("home") });
      expect([status, openRules(report)]).toEqual([1, expected]);
      const again = await room.judge([], { XDG_CACHE_HOME: room.path("other-cache") });
      expect([again.status, openRules(again.report)]).toEqual([1, expected]);
    },
    slow,
  );

  test(
    "a .trivyignore of the working tree counts on the command line, and is told",
    async () => {
      room.write({ "deploy/.trivyignore": ids.join("\n") });
      expect(openRules((await room.judge()).report)).toEqual(expected);
      room.write({ ".trivyignore": `${ids.join("\n")}\n` });
      const { status, report, out } = await room.judge();
      expect([status, openRules(report)]).toEqual([0, ["vulnerabilities/end-of-life"]]);
      expect(out.replace(/\s+/g, " ")).toContain("CVE-2019-10744: listed in .trivyignore:1;");
      const waived = report.findings.filter(({ status: each }) => each === "waived");
      expect(waived.map(({ rule }) => rule).sort()).toEqual(ids);
      room.policy(["ignore-files: []"]);
      expect(openRules((await room.judge()).report)).toEqual(expected);
    },
    slow,
  );
}
