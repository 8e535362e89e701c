import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, test } from "@jest/globals";
import { cleanUpAfterEach, startRegistry } from "../../registry/opening.ts";
import type { SwitchableRegistry } from "../../registry/switchable-registry.ts";
import { realTool } from "../../tools/real-tools.ts";
import {
  databaseLayer,
  pushDatabase,
  smallDatabase,
  writeDatabase,
} from "../../trivy/material/database.ts";
import {
  alpineFiles,
  nodeFiles,
  pushImage,
  pushIndex,
  storeIn,
  type ImageRecipe,
} from "../../trivy/material/images.ts";
import { newFolder } from "../../trivy/scanning.ts";
import { imageIn, linesOf, reportOn } from "../signatures/checked-repository.ts";

const trivy = realTool("trivy");
const writer = realTool("trivy-database");

cleanUpAfterEach();

/** Trivy shares two cores with all other tests. */
const scanTimeout = 60_000;

const shop: ImageRecipe = {
  layers: [
    {
      files: [
        ...alpineFiles({ openssl: "3.1.3-r0", busybox: "1.36.1-r15" }),
        ...nodeFiles({ lodash: "4.17.10" }),
      ],
    },
  ],
};
const arm: ImageRecipe = { ...shop, platform: { architecture: "arm64" } };

const epss =
  "#model_version:v2025.03.14,score_date:2026-11-20T00:00:00Z\ncve,epss,percentile\nCVE-2019-10744,0.4,0.97\n";
const kev = JSON.stringify({
  title: "CISA Catalog of Known Exploited Vulnerabilities",
  catalogVersion: "2026.11.20",
  dateReleased: "2026-11-20T00:00:00Z",
  count: 1,
  vulnerabilities: [
    {
      cveID: "CVE-2023-5363",
      dateAdded: "2026-11-01",
      dueDate: "2026-11-22",
      knownRansomwareCampaignUse: "Unknown",
    },
  ],
});
const vex = JSON.stringify({
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
});
const files = { "epss.csv": epss, "kev.json": kev, "web.vex.json": vex };

/** A registry with a database and the image `shop:1` for two platforms. */
async function shopOn(tool: string): Promise<SwitchableRegistry> {
  const registry = await startRegistry();
  const folder = newFolder();
  writeDatabase(tool, folder, smallDatabase(new Date().toISOString()));
  const store = storeIn(registry);
  const layers = [databaseLayer(folder)];
  await pushDatabase(store, { repository: "trivy-db", tag: "2", layers });
  await pushIndex(store, "shop", "1", [shop, arm]);
  return registry;
}

function policyFor(registry: SwitchableRegistry, keys: string, rest = ""): string {
  const host = registry.host();
  return `version: 1
registries: { allow: ["${host}/"] }
vulnerabilities:
  trivy: { path: ${JSON.stringify(trivy)} }
  db-repository: "${host}/trivy-db:2"
  epss: epss.csv
  kev: kev.json
${keys}
${rest}`;
}

const checks = ["vulnerabilities"] as const;

if (trivy !== undefined && writer !== undefined) {
  describe("the whole check with the real Trivy", () => {
    test(
      "finds what is there, on every platform, and says what the lists know",
      async () => {
        const registry = await shopOn(writer);
        const reference = `${registry.host()}/shop:1`;
        const policy = policyFor(registry, "  fail-on-kev: true\n  vex: [web.vex.json]");
        const report = await reportOn([reference, reference], policy, files, {
          checks,
          failOn: "none",
        });
        expect(report.checks.vulnerabilities).toMatchObject({
          state: "failed",
          reason: "1 image: 1 scanned",
        });
        expect(
          report.findings.map(({ rule, status, gate }) => [rule, status, gate?.fails]),
        ).toEqual(
          expect.arrayContaining([
            ["CVE-2023-5363", "open", true],
            ["CVE-2019-10744", "open", undefined],
            ["CVE-2021-23337", "waived", undefined],
            ["image/runs-as-root", "open", undefined],
            ["image/shell", "open", undefined],
            ["image/old", "open", undefined],
          ]),
        );
        const openssl = report.findings.find(({ rule }) => rule === "CVE-2023-5363");
        expect(openssl).toMatchObject({
          severity: "high",
          location: { line: 7 },
          related: [{ location: { line: 15 } }],
          vulnerability: {
            fixable: true,
            published: "2023-10-25",
            epss: null,
            kev: { listed: true, since: "2026-11-01" },
            platforms: ["linux/amd64", "linux/arm64"],
          },
        });
        expect(
          report.findings.find(({ rule }) => rule === "CVE-2019-10744")?.vulnerability,
        ).toMatchObject({
          epss: { probability: 0.4, percentile: 0.97 },
          kev: { listed: false },
        });
        expect(imageIn(report, reference)).toMatchObject({
          platforms: ["linux/amd64", "linux/arm64"],
          checks: { vulnerabilities: "failed" },
          vulnerabilities: { fixable: 2 },
        });
        expect(report.vulnerabilities).toMatchObject({
          trivy: { version: "0.74.0" },
          database: { repository: `${registry.host()}/trivy-db:2` },
          epss: { date: "2026-11-20" },
          images: 1,
          reused: 0,
        });
      },
      scanTimeout,
    );

    test(
      "what an ignore file accepts in one package is told beside those in which it counts",
      async () => {
        const registry = await shopOn(writer);
        const store = storeIn(registry);
        const packages = alpineFiles({ openssl: "3.1.3-r0", libssl3: "3.1.3-r0" });
        const twoOfOne = packages.map(({ path, content }) => ({
          path,
          content: String(content).replace("o:libssl3", "o:openssl"),
        }));
        await pushImage(store, "two", "1", { layers: [{ files: twoOfOne }] });
        const ignore = `vulnerabilities:
  - id: CVE-2023-5363
    purls: [pkg:apk/alpine/libssl3]
    statement: the library is never loaded
    expired_at: 2100-01-01
`;
        const { findings, notices } = await reportOn(
          [`${registry.host()}/two:1`],
          policyFor(registry, ""),
          { ...files, ".trivyignore.yaml": ignore },
          { checks },
        );
        const finding = findings.find(({ rule }) => rule === "CVE-2023-5363");
        expect(finding?.status).toBe("open");
        expect(finding?.vulnerability?.packages.map(({ name }) => name)).toEqual(["openssl"]);
        const reason = "the library is never loaded (.trivyignore.yaml:2)";
        expect(finding?.vulnerability?.accepted).toEqual([
          { package: "libssl3", installed: "3.1.3-r0", reason, expires: "2099-12-31" },
        ]);
        expect(finding?.message).toContain(` Not counted: libssl3 3.1.3-r0: ${reason}.`);
        expect(notices).toEqual([]);
      },
      scanTimeout,
    );

    test(
      "a waiver of each vulnerability that fails lets the run pass, and a needless one is told",
      async () => {
        const registry = await shopOn(writer);
        const waivers = ["CVE-2023-5363", "CVE-2019-10744", "CVE-2021-23337", "CVE-2000-0001"].map(
          (rule) => `  - { rule: ${rule}, image: "${registry.host()}/shop", reason: known }`,
        );
        const policy = policyFor(registry, "", `waivers:\n${waivers.join("\n")}\n`);
        const report = await reportOn([`${registry.host()}/shop:1`], policy, files, { checks });
        expect(report.verdict).toBe("pass");
        expect(report.notices).toEqual([
          expect.stringContaining("The waiver of CVE-2000-0001 covers nothing"),
        ]);
      },
      scanTimeout,
    );

    test(
      "an image that is not there is an error beside the findings about the others",
      async () => {
        const registry = await shopOn(writer);
        const host = registry.host();
        const report = await reportOn(
          [`${host}/gone:1`, `${host}/shop:1`],
          policyFor(registry, ""),
          files,
          {
            checks,
          },
        );
        expect(report.verdict).toBe("error");
        expect(report.checks.vulnerabilities?.reason).toContain(`${host}/gone:1 was not scanned: `);
        expect(linesOf(report)).toEqual(
          expect.arrayContaining(["7 high vulnerabilities/not-scanned", "15 high CVE-2023-5363"]),
        );
      },
      scanTimeout,
    );

    test(
      "a gate without its list is an error, and other runs say that they do not know",
      async () => {
        const registry = await shopOn(writer);
        const server = createServer((_, response) => response.writeHead(404).end());
        await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
        try {
          const { port } = server.address() as AddressInfo;
          const url = `http://127.0.0.1:${port}/kev.json`;
          const reportWith = (keys: string) => {
            const policy = policyFor(registry, keys).replace("kev: kev.json", `kev: "${url}"`);
            return reportOn([`${registry.host()}/shop:1`], policy, files, {
              checks,
              failOn: "none",
            });
          };
          const undecided = await reportWith("  fail-on-kev: true");
          expect(undecided.verdict).toBe("error");
          expect(undecided.checks.vulnerabilities?.reason).toMatch(
            /^fail-on-kev cannot decide .*404/,
          );
          const told = await reportWith("");
          expect(told.verdict).toBe("pass");
          expect(told.notices).toEqual([expect.stringMatching(/could not be had: .*404/)]);
          expect(
            told.findings.every(({ vulnerability }) => (vulnerability?.kev ?? null) === null),
          ).toBe(true);
        } finally {
          server.close();
        }
      },
      scanTimeout,
    );

    test(
      "an image without a vulnerability passes",
      async () => {
        const registry = await shopOn(writer);
        await pushImage(storeIn(registry), "sound", "1", {
          layers: [{ files: alpineFiles({ musl: "1.2.4-r2" }) }],
          config: { User: "65532" },
          created: new Date().toISOString(),
        });
        const reference = `${registry.host()}/sound:1`;
        const report = await reportOn([reference], policyFor(registry, ""), files, { checks });
        expect(report.verdict).toBe("pass");
        expect(imageIn(report, reference)).toMatchObject({
          checks: { vulnerabilities: "passed" },
          vulnerabilities: { critical: 0, high: 0, medium: 0, low: 0, fixable: 0 },
        });
      },
      scanTimeout,
    );
  });
}
