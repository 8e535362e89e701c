import { randomBytes } from "node:crypto";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import type { Log, ReportingDescriptor, Result, Run } from "sarif";
import { GitHubApiError } from "../../src/github/api-error.ts";
import { gitHubApi, type GitHubApi } from "../../src/github/api.ts";
import { sarifLog } from "../../src/sarif/build.ts";
import { finding, reportOn, rulesFor } from "../report/sample.ts";
import { LocalCodeScanning } from "./local-github-code-scanning.ts";
import { LocalGitHub } from "./local-github.ts";

const token = "ghs_local";
const commit = "c".repeat(40);
const path = "/repos/acme/shop/code-scanning/sarifs";

let github: LocalGitHub;
let api: GitHubApi;
beforeEach(async () => {
  github = await LocalGitHub.start({ token });
  api = gitHubApi({ baseUrl: github.url, token, limits: { backoffMs: 1 } });
  const refs = new Set(["refs/heads/main"]);
  new LocalCodeScanning(github, { commits: new Set([commit]), refs });
});
afterEach(async () => {
  api.close();
  await github.stop();
});

interface Parts {
  readonly log: Log;
  readonly run: Run;
  readonly rule: ReportingDescriptor;
  readonly result: Result;
}

function good(): Parts {
  const findings = [finding()];
  const { log } = sarifLog(reportOn(findings), rulesFor(findings), { category: "x" });
  const run = log.runs[1]!;
  return { log, run, rule: run.tool.driver.rules![0]!, result: run.results![0]! };
}

function packed(log: unknown): string {
  return gzipSync(JSON.stringify(log)).toString("base64");
}

/** What GitHub made of an upload: the errors of its processing. */
async function errorsOf(sarif: string, more: object = {}): Promise<unknown> {
  const checkout_uri = "file:///work/shop/";
  const body = { commit_sha: commit, ref: "refs/heads/main", sarif, checkout_uri, ...more };
  const taken = await api.request({ method: "POST", path, body });
  const { id } = taken.body as { readonly id: string };
  const asked = await api.request({ method: "GET", path: `${path}/${id}` });
  const { processing_status, errors } = asked.body as Record<string, unknown>;
  return processing_status === "complete" ? [] : errors;
}

async function refusal(sarif: string, more: object = {}): Promise<GitHubApiError> {
  const outcome = await errorsOf(sarif, more).catch((error: unknown) => error);
  if (outcome instanceof GitHubApiError) return outcome;
  throw new Error(`taken: ${JSON.stringify(outcome)}`);
}

test("a log of ours is taken and processed", async () => {
  expect(await errorsOf(packed(good().log))).toEqual([]);
});

const at = (uri: string): Result["locations"] => [
  { physicalLocation: { artifactLocation: { uri }, region: { startLine: 1 } } },
];

test.each<[string, (parts: Parts) => unknown, string]>([
  [
    "21 runs",
    ({ log }) =>
      (log.runs = Array.from({ length: 21 }, (_, index) => ({
        ...log.runs[0]!,
        automationDetails: { id: `${index}/` },
      }))),
    "rejecting SARIF, as there are more runs than allowed (21 > 20)",
  ],
  [
    "a category twice",
    ({ log, run }) => log.runs.push({ ...run, automationDetails: { id: "x/manifests/2" } }),
    "A delivery cannot contain multiple runs with the same category",
  ],
  [
    "two runs without a category",
    ({ log }) => log.runs.forEach((run) => delete run.automationDetails),
    "A delivery cannot contain multiple runs with the same category",
  ],
  ["no results", ({ run }) => delete run.results, "Invalid SARIF. Missing 'results' array in run."],
  [
    "25,001 results",
    ({ run, result }) => (run.results = Array<Result>(25_001).fill(result)),
    "(25001 > 25000)",
  ],
  [
    "25,001 rules",
    ({ run, rule }) => (run.tool.driver.rules = Array<ReportingDescriptor>(25_001).fill(rule)),
    "(25001 > 25000)",
  ],
  [
    "21 tags",
    ({ rule }) => (rule.properties = { tags: Array.from({ length: 21 }, String) }),
    "(21 > 20)",
  ],
  [
    "no location",
    ({ result }) => (result.locations = []),
    "locationFromSarifResult: expected at least one location",
  ],
  [
    "an empty address",
    ({ result }) => (result.locations = at("")),
    "locationFromSarifResult: expected artifact location",
  ],
  [
    "an address of the web",
    ({ result }) => (result.locations = at("https://acme.example/web.yaml")),
    'SARIF URI scheme "https" did not match the checkout URI scheme "file"',
  ],
  [
    "an image as an address",
    ({ result }) => (result.locations = at("docker://nginx")),
    'SARIF URI scheme "docker" did not match the checkout URI scheme "file"',
  ],
  [
    "an address with a space",
    ({ result }) => (result.locations = at("file://Package Descriptor")),
    "an invalid URI was provided as a SARIF location",
  ],
  ...["high", "", " ", 9.5].map(
    (severity) =>
      [
        `the severity ${JSON.stringify(severity)}`,
        ({ rule }: Parts) => (rule.properties = { "security-severity": severity }),
        "could not convert rules: invalid security severity value, is not a number",
      ] as [string, (parts: Parts) => unknown, string],
  ),
])("a log with %s is not processed", async (_, spoil, error) => {
  const parts = good();
  spoil(parts);
  const errors = (await errorsOf(packed(parts.log))) as readonly string[];
  expect(errors[0]).toContain(error);
});

test.each<[string, () => string, number]>([
  ["no gzip", () => Buffer.from(JSON.stringify(good().log)).toString("base64"), 400],
  ["half of the gzip", () => packed(good().log).slice(0, 400), 400],
  ["no base64", () => `${packed(good().log)}*`, 400],
  ["no JSON", () => gzipSync("kind: Pod").toString("base64"), 400],
  ["no log", () => packed(["runs"]), 400],
  ["more than 10 MB", () => gzipSync(randomBytes(10_100_000)).toString("base64"), 413],
])("%s is not even taken", async (_, sarif, status) => {
  expect(await refusal(sarif())).toMatchObject({ code: "rejected", status });
});

test("a commit and a ref that the repository does not have are named", async () => {
  const sarif = packed(good().log);
  const unknown = await refusal(sarif, { commit_sha: "d".repeat(40) });
  expect(unknown).toMatchObject({ status: 400, said: "commit not found" });
  const ref = "refs/heads/other";
  expect(await refusal(sarif, { ref })).toMatchObject({
    status: 400,
    said: `ref '${ref}' not found in this repository`,
  });
});

test.each<[string, object]>([
  ["a ref that is short", { ref: "main" }],
  ["a field of the endpoint that is not for us", { base_ref: "refs/heads/main" }],
  ["a commit that is short", { commit_sha: "c0ffee" }],
  ["a time that is none", { started_at: "yesterday" }],
  ["a checkout that is no address", { checkout_uri: "/work/shop" }],
])("%s is not as described", async (_, more) => {
  expect(await refusal(packed(good().log), more)).toMatchObject({ status: 422 });
  expect(github.takeProblems()).not.toEqual([]);
});
