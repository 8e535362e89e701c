import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, expect, test } from "@jest/globals";
import type { Report } from "../../src/model/report.ts";
import { TestRepository } from "../git/repository.ts";
import { said } from "./job.ts";
import { LocalCodeScanning } from "./local-github-code-scanning.ts";
import { LocalGitHub } from "./local-github.ts";
import { harmless, podWith, privilegedPod } from "./manifests.ts";
import { pullRequest } from "./pull-request.ts";
import { cleanUp, temporaryFolder, type StepResult } from "./runner.ts";
import { stepHere, type StepHereOptions } from "./step-here.ts";

afterAll(cleanUp);

const token = "ghs_s3cr3tT0k3n";
let github: LocalGitHub;
beforeEach(async () => {
  github = await LocalGitHub.start({ token });
});
afterEach(() => github.stop());

interface Checkout {
  readonly workspace: string;
  readonly commit: string;
}

const images = ["api", "cart", "mail", "web"].map(
  (name, index) => `ghcr.io/acme/${name}@sha256:${String(index).repeat(64)}`,
);
const files = { "deploy/web.yaml": harmless, "deploy/all.yaml": images.map(podWith).join("---\n") };

function checkout(more: Readonly<Record<string, string>> = {}): Checkout {
  const repository = new TestRepository(temporaryFolder());
  const commit = repository.commit({ ...files, ...more });
  return { workspace: repository.folder, commit };
}

function step(where: Checkout, inputs: StepHereOptions["inputs"]): Promise<StepResult> {
  return stepHere({ ...where, event: "push", api: github.url, inputs: { token, ...inputs } });
}

async function shardsOf(where: Checkout, of = 2): Promise<readonly string[]> {
  const reports: string[] = [];
  for (let index = 1; index <= of; index++) {
    const inputs = { checks: "registries,manifests", shard: `${index}/${of}` };
    reports.push((await step(where, inputs)).outputs["report-file"] ?? "");
  }
  return reports;
}

const merged = (where: Checkout, reports: readonly string[], more = {}): Promise<StepResult> =>
  step(where, { merge: reports.join("\n"), ...more });

test("the shards of this commit are joined, and their results are uploaded", async () => {
  const here = checkout();
  const refs = new Set(["refs/heads/main"]);
  const { uploads } = new LocalCodeScanning(github, { commits: new Set([here.commit]), refs });
  const result = await merged(here, await shardsOf(here));
  expect(said(result, "error")).toEqual([]);
  expect(result).toMatchObject({ status: 0, outputs: { verdict: "pass" } });
  expect(uploads).toHaveLength(1);
});

test("shards of two commits are no verdict, and nothing is uploaded", async () => {
  const [here, there] = [checkout(), checkout({ "README.md": "other" })];
  const [first = ""] = await shardsOf(here);
  const [, second = ""] = await shardsOf(there);
  const result = await merged(here, [first, second]);
  expect(result).toMatchObject({ status: 1, outputs: { verdict: "error" } });
  const [error = ""] = said(result, "error");
  expect(error).toContain(`has the commit ${there.commit}, and`);
  expect(error).toContain(`the commit ${here.commit};`);
  expect(github.requests).toEqual([]);
});

test("shards of another commit than the one that is checked out here are refused", async () => {
  const [here, there] = [checkout(), checkout({ "README.md": "other" })];
  const result = await merged(here, await shardsOf(there));
  expect(result).toMatchObject({ status: 1, outputs: { verdict: "error" } });
  expect(said(result, "error").join()).toContain(
    `merge: the reports are about the commit ${there.commit}, and this job has checked out ${here.commit}; take`,
  );
  expect(github.requests).toEqual([]);
});

test("without a checkout the commit has to be the run's", async () => {
  const there = checkout();
  const reports = await shardsOf(there);
  const bare = { workspace: temporaryFolder(), commit: there.commit };
  const inputs = { upload: "never" };
  expect(await merged(bare, reports, inputs)).toMatchObject({ outputs: { verdict: "pass" } });
  const other = { ...bare, commit: "e".repeat(40) };
  const refused = await merged(other, reports, inputs);
  expect(refused).toMatchObject({ status: 1, outputs: { verdict: "error" } });
  expect(said(refused, "error").join()).toContain(`and this run is about ${"e".repeat(40)}`);
});

test("in a pull request it is said whose word the reports are, and what to do instead", async () => {
  const change = pullRequest({ "README.md": "" }, { "deploy/web.yaml": privilegedPod });
  const { workspace, merge: commit, payload, environment } = change;
  const pull = (inputs: StepHereOptions["inputs"], event = "pull_request"): Promise<StepResult> =>
    stepHere({
      workspace,
      commit,
      event,
      api: github.url,
      payload: event === "push" ? {} : { ...(payload as object), number: 1 },
      environment,
      inputs: { upload: "never", ...inputs },
    });
  const { outputs } = await pull({ checks: "manifests", shard: "1/1" });
  const inputs = { merge: outputs["report-file"] ?? "" };
  const word =
    /the word of this workflow's own jobs.*judge pull requests in one run without shards/;
  const joined = await pull(inputs);
  expect(joined).toMatchObject({ status: 1, outputs: { verdict: "fail" } });
  expect(joined.log.replaceAll(/\s+/g, " ")).toMatch(word);
  expect(joined.summary).toMatch(/own jobs/);
  expect((await pull(inputs, "push")).log).not.toContain("the word of");
});

const page = (file: string): string =>
  readFileSync(join(import.meta.dirname, "../..", file), "utf8").replaceAll(/\s+/g, " ");

test("the pages say so as well", () => {
  for (const file of ["docs/github.md", "docs/threat-model.md"]) {
    expect(page(file)).toMatch(/[Jj]udge pull requests in one run without shards/);
    expect(page(file)).toContain("ruleset");
  }
});

test("action.yml names every input that is refused beside merge", async () => {
  const [, merge = ""] =
    /beside merge the inputs (.*?) are refused\./.exec(page("action.yml")) ?? [];
  const given: Readonly<Record<string, string>> = {
    path: "deploy",
    policy: "gate.yml",
    checks: "manifests",
    images: "x:1",
    range: `${"a".repeat(40)}..${"b".repeat(40)}`,
    "trust-ref": "a".repeat(40),
    "pod-security": "baseline",
    "fail-on": "low",
    "only-new": "true",
    gate: "new",
    shard: "1/2",
    sbom: "cyclonedx=sboms",
    "allow-empty": "true",
    category: "other",
    upload: "never",
    "wait-for-processing": "false",
    comment: "false",
    offline: "true",
  };
  const here = checkout();
  for (const [name, value] of Object.entries(given)) {
    const { log } = await step(here, { merge: "none.json", [name]: value });
    const isRefused = /with merge nothing is judged|leave one of them out/.test(log);
    expect([name, isRefused]).toEqual([name, new RegExp(`\\b${name}\\b`).test(merge)]);
  }
});

test("an image that no file uses is named by the input that the workflow has", async () => {
  const here = checkout();
  const inputs = { checks: "manifests", images: "other=ghcr.io/acme/other:1", upload: "never" };
  const [error = ""] = said(await step(here, inputs), "error");
  expect(error).toContain('images: "other=…": no file under the paths uses the image "other"');
  expect(error).not.toContain("--image");
});

test("an image that an unset variable has cut short is no verdict", async () => {
  const here = checkout();
  for (const image of ["web=ghcr.io/acme/web@", "=x:1", "web="]) {
    const result = await step(here, { checks: "registries", images: image, upload: "never" });
    expect(result).toMatchObject({ status: 1, outputs: { verdict: "error" } });
    expect(said(result, "error").join()).toContain(`images: ${JSON.stringify(image)} is neither`);
  }
});

test("an image in a file that is cut short stays a finding", async () => {
  const here = checkout({ "deploy/cut.yaml": podWith("ghcr.io/acme/web@") });
  const result = await step(here, { checks: "registries", upload: "never" });
  expect(result).toMatchObject({ status: 1, outputs: { verdict: "fail" } });
  const report = JSON.parse(readFileSync(result.outputs["report-file"] ?? "", "utf8")) as Report;
  expect(report.findings.map(({ rule }) => rule)).toContain("registries/malformed-reference");
});

test("the page of joined shards shows the files as the commit has them", async () => {
  const here = checkout({ "deploy/open.yaml": privilegedPod });
  const result = await merged(here, await shardsOf(here), { upload: "never" });
  expect(readFileSync(result.outputs["html-file"] ?? "", "utf8")).toMatch(/<mark>true<\/mark>/);
});
