import { cpSync, mkdirSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { said } from "../github/job.ts";
import { podWith } from "../github/manifests.ts";
import { cleanUp, reportOf, type StepResult } from "../github/runner.ts";
import { realTool } from "../tools/real-tools.ts";
import { runIn, type ExampleRun } from "./example-runs.ts";
import { sceneOf, type Scene } from "./example-scene.ts";
import { exampleSteps } from "./example-steps.ts";
import { startImageRegistry, type ImageRegistry } from "./image-registry.ts";
import { exampleEvents, type EventName } from "./payloads.ts";

afterAll(cleanUp);

/** Each run makes five shards and joins them. */
const shardsTimeout = 120_000;
const steps = exampleSteps("sharded.yml");
const shards = steps.filter(({ matrix }) => matrix["shard"] !== undefined);
const gate = steps.find(({ inputs }) => inputs["merge"] !== undefined)?.inputs ?? {};

/** Puts the reports where actions/download-artifact puts artifacts of these names. */
function download(reports: readonly StepResult[], { workspace }: Scene): void {
  reports.forEach(({ outputs }, index) => {
    const report = outputs["report-file"] ?? "";
    const artifact = join(workspace, "shards", `portcullis-shard-${index + 1}`);
    mkdirSync(artifact, { recursive: true });
    cpSync(report, join(artifact, basename(report)));
  });
}

async function shardsIn(scene: Scene): Promise<readonly StepResult[]> {
  const results: StepResult[] = [];
  for (const { inputs } of shards) {
    const { result, requests } = await runIn(scene, inputs);
    expect(requests).toEqual([]);
    results.push(result);
  }
  return results;
}

function joined(scene: Scene): Promise<ExampleRun> {
  return runIn(scene, { "wait-for-processing": "false", ...gate });
}

test("the workflow has five shards and one step that joins them", () => {
  expect(shards.map(({ inputs }) => inputs["shard"])).toEqual(["1/5", "2/5", "3/5", "4/5", "5/5"]);
  expect(gate).toEqual({ merge: "shards" });
});

const trivy = realTool("trivy");
const writer = realTool("trivy-database");
if (trivy !== undefined && writer !== undefined) suite(trivy, writer);

function suite(trivyPath: string, writerPath: string): void {
  let images: ImageRegistry;
  beforeAll(async () => {
    images = await startImageRegistry(writerPath, trivyPath);
  });
  afterAll(() => images.registry.stop());

  const change = (name: EventName, digests: readonly string[]): Scene =>
    sceneOf(
      name,
      { ".github/portcullis.yml": images.policy },
      { "deploy/all.yaml": digests.map((digest) => podWith(`ghcr.io/acme/web@${digest}`)).join("---\n") },
    );

  test.each(exampleEvents["sharded.yml"] ?? [])(
    "sharded.yml on %s: five shards are joined into one verdict and one upload",
    async (name) => {
      const scene = change(name, [images.sound, images.vulnerable]);
      const reports = await shardsIn(scene);
      // The step of a failing shard fails, which continue-on-error lets stand.
      expect(reports.map(({ status }) => status).sort()).toEqual([0, 0, 0, 0, 1]);
      download(reports, scene);
      const { result, uploads } = await joined(scene);
      expect(result).toMatchObject({ status: 1, outputs: { verdict: "fail", high: "1" } });
      expect(reportOf(result).checks.vulnerabilities?.counts).toMatchObject({ high: 1 });
      expect(uploads.map(({ body, errors }) => [body.ref, body.commit_sha, errors])).toEqual([
        ["refs/heads/main", scene.commit, []],
      ]);
      const ids = uploads[0]?.log.runs.map(({ automationDetails }) => automationDetails?.id);
      expect(ids).toContain("portcullis/vulnerabilities/");
      expect(ids).toContain("portcullis/manifests/");
    },
    shardsTimeout,
  );

  test(
    "sharded.yml passes where no shard found anything, and has no verdict where one is missing",
    async () => {
      const scene = change("push", [images.sound]);
      download(await shardsIn(scene), scene);
      const whole = await joined(scene);
      expect(whole.result).toMatchObject({ status: 0, outputs: { verdict: "pass" } });
      expect(whole.uploads).toHaveLength(1);
      rmSync(join(scene.workspace, "shards", "portcullis-shard-4"), { recursive: true });
      const { result, uploads } = await joined(scene);
      expect(result).toMatchObject({ status: 1, outputs: { verdict: "error" } });
      expect(said(result, "error").join("\n")).toContain("shard 4 of 5 is missing");
      expect(uploads).toEqual([]);
      rmSync(join(scene.workspace, "shards"), { recursive: true });
      const none = await joined(scene);
      expect(none.result).toMatchObject({ status: 1, outputs: { verdict: "error" } });
    },
    shardsTimeout,
  );
}
