import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { said } from "../github/job.ts";
import { harmless, podWith } from "../github/manifests.ts";
import { cleanUp, reportOf } from "../github/runner.ts";
import { realTool } from "../tools/real-tools.ts";
import { runIn } from "./example-runs.ts";
import { sceneOf, type Scene } from "./example-scene.ts";
import { exampleSteps } from "./example-steps.ts";
import { startImageRegistry, type ImageRegistry } from "./image-registry.ts";
import type { EventName } from "./payloads.ts";

afterAll(cleanUp);

/** Trivy shares two cores with all other tests. */
const scanTimeout = 60_000;
const file = "deploy/production/web.yaml";
/** Where `podWith` has its image. */
const imageLine = 8;

function stepOf(example: string, digest = ""): Readonly<Record<string, string>> {
  return exampleSteps(example, { "vars.WEB_DIGEST": digest })[0]?.inputs ?? {};
}

const trivy = realTool("trivy");
const writer = realTool("trivy-database");
if (trivy !== undefined && writer !== undefined) suite(trivy, writer);

function suite(trivyPath: string, writerPath: string): void {
  let images: ImageRegistry;
  beforeAll(async () => {
    images = await startImageRegistry(writerPath, trivyPath);
  });
  afterAll(() => images.registry.stop());

  /** A change that brings a pod with this image, to a repository with the policy. */
  const change = (name: EventName, image: string): Scene =>
    sceneOf(
      name,
      { ".github/portcullis.yml": images.policy, "deploy/settings.yaml": harmless },
      { [file]: podWith(image) },
    );

  describe.each([
    ["pull_request", "refs/pull/7/merge"],
    ["push", "refs/heads/main"],
  ] as const)("source-articles.yml on %s", (name, ref) => {
    test(
      "a known vulnerability fails the step on the image's line, and code scanning has it",
      async () => {
        const scene = change(name, `ghcr.io/acme/web@${images.vulnerable}`);
        const { result, uploads } = await runIn(scene, stepOf("source-articles.yml"));
        expect(result).toMatchObject({ status: 1, outputs: { verdict: "fail", high: "1" } });
        const high = reportOf(result).findings.filter(({ severity }) => severity === "high");
        expect(high).toMatchObject([
          { rule: "CVE-2023-5363", location: { path: file, line: imageLine } },
        ]);
        expect(uploads.map(({ body, errors }) => [body.ref, body.commit_sha, errors])).toEqual([
          [ref, scene.commit, []],
        ]);
        const run = uploads[0]?.log.runs.find(
          ({ automationDetails }) => automationDetails?.id === "portcullis/vulnerabilities/",
        );
        const found = run?.results?.find(({ ruleId }) => ruleId === "CVE-2023-5363");
        expect(found?.locations?.[0]?.physicalLocation).toMatchObject({
          artifactLocation: { uri: file },
          region: { startLine: imageLine },
        });
        expect(result.log).toContain(`Code scanning has the results (${ref} at `);
      },
      scanTimeout,
    );

    test(
      "an image without a vulnerability passes",
      async () => {
        const scene = change(name, `ghcr.io/acme/web@${images.sound}`);
        const step = { ...stepOf("source-articles.yml"), "wait-for-processing": "false" };
        const { result, uploads } = await runIn(scene, step);
        expect(result).toMatchObject({ status: 0, outputs: { verdict: "pass", high: "0" } });
        expect(reportOf(result).checks.vulnerabilities?.reason).toBe("1 image: 1 scanned");
        expect(uploads.map(({ errors }) => errors)).toEqual([[]]);
        expect(said(result, "error")).toEqual([]);
      },
      scanTimeout,
    );
  });

  test.each(["vulnerable", "sound"] as const)(
    "release-gate.yml judges what the deployment fills in: a %s image",
    async (kind) => {
      const digest = images[kind];
      const { result, requests } = await runIn(
        change("release", "ghcr.io/acme/web"),
        stepOf("release-gate.yml", digest),
      );
      expect([result.outputs["verdict"], result.status]).toEqual(
        kind === "sound" ? ["pass", 0] : ["fail", 1],
      );
      const { images: judged, findings } = reportOf(result);
      expect(judged).toMatchObject([{ digest, checks: { registries: "passed" } }]);
      expect(findings.some(({ rule }) => rule === "CVE-2023-5363")).toBe(kind === "vulnerable");
      expect(requests).toEqual([]);
    },
    scanTimeout,
  );

  test.each(["vulnerable", "sound"] as const)(
    "sbom.yml writes the folder that is kept: a %s image",
    async (kind) => {
      const scene = change("release", `ghcr.io/acme/web@${images[kind]}`);
      const { result, requests } = await runIn(scene, stepOf("sbom.yml"));
      expect(result.outputs["verdict"]).toBe(kind === "sound" ? "pass" : "fail");
      const folder = join(scene.workspace, "sbom");
      expect(existsSync(folder)).toBe(true);
      const bills = readdirSync(folder).filter((name) => name.endsWith(".json"));
      expect(bills).toHaveLength(1);
      const bill = JSON.parse(readFileSync(join(folder, bills[0] ?? ""), "utf8")) as unknown;
      expect(bill).toMatchObject({ bomFormat: "CycloneDX" });
      expect(JSON.stringify(bill)).toContain("openssl");
      expect(requests).toEqual([]);
    },
    scanTimeout,
  );
}
