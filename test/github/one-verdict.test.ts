import { readFileSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { afterAll, afterEach, beforeEach, expect, test } from "@jest/globals";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { LocalCodeScanning } from "./local-github-code-scanning.ts";
import { LocalComments } from "./local-github-comments.ts";
import { LocalGitHub } from "./local-github.ts";
import { said } from "./job.ts";
import { harmless, privilegedPod } from "./manifests.ts";
import { pullRequest, type Files } from "./pull-request.ts";
import { cleanUp, reportOf } from "./runner.ts";
import { stepHere, type StepHereOptions } from "./step-here.ts";

const token = "ghs_s3cr3tT0k3n";
const post = "code-scanning/upload-sarif";
const before: Files = { "deploy/settings.yaml": harmless };
const clean: Files = { "deploy/more.yaml": harmless.replace("settings", "more") };

afterAll(cleanUp);

let github: LocalGitHub;
let comments: LocalComments["comments"];
beforeEach(async () => {
  github = await LocalGitHub.start({ token });
  ({ comments } = new LocalComments(github));
});
afterEach(() => github.stop());

/** The step for pull request 7 with a comment, and whether the upload works. */
async function run(change: Files, given: Partial<StepHereOptions> = {}, uploads = false) {
  const { workspace, merge, payload, environment } = pullRequest(before, change);
  const refs = new Set(["refs/pull/7/merge"]);
  new LocalCodeScanning(github, { commits: new Set([merge]), refs });
  if (!uploads) github.fault(post, { kind: "status", status: 403 });
  const { pull_request: pull } = payload as { readonly pull_request: object };
  const head = { ...(Reflect.get(pull, "head") as object), repo: { full_name: "acme/shop" } };
  return stepHere({
    workspace,
    commit: merge,
    event: "pull_request",
    api: github.url,
    payload: { number: 7, pull_request: { ...pull, head, number: 7 } },
    ...given,
    inputs: { checks: "manifests", token, comment: "true", ...given.inputs },
    environment: { ...environment, GITHUB_REF: "refs/pull/7/merge", ...given.environment },
  });
}

const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);
const schema = new URL("../../docs/report.schema.json", import.meta.url);
const isReport = ajv.compile(JSON.parse(readFileSync(schema, "utf8")) as object);

test("an upload that must succeed and does not leaves no verdict, and everything says so", async () => {
  const result = await run(clean, { inputs: { upload: "always" } });
  expect(result).toMatchObject({ status: 1, outputs: { verdict: "error" } });
  const ground = "code scanning has not got the results, and upload is always";
  const report = reportOf(result);
  expect(report).toMatchObject({ verdict: "error", unmet: ground });
  expect(isReport(report)).toBe(true);
  const page = readFileSync(result.outputs["html-file"] ?? "", "utf8");
  const shown = [result.summary, comments[0]?.body ?? "", page, result.log];
  for (const text of shown) {
    expect(text).toContain("NO VERDICT");
    expect(text).toContain(ground);
    expect(text).not.toContain("PASS");
    expect(text).not.toContain("nothing was judged");
  }
  const errors = said(result, "error");
  expect(errors).toEqual([
    expect.stringMatching(/^Not uploaded to code scanning/),
    expect.stringMatching(/^NO VERDICT: code scanning has not got the results/),
  ]);
  expect(result.summary).toContain("Not uploaded to code scanning");
});

test("what must be seen of the upload finds its place among many findings", async () => {
  const pods = Array.from({ length: 30 }, (_, index) => [`deploy/${index}.yaml`, privilegedPod]);
  const change = Object.fromEntries(pods) as Files;
  const result = await run(change, { inputs: { upload: "always" } });
  const errors = said(result, "error");
  // GitHub shows the first ten.
  expect(errors).toHaveLength(10);
  expect(errors[0]).toContain("Not uploaded");
  expect(errors.at(-1)).toMatch(/^NO VERDICT: /);
});

test("an upload that may fail changes nothing but its own line", async () => {
  const result = await run(clean);
  expect(result).toMatchObject({ status: 0, outputs: { verdict: "pass" } });
  expect(reportOf(result)).not.toHaveProperty("unmet");
  expect(result.summary).toContain("PASS");
  expect(result.summary).toContain("Not uploaded to code scanning");
  expect(comments[0]?.body).toContain("PASS");
  expect(said(result, "error")).toEqual([]);
});

test.each([
  [clean, 0, "pass"],
  [{ "deploy/bad.yaml": privilegedPod }, 1, "fail"],
])("a RUNNER_TEMP that takes no folder costs no verdict", async (change, status, verdict) => {
  for (const temporary of ["/proc/nowhere", "/etc/hostname"]) {
    const environment = { RUNNER_TEMP: temporary };
    const result = await run(change, { environment }, true);
    expect(result).toMatchObject({ status, outputs: { verdict } });
    const [warning, ...more] = said(result, "warning").filter((line) => line.includes("TEMP"));
    expect(more).toEqual([]);
    expect(warning).toContain(temporary);
    expect(result.outputs).toHaveProperty("sarif-id");
    expect(reportOf(result).verdict).toBe(verdict);
    expect(comments).toHaveLength(1);
    rmSync(dirname(result.outputs["report-file"] ?? ""), { recursive: true });
  }
});
