import { afterAll, afterEach, beforeEach, expect, test } from "@jest/globals";
import type { Fault } from "./github-faults.ts";
import { checkoutOf, jobToken, said, stepOf } from "./job.ts";
import { LocalCodeScanning } from "./local-github-code-scanning.ts";
import { LocalGitHub } from "./local-github.ts";
import { harmless, privilegedPod } from "./manifests.ts";
import { cleanUp } from "./runner.ts";

afterAll(cleanUp);

const post = "code-scanning/upload-sarif";

let github: LocalGitHub;
beforeEach(async () => {
  github = await LocalGitHub.start({ token: jobToken });
});
afterEach(() => github.stop());

const bad = checkoutOf({ "deploy/web.yaml": privilegedPod });
const good = checkoutOf({ "deploy/web.yaml": harmless });

function scanning(): LocalCodeScanning {
  const commits = new Set([bad.commit, good.commit]);
  return new LocalCodeScanning(github, { commits, refs: new Set(["refs/heads/main"]) });
}

function saying(status: number, message: string): Fault {
  const body = JSON.stringify({ message, documentation_url: "https://docs.github.com/rest" });
  return { kind: "raw", status, body, headers: { "content-type": "application/json" } };
}

const archived = "Repository was archived so is read-only.";
const off = "Code Security must be enabled for this repository to use code scanning.";

test.each<[string, Fault, string, string]>([
  ["an archived repository", saying(403, archived), "notice", "this repository is archived"],
  ["code scanning that is off", saying(403, off), "notice", "code scanning is off"],
  ["a server without it", { kind: "status", status: 404 }, "notice", "no code scanning"],
  ["a hostile refusal", saying(403, "::error::no\n##[error]no"), "warning", "GitHub refuses it"],
])("%s is named in one line, and both verdicts stand", async (_, fault, level, words) => {
  github.fault(post, fault);
  const [failed, passed] = await Promise.all([stepOf(github, bad), stepOf(github, good)]);
  expect(failed).toMatchObject({ status: 1, outputs: { verdict: "fail" } });
  expect(passed).toMatchObject({ status: 0, outputs: { verdict: "pass" } });
  const lines = [...said(passed, "notice"), ...said(passed, "warning")];
  expect(lines).toEqual([expect.stringContaining(words)]);
  expect(said(passed, level)).toEqual(lines);
  expect(said(passed, "error")).toEqual([]);
  expect(passed.log).not.toContain("##[");
  expect(said(failed, "error").at(-1)).toMatch(/^FAIL: /);
});

test("a token that GitHub does not know is named, and stands nowhere", async () => {
  const token = "ghs_forgottenT0k3n";
  scanning();
  const result = await stepOf(github, good, { inputs: { token } });
  expect(result).toMatchObject({ status: 0, outputs: { verdict: "pass" } });
  expect(said(result, "warning")).toEqual([expect.stringContaining("the token (401)")]);
  expect(result.log.replace(`::add-mask::${token}`, "")).not.toContain(token);
  expect(result.summary).not.toContain(token);
});

test.each<[string, Fault]>([
  ["503", { kind: "status", status: 503 }],
  ["a connection that is cut", { kind: "cut" }],
])("after %s the upload is sent again", async (_, fault) => {
  const { uploads } = scanning();
  github.fault(post, fault, 1);
  const result = await stepOf(github, good);
  expect(result).toMatchObject({ status: 0, outputs: { "sarif-id": uploads[0]?.id } });
  expect(uploads).toHaveLength(1);
  expect(github.requestsFor(post)).toHaveLength(2);
  expect(said(result, "warning")).toEqual([]);
});

test("a connection that is cut every time is named, and no verdict where the upload must succeed", async () => {
  github.fault(post, { kind: "cut" });
  const [auto, always] = await Promise.all([
    stepOf(github, bad),
    stepOf(github, bad, { inputs: { upload: "always" } }),
  ]);
  expect(auto).toMatchObject({ status: 1, outputs: { verdict: "fail" } });
  // Before the findings, which may be more than GitHub shows.
  expect(said(auto, "warning")[0]).toContain("Not uploaded to code scanning");
  expect(always).toMatchObject({ status: 1, outputs: { verdict: "error" } });
}, 60_000);

test("what GitHub says of a log that it cannot process is shown", async () => {
  scanning();
  const errors = ["rejecting SARIF, as ::error::it is\n##[error]odd", "and another thing"];
  github.answer("code-scanning/get-sarif", () => ({
    body: { processing_status: "failed", analyses_url: null, errors },
  }));
  const inputs = { "wait-for-processing": "true" };
  const [auto, always] = await Promise.all([
    stepOf(github, good, { inputs }),
    stepOf(github, good, { inputs: { ...inputs, upload: "always" } }),
  ]);
  expect(auto).toMatchObject({ status: 0, outputs: { verdict: "pass" } });
  const [warning, ...more] = said(auto, "warning");
  expect(more).toEqual([]);
  for (const part of ["could not process", "rejecting SARIF", "and another thing"])
    expect(warning).toContain(part);
  expect(auto.log).not.toContain("##[");
  expect(said(auto, "error")).toEqual([]);
  expect(auto.summary).toContain("and another thing");
  expect(always).toMatchObject({ status: 1, outputs: { verdict: "error" } });
}, 60_000);
