import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { afterAll, afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { TestRepository } from "../git/repository.ts";
import { checkoutOf, jobToken, nodeOfVersion, said, stepOf, type Checkout } from "./job.ts";
import { LocalCodeScanning } from "./local-github-code-scanning.ts";
import { LocalGitHub } from "./local-github.ts";
import { harmless, privilegedPod } from "./manifests.ts";
import { cleanUp, temporaryFolder } from "./runner.ts";

afterAll(cleanUp);

let github: LocalGitHub;
beforeEach(async () => {
  github = await LocalGitHub.start({ token: jobToken });
});
afterEach(() => github.stop());

const bad = checkoutOf({ "deploy/web.yaml": privilegedPod });
const good = checkoutOf({ "deploy/web.yaml": harmless });

function scanning(...refs: readonly string[]): LocalCodeScanning {
  return new LocalCodeScanning(github, {
    commits: new Set([bad.commit, good.commit]),
    refs: new Set(["refs/heads/main", ...refs]),
  });
}

const node20 = nodeOfVersion(20);

describe.each([
  ["the tests' own Node", process.execPath],
  ...(node20 === undefined ? [] : [["Node 20", node20]]),
] as [string, string][])("on %s", (_name, node) => {
  test("a push uploads its results for its branch, and is told under which name", async () => {
    const { uploads } = scanning();
    const failed = await stepOf(github, bad, { node });
    const passed = await stepOf(github, good, { node });
    expect(failed).toMatchObject({
      status: 1,
      outputs: { verdict: "fail", "sarif-id": uploads[0]?.id },
    });
    expect(passed).toMatchObject({
      status: 0,
      outputs: { verdict: "pass", "sarif-id": uploads[1]?.id },
    });
    expect(uploads.map(({ body }) => [body.commit_sha, body.ref])).toEqual([
      [bad.commit, "refs/heads/main"],
      [good.commit, "refs/heads/main"],
    ]);
    expect(uploads.map(({ errors }) => errors)).toEqual([[], []]);
    expect(uploads[0]?.log.runs[0]?.results).not.toHaveLength(0);
    expect(passed.log).toMatch(/^Uploaded to code scanning.*not waited for/m);
    expect(github.requestsFor("code-scanning/get-sarif")).toEqual([]);
  });
});

test("a push waits until its results are processed", async () => {
  const { uploads } = scanning();
  const result = await stepOf(github, good, { inputs: { "wait-for-processing": "" } });
  expect(result).toMatchObject({ status: 0, outputs: { verdict: "pass" } });
  expect(result.log).toMatch(/^Code scanning has the results \(refs\/heads\/main at /m);
  expect(github.requestsFor("code-scanning/get-sarif").map(({ path }) => path["sarif_id"])).toEqual(
    [uploads[0]?.id],
  );
  expect(said(result, "notice")).toEqual([]);
}, 60_000);

test("what is uploaded is the file of the output sarif-file", async () => {
  const { uploads } = scanning();
  const result = await stepOf(github, bad);
  const sent = gunzipSync(Buffer.from(uploads[0]?.body.sarif ?? "", "base64")).toString("utf8");
  expect(sent).toBe(readFileSync(result.outputs["sarif-file"] ?? "", "utf8"));
});

test.each([
  ["merge_group", "refs/heads/gh-readonly-queue/main/pr-7-abc"],
  ["push", "refs/tags/v1.2.3"],
  ["release", "refs/tags/v1.2.3"],
  ["schedule", "refs/heads/main"],
  ["workflow_dispatch", "refs/heads/feature"],
])("%s of %s uploads for it", async (event, ref) => {
  const { uploads } = scanning(ref);
  const group = { base_ref: "refs/heads/main", base_sha: good.commit, head_sha: good.commit };
  const result = await stepOf(github, good, {
    event,
    payload: { merge_group: group },
    environment: { GITHUB_REF: ref, GITHUB_SERVER_URL: good.server },
  });
  expect(result).toMatchObject({ status: 0, outputs: { "sarif-id": uploads[0]?.id } });
  expect(uploads.map(({ body }) => [body.ref, body.commit_sha])).toEqual([[ref, good.commit]]);
});

/** A commit, and an annotated tag of it. */
function tagged(): Checkout & { readonly tag: string } {
  const repository = new TestRepository(temporaryFolder());
  const commit = repository.commit({ "a.yaml": harmless });
  repository.git("tag", "--annotate", "--message", "v2", "v2");
  return { workspace: repository.folder, commit, tag: repository.git("rev-parse", "v2") };
}

test("an annotated tag is uploaded for its commit, not for itself", async () => {
  const { workspace, commit, tag } = tagged();
  const { uploads } = new LocalCodeScanning(github, {
    commits: new Set([commit]),
    refs: new Set(["refs/tags/v2"]),
  });
  const environment = { GITHUB_REF: "refs/tags/v2", GITHUB_SHA: tag };
  const result = await stepOf(github, { workspace, commit }, { environment });
  expect(result.status).toBe(0);
  expect(uploads.map(({ body }) => body.commit_sha)).toEqual([commit]);
});

test("GitHub Enterprise Server is asked below its prefix", async () => {
  const server = await LocalGitHub.start({ token: jobToken, prefix: "/api/v3" });
  try {
    const { uploads } = new LocalCodeScanning(server, {
      commits: new Set([good.commit]),
      refs: new Set(["refs/heads/main"]),
    });
    const result = await stepOf(server, good);
    expect(result).toMatchObject({ status: 0, outputs: { "sarif-id": uploads[0]?.id } });
    expect(server.requests.map(({ url }) => url)).toEqual([
      "/api/v3/repos/acme/shop/code-scanning/sarifs",
    ]);
  } finally {
    await server.stop();
  }
});

test("two steps of a job with a category each keep two histories", async () => {
  const { uploads } = scanning();
  const odd = "prod/eu: ünïcode_2.0-x y";
  await stepOf(github, bad, { inputs: { category: "staging" } });
  await stepOf(github, bad, { inputs: { category: odd } });
  const ids = uploads.map(({ log }) => log.runs.map((run) => run.automationDetails?.id));
  expect(ids).toEqual([["staging/manifests/"], [`${odd}/manifests/`]]);
  expect(uploads.map(({ errors }) => errors)).toEqual([[], []]);
});

test("never and offline send nothing", async () => {
  for (const inputs of [{ upload: "never" }, { offline: "true" }]) {
    const result = await stepOf(github, bad, { inputs: { comment: "true", ...inputs } });
    expect(result).toMatchObject({ status: 1, outputs: { verdict: "fail" } });
    expect(result.outputs).not.toHaveProperty("sarif-id");
  }
  expect(github.requests).toEqual([]);
});

test("always and offline together are refused before anything is looked at", async () => {
  const inputs = { upload: "always", offline: "true" };
  const result = await stepOf(github, good, { inputs });
  expect(result).toMatchObject({ status: 1, outputs: { verdict: "error" } });
  expect(said(result, "error").join()).toContain('upload: "always" needs the network');
});
