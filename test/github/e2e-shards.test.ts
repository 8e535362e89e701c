import { cpSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "@jest/globals";
import type { Report } from "../../src/model/report.ts";
import { checkoutOf, jobToken, said, stepOf, type JobStep } from "./job.ts";
import { LocalCodeScanning } from "./local-github-code-scanning.ts";
import { LocalComments } from "./local-github-comments.ts";
import { LocalGitHub } from "./local-github.ts";
import { podWith, privilegedPod } from "./manifests.ts";
import { pullRequest } from "./pull-request.ts";
import { cleanUp, reportOf, runStep, temporaryFolder, type StepResult } from "./runner.ts";

afterAll(cleanUp);

let github: LocalGitHub;
beforeEach(async () => {
  github = await LocalGitHub.start({ token: jobToken });
});
afterEach(() => github.stop());

/** Says something about every image without asking its registry. */
const policy = `version: 1
fail-on: high
registries: { allow: [ghcr.io/acme/, docker.io/library/] }
signatures:
  unlisted: fail
  images:
    - match: ghcr.io/other/**
      keyless: { issuer: "https://token.actions.githubusercontent.com", identity: "https://github.com/acme/x/.github/workflows/r.yml@refs/heads/main" }
`;
const images = ["api", "cart", "checkout", "mail", "search", "web"].map(
  (name, index) => `ghcr.io/acme/${name}@sha256:${String(index).repeat(64)}`,
);
const files = {
  ".github/portcullis.yml": policy,
  "deploy/web.yaml": privilegedPod,
  "deploy/broken.yaml": "apiVersion: v1\nkind: Pod\nmetadata: [\n",
  "deploy/all.yaml": [...images, "evil.example/miner:latest"].map(podWith).join("---\n"),
};
const tree = checkoutOf(files);
const checks = "registries,signatures,manifests";

/** Runs the shards as jobs of their own, and keeps their reports as artifacts of a matrix are unpacked. */
async function shardsOf(of: number, step: JobStep = {}): Promise<readonly StepResult[]> {
  const results: StepResult[] = [];
  for (let index = 1; index <= of; index++) {
    const inputs = { checks, shard: `${index}/${of}`, ...step.inputs };
    results.push(await stepOf(github, tree, { ...step, inputs }));
  }
  return results;
}

function artifactsOf(shards: readonly StepResult[]): string {
  const folder = temporaryFolder();
  shards.forEach(({ outputs }, index) => {
    mkdirSync(join(folder, `shard-${index + 1}`));
    cpSync(outputs["report-file"] ?? "", join(folder, `shard-${index + 1}`, "report.json"));
  });
  return folder;
}

function scanning(): LocalCodeScanning {
  const refs = new Set(["refs/heads/main"]);
  return new LocalCodeScanning(github, { commits: new Set([tree.commit]), refs });
}

/** A report without what two runs of the same do not share: times, and sentences that count images. */
function comparable({
  checks: summaries,
  notices: _notices,
  run: _run,
  ...report
}: Report): unknown {
  const states = Object.entries(summaries).map(([name, { state, counts }]) => [
    name,
    { state, counts },
  ]);
  return { ...report, checks: Object.fromEntries(states) as unknown };
}

let shards: readonly StepResult[];
beforeAll(async () => {
  github = await LocalGitHub.start({ token: jobToken });
  shards = await shardsOf(3, { inputs: { comment: "true" } });
  expect(github.requests).toEqual([]);
  await github.stop();
});

test("a shard uploads nothing, writes no summary, annotates nothing, and says what it is", () => {
  for (const [index, shard] of shards.entries()) {
    expect(shard.summary).toBe("");
    expect(shard.outputs).not.toHaveProperty("sarif-id");
    expect(shard.commands.filter(({ properties }) => properties["file"] !== undefined)).toEqual([]);
    expect(reportOf(shard).shard).toMatchObject({ index: index + 1, of: 3 });
    expect(shard.log).toContain(`This is shard ${index + 1} of 3`);
  }
});

test("every image is looked at by one shard, and what is not about images by the first", () => {
  const looked = shards.map((shard) =>
    reportOf(shard).findings.filter(({ check }) => check === "signatures"),
  );
  expect(looked.every((findings) => findings.length > 0)).toBe(true);
  const references = looked.flat().map(({ image }) => image);
  expect(new Set(references).size).toBe(references.length);
  expect(shards.map((shard) => Object.keys(reportOf(shard).checks))).toEqual([
    ["registries", "signatures", "manifests"],
    ["signatures"],
    ["signatures"],
  ]);
});

test("the joined report is that of one whole run, and is uploaded once", async () => {
  const { uploads } = scanning();
  const whole = await stepOf(github, tree, { inputs: { checks } });
  const merge = artifactsOf(shards);
  const joined = await stepOf(github, tree, { inputs: { checks: "", merge } });
  expect(joined).toMatchObject({ status: 1, outputs: { verdict: "fail" } });
  expect(comparable(reportOf(joined))).toEqual(comparable(reportOf(whole)));
  expect(reportOf(joined).notices).toEqual(reportOf(whole).notices);
  expect(reportOf(joined).checks.signatures?.reason).toMatch(
    /^shards? [\d, ]+: 3 images: .*; shard/,
  );
  const own = ["report-file", "sarif-file", "html-file", "badge-file", "sarif-id"];
  for (const [name, value] of Object.entries(whole.outputs))
    if (!own.includes(name)) expect([name, joined.outputs[name]]).toEqual([name, value]);
  expect(joined.summary).toContain("pod-security/privileged");
  expect(uploads).toHaveLength(2);
  const results = uploads.map(({ log }) =>
    log.runs.map(({ automationDetails, results }) => [automationDetails?.id, results]),
  );
  expect(results[1]).toEqual(results[0]);
  expect(joined.outputs["sarif-id"]).toBe(uploads[1]?.id);
  expect(uploads.map(({ errors }) => errors)).toEqual([[], []]);
});

test("files may be named one by one, in any order", async () => {
  const names = shards.map(({ outputs }) => outputs["report-file"]).reverse();
  const inputs = { checks: "", merge: names.join("\n"), upload: "never" };
  expect((await stepOf(github, tree, { inputs })).outputs["verdict"]).toBe("fail");
});

test("a missing shard is no verdict, and nothing is uploaded", async () => {
  const { uploads } = scanning();
  const merge = artifactsOf(shards.slice(0, 2));
  const result = await stepOf(github, tree, { inputs: { checks: "", merge } });
  expect(result).toMatchObject({ status: 1, outputs: { verdict: "error" } });
  expect(said(result, "error").join()).toMatch(/NO VERDICT[^]*shard 3 of 3 is missing/);
  expect(uploads).toEqual([]);
});

test("a folder without reports, and one that is not there, are no verdict", async () => {
  for (const merge of [temporaryFolder(), "no/such/folder"]) {
    const result = await stepOf(github, tree, { inputs: { checks: "", merge } });
    expect(result).toMatchObject({ status: 1, outputs: { verdict: "error" } });
    expect(said(result, "error").join()).toContain(merge);
  }
});

test("a shard that could not decide leaves the whole without a verdict", async () => {
  const undecided = await shardsOf(2, { inputs: { checks: "vulnerabilities", offline: "true" } });
  const inputs = { checks: "", merge: artifactsOf(undecided), upload: "never" };
  const result = await stepOf(github, tree, { inputs });
  expect(result).toMatchObject({ status: 1, outputs: { verdict: "error" } });
  expect(said(result, "error").at(-1)).toMatch(/^NO VERDICT: vulnerabilities could not decide/);
});

test("in a pull request the reader is told whose word the joined reports are", async () => {
  const { comments } = new LocalComments(github);
  const change = pullRequest({ "README.md": "" }, files);
  const options = { ...change, event: "pull_request" };
  const shard = runStep({ ...options, inputs: { checks, shard: "1/1" } });
  const merge = shard.outputs["report-file"] ?? "";
  const { workspace, merge: commit, payload, environment } = change;
  const inputs = { checks: "", merge, upload: "never", comment: "true" };
  const result = await stepOf(
    github,
    { workspace, commit },
    {
      event: "pull_request",
      payload: { ...(payload as object), number: 7 },
      environment: { ...environment, GITHUB_REF: "refs/pull/7/merge" },
      inputs,
    },
  );
  const word = "the word of this workflow's own jobs";
  expect(reportOf(result).notices.join("\n")).toContain(word);
  expect(result.summary).toContain("own jobs");
  expect(comments.map(({ body }) => body).join()).toContain("own jobs");
  const pushed = await stepOf(github, tree, {
    inputs: { checks: "", merge: artifactsOf(shards), upload: "never" },
  });
  expect(reportOf(pushed).notices.join("\n")).not.toContain(word);
});

test.each([
  [{ merge: "x", shard: "1/2" }, "merge: "],
  [{ merge: "x", "fail-on": "none" }, "fail-on: "],
  [{ merge: "x", checks: "manifests" }, "checks: "],
  [{ merge: "x", "only-new": "true" }, "only-new: "],
  [{ shard: "4/3" }, "shard: "],
  [{ shard: "1/2", upload: "always" }, "upload: "],
])("%j is refused", async (inputs, start) => {
  const result = await stepOf(github, tree, { inputs: { checks: "", ...inputs } });
  expect(result).toMatchObject({ status: 1, outputs: { verdict: "error" } });
  expect(said(result, "error").join("\n")).toContain(`\n${start}`);
});
