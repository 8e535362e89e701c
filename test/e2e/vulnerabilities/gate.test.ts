import { beforeAll, describe, expect, test } from "@jest/globals";
import type { Report } from "../../../src/model/report.ts";
import { realTool } from "../../tools/real-tools.ts";
import { smallDatabase, type DatabaseDescription } from "../../trivy/material/database.ts";
import { pushImage, storeIn } from "../../trivy/material/images.ts";
import { Room, shop, slow } from "./room.ts";

const trivy = realTool("trivy");
const writer = realTool("trivy-database");

if (trivy !== undefined && writer !== undefined) {
  describe("the gate", () => suite({ trivy, writer }));
}

const day = 86_400_000;
const dayBefore = (days: number): string =>
  new Date(Date.now() - days * day).toISOString().slice(0, 10);

const unfixed = "CVE-2024-0001";
const fresh = "CVE-2024-0002";
const unrated = "CVE-2024-0003";

/** The small database, and three more of openssl: without a fix, of yesterday, and one that nobody has rated. */
function database(): DatabaseDescription {
  const small = smallDatabase(new Date().toISOString());
  const alpine = "alpine 3.19";
  const openssl = {
    ...small.advisories[alpine]?.["openssl"],
    [unfixed]: {},
    [fresh]: { FixedVersion: "3.1.4-r0" },
    [unrated]: { FixedVersion: "3.1.4-r0" },
  };
  const told = { Severity: "CRITICAL", Title: "openssl: something" };
  return {
    ...small,
    advisories: { ...small.advisories, [alpine]: { openssl } },
    vulnerabilities: {
      ...small.vulnerabilities,
      [unfixed]: { ...told, PublishedDate: "2024-01-01T00:00:00Z" },
      [fresh]: { ...told, PublishedDate: `${dayBefore(1)}T10:00:00Z` },
      [unrated]: { Title: "openssl: not yet looked at", PublishedDate: "2024-01-01T00:00:00Z" },
    },
  };
}

const kev = JSON.stringify({
  title: "CISA Catalog of Known Exploited Vulnerabilities",
  catalogVersion: "2026.11.20",
  dateReleased: "2026-11-20T00:00:00Z",
  count: 1,
  vulnerabilities: [
    {
      cveID: unfixed,
      dateAdded: "2026-11-01",
      dueDate: "2026-11-22",
      knownRansomwareCampaignUse: "Unknown",
    },
  ],
});
const epss = `#model_version:v2025.03.14,score_date:2026-11-20T00:00:00Z\ncve,epss,percentile\n${unrated},0.3,0.97\n`;

function suite(programs: { readonly trivy: string; readonly writer: string }): void {
  let room: Room;
  beforeAll(async () => {
    room = await Room.start(programs, database());
    await pushImage(storeIn(room.registry), "shop", "1", {
      layers: [...shop.layers, { files: [{ path: "app/key.txt", content: secret }] }],
    });
    room.deploy(room.image("shop:1"));
    room.write({ "kev.json": kev, "epss.csv": epss });
  }, slow);

  /** Runs with a policy and gives what failed, by rule, with the exit status and the text. */
  async function judged(keys: readonly string[], words: readonly string[] = [], rest = "") {
    room.policy(keys, { rest });
    const { status, report, out } = await room.judge(words);
    return {
      status,
      report,
      out: out.replace(/\s+/g, " "),
      of: (rule: string) => findingOf(report, rule),
    };
  }

  test(
    "all is reported whatever the line, and the line decides the exit status",
    async () => {
      const none = await judged([], ["--fail-on", "none"]);
      expect(none.status).toBe(0);
      expect(none.report.checks.vulnerabilities?.counts).toMatchObject({ critical: 3, high: 2 });
      expect((await judged([], ["--fail-on", "critical"])).status).toBe(1);
      expect(none.of(unrated)).toMatchObject({ severity: "medium" });
      expect(none.of(unrated)?.message).toContain("Nobody has rated it, so it counts as medium.");
      expect(none.of(unrated)?.vulnerability).toMatchObject({ epss: null, kev: null });
    },
    slow,
  );

  test(
    "ignore-unfixed and grace spare what they speak of, and say so",
    async () => {
      const { of, out, status } = await judged(["ignore-unfixed: true", "grace: 14d"]);
      expect(of(unfixed)?.gate).toEqual({
        fails: false,
        reason: "no fix is known (ignore-unfixed)",
      });
      expect(of(fresh)?.gate).toMatchObject({
        fails: false,
        reason: expect.stringContaining(`the grace counts from ${dayBefore(1)}`) as unknown,
      });
      // The others of lodash and openssl are as old as they are bad.
      expect(of("CVE-2019-10744")?.gate).toBeUndefined();
      expect(status).toBe(1);
      expect(out).toContain("does not fail: no fix is known (ignore-unfixed)");
      expect(out).toMatch(/2 of them spared by the policy/);
    },
    slow,
  );

  test(
    "nothing but what is spared and waived passes",
    async () => {
      const rules = ["CVE-2019-10744", "CVE-2021-23337", "CVE-2023-5363"];
      const image = room.image("shop");
      const waivers = rules.map(
        (rule) =>
          `  - { rule: ${rule}, image: "${image}", reason: known, expires: ${dayBefore(-10)} }`,
      );
      const rest = `waivers:\n${waivers.join("\n")}\n`;
      const { status, of, out } = await judged(["ignore-unfixed: true", "grace: 14d"], [], rest);
      expect(status).toBe(0);
      expect(out).toMatch(/ PASS /);
      expect(of("CVE-2023-5363")).toMatchObject({
        status: "waived",
        waiver: { reason: "known", expires: dayBefore(-10) },
      });
      // Another image's waiver, and one whose day is over, are none.
      const others = rest.replaceAll(`"${image}"`, `"${room.image("other")}"`);
      expect((await judged(["ignore-unfixed: true", "grace: 14d"], [], others)).status).toBe(1);
      const expired = rest.replaceAll(dayBefore(-10), dayBefore(1));
      const late = await judged(["ignore-unfixed: true", "grace: 14d"], [], expired);
      expect(late.status).toBe(1);
    },
    slow,
  );

  test(
    "what is exploited fails without a fix and whatever the line",
    async () => {
      const keys = ["kev: kev.json", "fail-on-kev: true", "ignore-unfixed: true"];
      const { status, of, out } = await judged(keys, ["--fail-on", "critical"]);
      expect(status).toBe(1);
      expect(of(unfixed)?.gate).toEqual({
        fails: true,
        reason: "it is known to be exploited since 2026-11-01 (fail-on-kev)",
      });
      expect(out).toContain("fails: it is known to be exploited since 2026-11-01 (fail-on-kev)");
      // The line is about severities, so that "none" does not switch this off.
      expect((await judged(keys, ["--fail-on", "none"])).status).toBe(1);
      const rest = `waivers:\n  - { rule: ${unfixed}, reason: the function is not called }\n`;
      const waived = await judged(keys, ["--fail-on", "none"], rest);
      expect([waived.status, waived.of(unfixed)?.status]).toEqual([0, "waived"]);
    },
    slow,
  );

  test(
    "what is likely to be exploited fails below the line, and what is unknown does not count as unlikely",
    async () => {
      const { of, report } = await judged(["epss: epss.csv", "epss-threshold: 0.2"]);
      expect(of(unrated)).toMatchObject({
        severity: "medium",
        gate: { fails: true, reason: "its EPSS of 30 % reaches 20 % (epss-threshold)" },
        vulnerability: { epss: { probability: 0.3 } },
      });
      expect(of(unfixed)?.vulnerability?.epss).toBeNull();
      expect(report.vulnerabilities?.epss?.date).toBe("2026-11-20");
    },
    slow,
  );

  test(
    "a gate whose list cannot be read is no verdict, and one whose list is off is refused",
    async () => {
      room.write({ "kev-broken.json": "{" });
      const { status, report } = await judged(["kev: kev-broken.json", "fail-on-kev: true"]);
      expect([status, report.verdict]).toEqual([2, "error"]);
      room.policy(["kev: off", "fail-on-kev: true"]);
      const { status: refused, err } = await room.check();
      expect(refused).toBe(2);
      expect(err).toContain("fail-on-kev needs the list");
    },
    slow,
  );

  test(
    "a distribution without support fails where the policy says so",
    async () => {
      const rule = "vulnerabilities/end-of-life";
      expect((await judged([])).of(rule)?.gate).toBeUndefined();
      expect((await judged(["fail-on-end-of-life: true"])).of(rule)).toMatchObject({
        severity: "medium",
        gate: { fails: true },
      });
    },
    slow,
  );

  test(
    "secrets are looked for where the policy says so, and are not told",
    async () => {
      expect((await judged([])).of("vulnerabilities/secret")).toBeUndefined();
      const { of, out, report, status } = await judged(["secrets: true"], ["--fail-on", "none"]);
      expect(status).toBe(0);
      expect(of("vulnerabilities/secret")).toMatchObject({ severity: "critical" });
      expect(of("vulnerabilities/secret")?.message).toContain("app/key.txt");
      const key = secret.split("=")[1]?.trim() ?? "";
      expect(`${out}${JSON.stringify(report)}`).not.toContain(key);
    },
    slow,
  );

  test(
    "a VEX document and an ignore file accept, with their reasons; a broken one is no verdict",
    async () => {
      room.write({
        "vex.json": JSON.stringify({
          "@context": "https://openvex.dev/ns/v0.2.0",
          "@id": "https://acme.example/vex/1",
          author: "Acme",
          timestamp: "2026-11-01T00:00:00Z",
          version: 1,
          statements: [
            {
              vulnerability: { name: "CVE-2021-23337" },
              products: [{ "@id": "pkg:npm/lodash@4.17.10" }],
              status: "not_affected",
              justification: "vulnerable_code_not_in_execute_path",
            },
          ],
        }),
        "ignored.yaml": `vulnerabilities:\n  - id: CVE-2023-5363\n    statement: mended by hand\n    expired_at: ${dayBefore(-5)}\n`,
        "broken.yaml": "vulnerabilities: [",
      });
      const { of } = await judged(["vex: [vex.json]", "ignore-files: [ignored.yaml]"]);
      expect(of("CVE-2021-23337")).toMatchObject({ status: "waived" });
      expect(of("CVE-2021-23337")?.waiver?.reason).toMatch(/VEX .*\(vex\.json\)/);
      expect(of("CVE-2023-5363")).toMatchObject({
        status: "waived",
        waiver: { expires: dayBefore(-4) },
      });
      expect(of("CVE-2023-5363")?.waiver?.reason).toContain("mended by hand");
      expect(of("CVE-2019-10744")).toMatchObject({ status: "open" });
      const broken = await judged(["ignore-files: [broken.yaml]"]);
      expect([broken.status, broken.report.verdict]).toEqual([2, "error"]);
    },
    slow,
  );
}

/** Of the form of GitHub's tokens, and made up. */
const secret = `token = ghp_${"a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8"}\n`;

function findingOf({ findings }: Report, rule: string) {
  return findings.find((finding) => finding.rule === rule);
}
