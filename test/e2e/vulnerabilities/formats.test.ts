import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "@jest/globals";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import type { Report } from "../../../src/model/report.ts";
import { complaintsOf, multitoolRuns } from "../../sarif/multitool.ts";
import { realTool } from "../../tools/real-tools.ts";
import { smallDatabase, writeDatabase } from "../../trivy/material/database.ts";
import {
  alpineFiles,
  nodeFiles,
  pushImage,
  pushIndex,
  storeIn,
} from "../../trivy/material/images.ts";
import { openRules, Room, shop, slow, sound, type Judged } from "./room.ts";

const trivy = realTool("trivy");
const writer = realTool("trivy-database");

if (trivy !== undefined && writer !== undefined) {
  describe("a Deployment, a CronJob and a kustomization", () => suite({ trivy, writer }));
}

const armShop = { ...shop, platform: { architecture: "arm64" } };

const web = (side: string): string => `apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      containers:
        - name: web
          image: web
        - name: side
          image: ${side}
`;

const nightly = (job: string, again: string): string => `apiVersion: batch/v1
kind: CronJob
metadata: { name: nightly, namespace: shop }
spec:
  schedule: "0 3 * * *"
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: Never
          containers:
            - name: job
              image: ${job}
            - name: again
              image: ${again}
`;

function suite(programs: { readonly trivy: string; readonly writer: string }): void {
  let room: Room;
  let judged: Judged;
  beforeAll(async () => {
    room = await Room.start(programs);
    const store = storeIn(room.registry);
    await pushIndex(store, "acme/web", "1.25", [shop, armShop]);
    await pushImage(store, "acme/job", "2", {
      layers: [
        { files: [...alpineFiles({ curl: "8.5.0-r0" }), ...nodeFiles({ lodash: "4.17.20" })] },
      ],
    });
    await pushImage(store, "acme/side", "1", sound);
    const images = `images: [{ name: web, newName: "${room.image("acme/web")}", newTag: "1.25" }]`;
    room.write({
      "deploy/kustomization.yaml": `apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [web.yaml, nightly.yaml]\n${images}\n`,
      "deploy/web.yaml": web(room.image("acme/side:1")),
      "deploy/nightly.yaml": nightly(room.image("acme/job:2"), room.image("acme/web:1.25")),
    });
    room.policy();
    judged = await room.judge();
  }, slow);

  test("every image is looked at once, with all of its places and platforms", () => {
    const { report, status } = judged;
    expect(status).toBe(1);
    expect(report.vulnerabilities).toMatchObject({ images: 3, reused: 0 });
    const image = report.images.find(({ reference }) => reference === room.image("acme/web:1.25"));
    expect(image).toMatchObject({
      platforms: ["linux/amd64", "linux/arm64"],
      vulnerabilities: { critical: 1, high: 2, medium: 0, low: 0, fixable: 3 },
      checks: { vulnerabilities: "failed" },
    });
    expect(image?.locations.map(({ path }) => path).sort()).toEqual([
      "deploy/kustomization.yaml",
      "deploy/nightly.yaml",
    ]);
    const about = (rule: string) => report.findings.filter((finding) => finding.rule === rule);
    expect(about("CVE-2023-5363")).toHaveLength(1);
    expect(
      about("CVE-2021-23337")
        .map(({ image: each }) => each)
        .sort(),
    ).toEqual([room.image("acme/job:2"), room.image("acme/web:1.25")].sort());
  });

  test("the text tells each image as one: how many, and what to update", () => {
    const text = judged.out.replace(/\s+/g, " ");
    expect(text).toContain(
      `${room.image("acme/web:1.25")}: 1 critical and 2 high vulnerabilities, all with a fix → update lodash 4.17.10 to 4.17.21 (fixes 2) → update openssl 3.1.3-r0 to 3.1.4-r0`,
    );
    expect(text).toContain(`${room.image("acme/job:2")}: 1 high vulnerability, with a fix →`);
    expect(text).toContain("scanned 3 images, with Trivy 0.74.0 (");
    expect(text).toContain(`(${room.image("trivy-db:2")}, sha256:`);
    expect(judged.out).not.toContain("\u001b");
  });

  test("the report agrees with the published schema", () => {
    const path = new URL("../../../docs/report.schema.json", import.meta.url);
    const ajv = new Ajv2020({ strict: true, allErrors: true });
    addFormats.default(ajv);
    const isReport = ajv.compile(JSON.parse(readFileSync(path, "utf8")) as object);
    isReport(judged.report);
    expect(isReport.errors ?? []).toEqual([]);
  });

  test("the log has a run of the check with a rule for each vulnerability, and all places", () => {
    const run = judged.sarif.runs.find(
      ({ automationDetails }) => automationDetails?.id === "portcullis/vulnerabilities/",
    );
    const result = run?.results?.find(({ ruleId }) => ruleId === "CVE-2023-5363");
    const rule = run?.tool.driver.rules?.find(({ id }) => id === "CVE-2023-5363");
    expect(rule?.helpUri).toMatch(/^https:.*cve-2023-5363/i);
    expect(rule?.properties?.["security-severity"]).toBeDefined();
    const places = [...(result?.locations ?? []), ...(result?.relatedLocations ?? [])];
    expect(places.map((each) => each.physicalLocation?.artifactLocation?.uri).sort()).toEqual([
      "deploy/kustomization.yaml",
      "deploy/nightly.yaml",
      "deploy/web.yaml",
    ]);
  });

  const validated = multitoolRuns ? test : test.skip;
  validated(
    "the validator has nothing against the log",
    () => expect(complaintsOf([JSON.stringify(judged.sarif)])).toEqual([[]]),
    slow,
  );

  test(
    "the summary and the page name every image and vulnerability",
    async () => {
      for (const format of ["markdown", "html"]) {
        const { out, status } = await room.check(["--format", format]);
        expect(status).toBe(1);
        for (const word of ["acme/web:1.25", "acme/job:2", "CVE-2019-10744", "CVE-2023-5363"]) {
          expect([format, out.includes(word)]).toEqual([format, true]);
        }
      }
    },
    slow,
  );

  test(
    "bills of materials are those of the images: another Trivy finds the same in them",
    async () => {
      const cache = room.path("cache");
      mkdirSync(cache);
      writeDatabase(programs.writer, join(cache, "db"), smallDatabase(new Date().toISOString()));
      for (const [format, isOne] of [
        ["cyclonedx", isCycloneDx],
        ["spdx-json", isSpdx],
      ] as const) {
        const folder = room.path(`sbom-${format}`);
        const { status, err } = await room.check(["--sbom", `${format}=${folder}`]);
        expect([status, err]).toEqual([1, ""]);
        const names = readdirSync(folder).sort();
        expect(names.map((name) => name.replace(/-[0-9a-f]{64}/, ""))).toEqual(
          [
            "acme_job-linux_amd64",
            "acme_side-linux_amd64",
            "acme_web-linux_amd64",
            "acme_web-linux_arm64",
          ].map((name) => `${name}.${format === "cyclonedx" ? "cdx" : "spdx"}.json`),
        );
        for (const name of names) {
          expect(isOne(JSON.parse(readFileSync(join(folder, name), "utf8")) as object)).toBe(true);
        }
        const [bill = ""] = names.filter((name) => name.startsWith("acme_web-linux_amd64"));
        expect(foundIn(join(folder, bill), cache)).toEqual([
          "CVE-2019-10744",
          "CVE-2021-23337",
          "CVE-2023-5363",
        ]);
      }
    },
    slow,
  );

  function foundIn(bill: string, cache: string): string[] {
    const offline = ["--skip-db-update", "--skip-java-db-update", "--offline-scan", "--quiet"];
    const words = ["sbom", "--cache-dir", cache, ...offline, "--skip-version-check"];
    const { stdout } = spawnSync(programs.trivy, [...words, "--format", "json", bill], {
      encoding: "utf8",
      env: { HOME: cache },
      cwd: cache,
    });
    const { Results: results = [] } = JSON.parse(stdout) as {
      Results?: { Vulnerabilities?: { VulnerabilityID: string }[] }[];
    };
    return results
      .flatMap(({ Vulnerabilities: all = [] }) => all.map((each) => each.VulnerabilityID))
      .sort();
  }

  test(
    "shards that are joined are the whole",
    async () => {
      const parts = ["1/3", "2/3", "3/3"];
      const files: string[] = [];
      const statuses: (number | null)[] = [];
      for (const part of parts) {
        const file = room.path(`shard-${part[0]}.json`);
        const words = ["--shard", part, "--format", "json", "--output", file];
        const { status } = await room.run([
          "check",
          "deploy",
          "--checks",
          "registries,vulnerabilities",
          ...words,
        ]);
        files.push(file);
        statuses.push(status);
      }
      expect(statuses).toContain(1);
      const joined = await room.run(["merge", "--format", "json", ...files]);
      expect(joined.status).toBe(1);
      const report = JSON.parse(joined.out) as Report;
      expect(openRules(report)).toEqual(openRules(judged.report));
      expect(report.findings).toEqual(judged.report.findings);
      expect(report.images).toEqual(judged.report.images);
      expect(report.verdict).toBe(judged.report.verdict);
      expect(report.vulnerabilities).toMatchObject({
        images: 3,
        database: judged.report.vulnerabilities?.database,
      });
      const sarif = await room.run(["merge", "--format", "sarif", ...files]);
      expect(
        (JSON.parse(sarif.out) as typeof judged.sarif).runs.map(({ results }) => results),
      ).toEqual(judged.sarif.runs.map(({ results }) => results));
      const missing = await room.run(["merge", ...files.slice(1)]);
      expect(missing.status).toBe(2);
    },
    slow,
  );
}

function isCycloneDx(bill: object): boolean {
  const { bomFormat, specVersion, metadata } = bill as Record<string, unknown>;
  return bomFormat === "CycloneDX" && /^1\.\d$/.test(String(specVersion)) && metadata !== undefined;
}

function isSpdx(bill: object): boolean {
  const { spdxVersion, packages } = bill as Record<string, unknown>;
  return /^SPDX-2\.\d$/.test(String(spdxVersion)) && Array.isArray(packages);
}
