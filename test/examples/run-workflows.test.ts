import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";
import { said } from "../github/job.ts";
import { harmless, podWith, privilegedPod } from "../github/manifests.ts";
import { cleanUp, reportOf } from "../github/runner.ts";
import { runIn, type ExampleRun } from "./example-runs.ts";
import { sceneOf, type Files } from "./example-scene.ts";
import { exampleSteps, type ExampleStep } from "./example-steps.ts";
import { type EventName, exampleEvents } from "./payloads.ts";

afterAll(cleanUp);

/** Every check has something to say, and none needs a registry: what is not allowed is not contacted. */
const policy = `version: 1
registries: { allow: [ghcr.io/acme/] }
signatures:
  unlisted: fail
  images: [{ match: "ghcr.io/acme/**", skip: true, reason: nothing is signed yet }]
`;
const before: Files = {
  ".github/portcullis.yml": policy,
  "apps/shop/web.yaml": harmless,
  "apps/blog/web.yaml": harmless,
  "platform/web.yaml": harmless,
};
const changes: Readonly<Record<"good" | "bad", Files>> = {
  good: { "README.md": "The shop.\n" },
  bad: { "apps/shop/web.yaml": privilegedPod.replace("ghcr.io/acme/web", "evil.example/miner:1") },
};

/** These look at images: `run-images.test.ts` and `run-shards.test.ts` run them. */
const elsewhere: ReadonlySet<string> = new Set(["release-gate.yml", "sharded.yml"]);
const cases = Object.entries(exampleEvents).flatMap(([file, events]) =>
  elsewhere.has(file) ? [] : events.map((name): [string, EventName] => [file, name]),
);

/** Where the results of an event belong. */
const refs: Readonly<Record<EventName, string>> = {
  pull_request: "refs/pull/7/merge",
  "pull_request from a fork": "",
  push: "refs/heads/main",
  release: "",
  merge_group: "",
  schedule: "refs/heads/main",
  workflow_dispatch: "refs/heads/main",
};

function stepsFor(file: string, name: EventName): ExampleStep[] {
  const choice = "github.event_name == 'merge_group' && 'never' || 'auto'";
  return exampleSteps(file, { [choice]: name === "merge_group" ? "never" : "auto" });
}

/** Whether the step judges the file that the bad change is in. */
function looksAtShop({ inputs }: ExampleStep): boolean {
  return (inputs["path"] ?? "apps/shop") === "apps/shop" && inputs["checks"] !== "commits";
}

function expectUpload({ uploads }: ExampleRun, commit: string, ref: string, step: ExampleStep) {
  if (ref === "") {
    expect(uploads).toEqual([]);
    return;
  }
  expect(uploads.map(({ body, errors }) => [body.ref, body.commit_sha, errors])).toEqual([
    [ref, commit, []],
  ]);
  const ids = uploads[0]?.log.runs.map((run) => run.automationDetails?.id);
  const category = step.inputs["category"] ?? "portcullis";
  const checks = step.inputs["checks"] ?? "commits,registries,signatures,vulnerabilities,manifests";
  expect(ids).toEqual(checks.split(/, ?/).map((check) => `${category}/${check}/`));
}

describe.each(cases)("%s on %s", (file, name) => {
  test.each(["good", "bad"] as const)("the verdict and the upload of a %s change", async (kind) => {
    const scene = sceneOf(name, before, changes[kind]);
    for (const step of stepsFor(file, name)) {
      // The pause before the first question is five seconds; run-images.test.ts waits as the file says.
      const run = await runIn(scene, { "wait-for-processing": "false", ...step.inputs });
      const fails = kind === "bad" && looksAtShop(step);
      expect([run.result.outputs["verdict"], run.result.status]).toEqual(
        fails ? ["fail", 1] : ["pass", 0],
      );
      expectUpload(run, scene.commit, refs[name], step);
      expect(run.result.outputs["sarif-id"]).toBe(run.uploads[0]?.id);
      const high = reportOf(run.result).findings.filter(({ severity }) => severity === "high");
      const places = new Set(high.map(({ location }) => location?.path));
      expect([...places]).toEqual(fails ? ["apps/shop/web.yaml"] : []);
    }
  });
});

test.each(["push", "pull_request"] as const)(
  "monorepo-matrix.yml on %s: no two jobs have a category in common",
  (name) => {
    const categories = stepsFor("monorepo-matrix.yml", name).map(({ inputs }) => inputs["category"]);
    expect(categories).toEqual([
      "portcullis-shop",
      "portcullis-blog",
      "portcullis-platform",
      "portcullis-commits",
    ]);
  },
);

test("pull-request.yml keeps a comment, and tells what is new", async () => {
  const [step] = stepsFor("pull-request.yml", "pull_request");
  const scene = sceneOf("pull_request", before, changes.bad);
  const { result, comments } = await runIn(scene, {
    "wait-for-processing": "false",
    ...step?.inputs,
  });
  expect(comments.map(({ body }) => body)).toEqual([
    expect.stringContaining("pod-security/privileged"),
  ]);
  expect(reportOf(result).comparison).toBeDefined();
});

test.each(["fork-safe.yml", "pull-request.yml"])(
  "%s on a fork's pull request: a line for each thing that its token may not do, and no command of its author",
  async (file) => {
    const [step] = stepsFor(file, "pull_request from a fork");
    const scene = sceneOf("pull_request from a fork", before, changes.bad);
    const { result, comments } = await runIn(scene, step?.inputs ?? {});
    const told = said(result, "notice").filter((line) => line.includes("from a fork only read"));
    expect(told).toHaveLength(file === "fork-safe.yml" ? 1 : 2);
    expect(comments).toEqual([]);
    expect(JSON.stringify(result.commands)).not.toContain("pwned");
    expect(result.log).not.toContain("##[");
    expect(existsSync(join(scene.workspace, "pwned"))).toBe(false);
    for (const output of ["sarif-file", "report-file"])
      expect(existsSync(result.outputs[output] ?? "")).toBe(true);
  },
);

test.each(["nightly.yml", "monorepo-matrix.yml"])(
  "%s without signatures in the policy has no verdict, as it says",
  async (file) => {
    const name = exampleEvents[file]?.[0] ?? "push";
    const scene = sceneOf(name, { "apps/shop/web.yaml": harmless }, changes.good);
    const [step] = stepsFor(file, name);
    const { result } = await runIn(scene, { "wait-for-processing": "false", ...step?.inputs });
    expect(result).toMatchObject({ status: 1, outputs: { verdict: "error" } });
    expect(reportOf(result).checks.signatures?.reason).toContain("no section signatures");
  },
);

const release = (digest: string): Readonly<Record<string, string>> =>
  exampleSteps("release-gate.yml", { "vars.WEB_DIGEST": digest })[0]?.inputs ?? {};

test("release-gate.yml has no verdict where no file uses the image that it fills in", async () => {
  const scene = sceneOf("release", before, changes.good);
  const { result, requests } = await runIn(scene, release(`sha256:${"a".repeat(64)}`));
  expect(result).toMatchObject({ status: 1, outputs: { verdict: "error" } });
  expect(said(result, "error").join("\n")).toContain('uses the image "ghcr.io/acme/web"');
  expect(requests).toEqual([]);
});

test.each(["", "latest", "sha256:abc"])(
  "release-gate.yml does not pass where its variable is %j",
  async (digest) => {
    const scene = sceneOf("release", before, { "deploy/web.yaml": podWith("ghcr.io/acme/web") });
    const { result, requests } = await runIn(scene, release(digest));
    expect(result).toMatchObject({ status: 1, outputs: { verdict: "error" } });
    const image = JSON.stringify(`ghcr.io/acme/web=ghcr.io/acme/web@${digest}`);
    expect(said(result, "error").join("\n")).toContain(`images: ${image} is neither REF nor`);
    expect(requests).toEqual([]);
  },
);
