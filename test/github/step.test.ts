import { existsSync } from "node:fs";
import { afterAll, afterEach, beforeEach, expect, test } from "@jest/globals";
import { TestRepository } from "../git/repository.ts";
import type { Fault } from "./github-faults.ts";
import { LocalCodeScanning } from "./local-github-code-scanning.ts";
import { LocalComments } from "./local-github-comments.ts";
import { LocalGitHub } from "./local-github.ts";
import { harmless, privilegedPod } from "./manifests.ts";
import { pullRequest } from "./pull-request.ts";
import { cleanUp, temporaryFolder, type StepResult } from "./runner.ts";
import { stepHere, type StepHereOptions } from "./step-here.ts";

const token = "ghs_s3cr3tT0k3n";
const post = "code-scanning/upload-sarif";

afterAll(cleanUp);

let github: LocalGitHub;
beforeEach(async () => {
  github = await LocalGitHub.start({ token });
});
afterEach(() => github.stop());

function checkout(manifest: string): { readonly workspace: string; readonly commit: string } {
  const repository = new TestRepository(temporaryFolder());
  const commit = repository.commit({ "deploy/web.yaml": manifest });
  return { workspace: repository.folder, commit };
}

const bad = checkout(privilegedPod);
const good = checkout(harmless);

function run(
  where: { readonly workspace: string; readonly commit: string },
  inputs: StepHereOptions["inputs"] = {},
  more: Partial<StepHereOptions> = {},
): Promise<StepResult> {
  return stepHere({
    ...where,
    event: "push",
    api: github.url,
    inputs: { checks: "manifests", token, ...inputs },
    ...more,
  });
}

function scanning(pendingAnswers = 0): LocalCodeScanning {
  const commits = new Set([bad.commit, good.commit]);
  return new LocalCodeScanning(github, {
    commits,
    refs: new Set(["refs/heads/main"]),
    pendingAnswers,
  });
}

function said({ commands }: StepResult, level: string): string[] {
  return commands.filter(({ name }) => name === level).map(({ message }) => message);
}

const uploadLine = /code scanning/i;

test("the results are uploaded and named by the output sarif-id, whatever the verdict", async () => {
  const { uploads } = scanning();
  const passed = await run(good);
  const failed = await run(bad);
  expect(passed).toMatchObject({
    status: 0,
    outputs: { verdict: "pass", "sarif-id": uploads[0]?.id },
  });
  expect(failed).toMatchObject({
    status: 1,
    outputs: { verdict: "fail", "sarif-id": uploads[1]?.id },
  });
  expect(uploads.map(({ errors }) => errors)).toEqual([[], []]);
  expect(uploads[1]?.log.runs.map(({ automationDetails }) => automationDetails?.id)).toEqual([
    "portcullis/manifests/",
  ]);
  expect(passed.log).toMatch(/^Code scanning has the results/m);
  // The verdict is the last word.
  expect(failed.commands.at(-1)).toMatchObject({ name: "error" });
});

test("no verdict says why and what to do in the last line, the log and the summary", async () => {
  const result = await run(good, { checks: "manifests,signatures", upload: "never" });
  expect(result).toMatchObject({ status: 1, outputs: { verdict: "error" } });
  const why = "signatures could not decide: the policy has no section signatures; ";
  const asked = "asked for by name (checks, or require in the policy), so a skip does not do";
  const last = said(result, "error").at(-1) ?? "";
  expect(last).toMatch(/^NO VERDICT: /);
  for (const shown of [last, result.log]) {
    expect(shown).toContain(why);
    expect(shown).toContain(`${asked} → put that right and run it again`);
  }
  expect(result.summary.split("\n")[2]).toContain("signatures could not decide: the policy has no");
});

test("a reason is not obeyed", async () => {
  const path = "empty ##[add-matcher]evil.json \u202e";
  const repository = new TestRepository(temporaryFolder());
  const commit = repository.commit({ [`${path}/README.md`]: "nothing to judge" });
  const where = { workspace: repository.folder, commit };
  const result = await run(where, { path, upload: "never" });
  expect(result).toMatchObject({ status: 1, outputs: { verdict: "error" } });
  const sentence = said(result, "error").at(-1);
  expect(sentence).toContain("no Kubernetes object in the 0 YAML and JSON files under empty ");
  expect(sentence).toContain("set `path`, or `allow-empty: true` if that is right");
  expect(sentence).not.toContain(repository.folder);
  expect(result.log).not.toMatch(/##\[|\u202e/);
});

test("what is still processed is a notice, also where the upload must succeed", async () => {
  scanning(9);
  const result = await run(good, { upload: "always" });
  expect(result).toMatchObject({ status: 0, outputs: { verdict: "pass" } });
  expect(said(result, "notice")).toEqual([expect.stringContaining("still processing")]);
});

test("never touches nothing", async () => {
  const result = await run(good, { upload: "never" });
  expect(result).toMatchObject({ status: 0 });
  expect(result.outputs).not.toHaveProperty("sarif-id");
  expect(github.requests).toEqual([]);
});

const refusals: [string, Fault][] = [
  ["a token without the permission", { kind: "status", status: 403 }],
  ["no code scanning", { kind: "status", status: 404 }],
  ["a wrong token", { kind: "status", status: 401 }],
  ["an answer that is none", { kind: "raw", status: 202, body: "{}" }],
];

test.each(refusals)("%s changes no verdict, and the SARIF file stays", async (_, fault) => {
  github.fault(post, fault);
  const passed = await run(good);
  const failed = await run(bad);
  expect(passed).toMatchObject({ status: 0, outputs: { verdict: "pass" } });
  expect(failed).toMatchObject({ status: 1, outputs: { verdict: "fail" } });
  expect(existsSync(passed.outputs["sarif-file"] ?? "")).toBe(true);
  const lines = ["notice", "warning"].flatMap((level) => said(passed, level));
  expect(lines).toHaveLength(1);
  expect(passed.summary).toMatch(uploadLine);
});

test.each(refusals)("%s is no verdict where the upload must succeed", async (_, fault) => {
  github.fault(post, fault);
  for (const where of [good, bad]) {
    const result = await run(where, { upload: "always" });
    expect(result).toMatchObject({ status: 1, outputs: { verdict: "error" } });
    expect(said(result, "error").at(-1)).toMatch(/^NO VERDICT: .*upload is always/);
  }
});

test("a failed processing is no verdict where the upload must succeed, and else a warning", async () => {
  scanning();
  const errors = ["rejecting SARIF, as ::error::there is ##[x] something"];
  github.answer("code-scanning/get-sarif", () => ({
    body: { processing_status: "failed", errors },
  }));
  const auto = await run(good);
  expect(auto).toMatchObject({ status: 0, outputs: { verdict: "pass" } });
  expect(said(auto, "warning")).toEqual([expect.stringContaining("rejecting SARIF")]);
  expect(await run(good, { upload: "always" })).toMatchObject({
    status: 1,
    outputs: { verdict: "error" },
  });
});

test("offline and without a token nothing is asked, and the line says so", async () => {
  for (const inputs of [{ offline: "true" }, { token: "" }]) {
    const result = await run(good, inputs);
    expect(result).toMatchObject({ status: 0, outputs: { verdict: "pass" } });
    expect(said(result, "notice")).toEqual([expect.stringMatching(uploadLine)]);
  }
  expect(github.requests).toEqual([]);
});

test("a hostile branch is not obeyed", async () => {
  scanning();
  const ref = "refs/heads/x##[add-matcher]evil.json;::error::y";
  const result = await run(good, {}, { environment: { GITHUB_REF: ref } });
  expect(result).toMatchObject({ status: 0, outputs: { verdict: "pass" } });
  expect(said(result, "error")).toEqual([]);
  expect(result.commands.map(({ name }) => name)).not.toContain("add-matcher");
  expect(result.log).not.toContain("##[");
});

test("files of the runner that cannot be written are named, and the verdict is kept", async () => {
  scanning();
  const folder = temporaryFolder();
  for (const file of [folder, "/no/such/folder/file", "/dev/full"]) {
    for (const name of ["GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY"]) {
      const environment = { [name]: file };
      const passed = await run(good, {}, { environment });
      const failed = await run(bad, {}, { environment });
      expect([passed.status, failed.status]).toEqual([0, 1]);
      const word = name === "GITHUB_OUTPUT" ? "outputs" : "summary";
      expect(said(passed, "warning").join()).toContain(word);
      expect(said(failed, "error").at(-1)).toMatch(/^FAIL: /);
    }
  }
});

function pull(manifest = privilegedPod): Partial<StepHereOptions> & {
  readonly workspace: string;
  readonly commit: string;
} {
  const { workspace, merge, payload, environment } = pullRequest(
    { "deploy/web.yaml": harmless },
    { "deploy/web.yaml": manifest, note: "x" },
  );
  const { pull_request: pull } = payload as { readonly pull_request: { readonly head: object } };
  const headHere = { ...pull.head, repo: { full_name: "acme/shop" } };
  return {
    workspace,
    commit: merge,
    event: "pull_request",
    payload: {
      number: 7,
      pull_request: { ...pull, head: headHere, number: 7, title: "::error::x", body: "##[error]y" },
    },
    environment: { ...environment, GITHUB_REF: "refs/pull/7/merge" },
  };
}

test("a pull request gets one comment, which the next run edits", async () => {
  const { comments } = new LocalComments(github);
  const event = pull();
  const where = { workspace: event.workspace, commit: event.commit };
  const inputs = { comment: "true", upload: "never" };
  const first = await run(where, inputs, event);
  expect(first).toMatchObject({ status: 1, outputs: { verdict: "fail" } });
  await run(where, { ...inputs, "fail-on": "critical" }, event);
  expect(comments).toHaveLength(1);
  expect(comments[0]?.body).toMatch(/^<!-- portcullis:portcullis -->\n/);
  expect(comments[0]?.body).toContain("pod-security/privileged");
  expect(first.summary).toContain("pod-security/privileged");
});

test("no comment is wanted unless the workflow says so, and a push has none", async () => {
  const { comments } = new LocalComments(github);
  const event = pull();
  await run(event, { upload: "never" }, event);
  const pushed = await run(good, { upload: "never", comment: "true" });
  expect(pushed).toMatchObject({ status: 0 });
  expect(pushed.log).toContain("push has no pull request");
  expect(comments).toEqual([]);
  expect(github.requests).toEqual([]);
});

test("a comment that cannot be written changes no verdict", async () => {
  github.fault("issues/list-comments", { kind: "status", status: 403 });
  for (const [manifest, status] of [
    [harmless, 0],
    [privilegedPod, 1],
  ] as const) {
    const event = pull(manifest);
    const result = await run(event, { upload: "never", comment: "true" }, event);
    expect(result.status).toBe(status);
    expect(said(result, "warning").join()).toContain("pull-requests: write");
  }
});
