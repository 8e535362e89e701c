import { readFileSync } from "node:fs";
import { afterAll, expect, test } from "@jest/globals";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { complaintsOf, multitoolRuns } from "../sarif/multitool.ts";
import { checkoutOf, type Checkout } from "./job.ts";
import { podWith, privilegedPod } from "./manifests.ts";
import { pullRequest } from "./pull-request.ts";
import { cleanUp, runStep, type StepOptions, type StepResult } from "./runner.ts";

afterAll(cleanUp);

const hostile = "a</script><script>alert(1)</script> & \u001b[2J`${x}`";
const policy = `version: 1
registries: { allow: [ghcr.io/acme/] }
waivers:
  - rule: pod-security/privileged
    path: deploy/web.yaml
    reason: "${hostile.replaceAll("\u001b", "\\u001b")}"
    owner: "@acme/platform"
    expires: 2999-01-31
`;
const files = {
  ".github/portcullis.yml": policy,
  "deploy/web.yaml": privilegedPod,
  "deploy/broken.yaml": "apiVersion: v1\nkind: Pod\nmetadata: [\n",
  "deploy/pods.yaml": [podWith("evil.example/miner"), podWith("nginx:1.29")].join("---\n"),
  "deploy/hostile.yaml": privilegedPod.replace("name: web\n", `name: ${JSON.stringify(hostile)}\n`),
};

const push = ({ workspace, commit }: Checkout, options: Partial<StepOptions> = {}): StepResult =>
  runStep({ workspace, event: "push", environment: { GITHUB_SHA: commit }, ...options });

const change = pullRequest({ "deploy/web.yaml": privilegedPod }, files);
const results: [string, StepResult][] = [
  ["every check without the network", push(checkoutOf(files), { inputs: { offline: "true" } })],
  ["the files", push(checkoutOf(files), { inputs: { checks: "registries,manifests" } })],
  ["a shard", push(checkoutOf(files), { inputs: { checks: "manifests", shard: "1/2" } })],
  [
    "a pull request beside its base",
    runStep({
      ...change,
      event: "pull_request",
      inputs: { checks: "commits,registries,manifests", "only-new": "true" },
    }),
  ],
];

function fileOf({ outputs }: StepResult, name: string): string {
  return readFileSync(outputs[name] ?? `no output ${name}`, "utf8");
}

const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);
const isReport = ajv.compile(
  JSON.parse(
    readFileSync(new URL("../../docs/report.schema.json", import.meta.url), "utf8"),
  ) as object,
);

test.each(results)("%s: the report is as its schema says", (_, result) => {
  isReport(JSON.parse(fileOf(result, "report-file")));
  expect(isReport.errors ?? []).toEqual([]);
  expect(isReport({ version: 1 })).toBe(false);
});

test.each(results)("%s: the badge is of the verdict", (_, result) => {
  const badge = fileOf(result, "badge-file");
  expect(badge).toMatch(/^<svg /);
  const words: Readonly<Record<string, string>> = {
    pass: "pass",
    fail: "fail",
    error: "no verdict",
  };
  expect(badge).toContain(`aria-label="portcullis: ${words[result.outputs["verdict"] ?? ""]}"`);
});

test.each(results)("%s: the page is one, and nothing in it came to life", (_, result) => {
  const page = fileOf(result, "html-file");
  expect(page).toMatch(/^<!doctype html>/i);
  expect(page.trimEnd()).toMatch(/<\/html>$/);
  expect(page).toContain("Content-Security-Policy");
  expect(page).toContain("pod-security/privileged");
  expect(page).toContain("privileged: true");
  expect(page).not.toContain("<script>alert(1)");
  expect(page).not.toContain("\u001b");
  expect(page).not.toMatch(/(?:src|href)="(?:http:|\/\/)/);
});

(multitoolRuns ? test : test.skip)(
  "Microsoft's SARIF validator has nothing against what is uploaded (Linux x64 with the multitool only)",
  () => {
    const logs = results.map(([, result]) => fileOf(result, "sarif-file"));
    expect(complaintsOf(logs)).toEqual(logs.map(() => []));
  },
  120_000,
);
