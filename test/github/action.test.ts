import { existsSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, expect, test } from "@jest/globals";
import { TestRepository } from "../git/repository.ts";
import { harmless, laxPolicy, privilegedPod } from "./manifests.ts";
import {
  cleanUp,
  fileChecks,
  reportOf,
  runStep,
  temporaryFolder,
  type StepOptions,
  type StepResult,
} from "./runner.ts";

afterAll(cleanUp);

function workspaceWith(files: Readonly<Record<string, string>>): string {
  const repository = new TestRepository(temporaryFolder());
  repository.commit(files);
  return repository.folder;
}

/** A step that needs nothing but the files, unless its inputs say otherwise. */
function step(options: StepOptions): StepResult {
  return runStep({ ...options, inputs: { checks: fileChecks, ...options.inputs } });
}

const failing = workspaceWith({ "deploy/web.yaml": privilegedPod });
const passing = workspaceWith({ "deploy/settings.yaml": harmless });

const errorsOf = ({ commands }: StepResult): string[] =>
  commands.filter(({ name }) => name === "error").map(({ message }) => message);

test("a push with findings at the line fails the step and says so everywhere", () => {
  const result = step({ workspace: failing, event: "push" });
  const report = reportOf(result);
  expect(result.status).toBe(1);
  expect(result.outputs).toMatchObject({
    verdict: "fail",
    findings: String(report.findings.length),
    high: String(report.findings.filter(({ severity }) => severity === "high").length),
    critical: String(report.findings.filter(({ severity }) => severity === "critical").length),
    medium: String(report.findings.filter(({ severity }) => severity === "medium").length),
    low: String(report.findings.filter(({ severity }) => severity === "low").length),
  });
  expect(Number(result.outputs["high"])).toBeGreaterThan(0);
  expect(errorsOf(result).at(-1)).toMatch(/^FAIL: /);
  expect(result.summary).toContain(
    `https://github.example/acme/shop/blob/${"3".repeat(40)}/deploy/web.yaml#L10`,
  );
  expect(result.log).toContain("pod-security/privileged");
});

test("annotations stand at the field", () => {
  const { commands } = step({ workspace: failing, event: "push" });
  const annotation = commands.find(({ properties }) =>
    properties["title"]?.includes("pod-security/privileged"),
  );
  expect(annotation).toMatchObject({
    name: "error",
    properties: { file: "deploy/web.yaml", line: "10", endLine: "10", col: "21" },
  });
});

test("the SARIF log carries the category", () => {
  const inputs = { category: "production" };
  const { outputs } = step({ workspace: failing, event: "push", inputs });
  const log = JSON.parse(readFileSync(outputs["sarif-file"] ?? "", "utf8")) as {
    runs: { automationDetails: { id: string }; results: unknown[] }[];
  };
  expect(log.runs.map(({ automationDetails }) => automationDetails.id)).toContain(
    "production/manifests/",
  );
  expect(log.runs.flatMap(({ results }) => results)).not.toHaveLength(0);
});

test.each(["push", "release", "workflow_dispatch", "schedule"])(
  "%s passes where nothing reaches the line",
  (event) => {
    const result = step({ workspace: passing, event });
    expect(result).toMatchObject({ status: 0, outputs: { verdict: "pass", high: "0" } });
    expect(errorsOf(result)).toEqual([]);
  },
);

test.each(["push", "release", "workflow_dispatch"])(
  "%s uses the policy that is checked out, and names it",
  (event) => {
    const workspace = workspaceWith({
      "web.yaml": privilegedPod,
      ".github/portcullis.yml": laxPolicy,
    });
    const result = step({ workspace, event });
    expect(result.status).toBe(0);
    expect(reportOf(result).policy).toEqual({
      path: ".github/portcullis.yml",
      origin: "the checked-out commit",
    });
  },
);

test("without a word every check runs, and one that needs the network is no verdict without it", () => {
  const result = runStep({ workspace: failing, event: "push", inputs: { offline: "true" } });
  const { checks } = reportOf(result);
  expect(Object.keys(checks)).toEqual([
    "commits",
    "registries",
    "signatures",
    "vulnerabilities",
    "manifests",
  ]);
  expect(checks.signatures).toMatchObject({ state: "skipped" });
  expect(checks.vulnerabilities).toMatchObject({
    state: "error",
    reason: expect.stringContaining("offline"),
  });
  expect(result).toMatchObject({ status: 1, outputs: { verdict: "error" } });
  expect(errorsOf(result).at(-1)).toMatch(/^NO VERDICT: vulnerabilities could not decide/);
});

test("inputs reach the judgement", () => {
  const inputs = { path: "deploy/web.yaml", "fail-on": "none", checks: "manifests" };
  const result = step({ workspace: failing, event: "push", inputs });
  expect(result.status).toBe(0);
  expect(Object.keys(reportOf(result).checks)).toEqual(["manifests"]);
});

test("every mistake in the inputs ends the step without a verdict", () => {
  const inputs = { "fail-on": "hihg", offline: "yes" };
  const result = step({ workspace: failing, event: "push", inputs });
  expect(result).toMatchObject({ status: 1, outputs: { verdict: "error" } });
  expect(errorsOf(result)).toHaveLength(1);
  for (const part of ["NO VERDICT", "fail-on", "hihg", "offline"]) {
    expect(errorsOf(result)[0]).toContain(part);
    expect(result.summary.toUpperCase()).toContain(part.toUpperCase());
  }
});

test("nothing to judge is no verdict, unless the workflow allows it", () => {
  const workspace = workspaceWith({ "README.md": "" });
  expect(step({ workspace, event: "push" })).toMatchObject({
    status: 1,
    outputs: { verdict: "error" },
  });
});

test.each(["deploy/missing", "..", "/"])("the path %j is refused", (path) => {
  const result = step({ workspace: failing, event: "push", inputs: { path } });
  expect(result).toMatchObject({ status: 1, outputs: { verdict: "error" } });
  expect(errorsOf(result)[0]).toContain(JSON.stringify(path).slice(1, -1));
});

test("a checkout in a folder of the workspace is its own root", () => {
  const workspace = temporaryFolder();
  const repository = new TestRepository(join(workspace, "source"));
  repository.commit({ "deploy/web.yaml": privilegedPod, ".github/portcullis.yml": laxPolicy });
  const result = step({ workspace, event: "push", inputs: { path: "source/deploy" } });
  expect(result.status).toBe(0);
  expect(reportOf(result).findings[0]?.location.path).toBe("deploy/web.yaml");
});

test.each([
  ["GITHUB_WORKSPACE", ""],
  ["GITHUB_WORKSPACE", "/no/such/folder"],
  ["GITHUB_REPOSITORY", "acme/../shop"],
  ["GITHUB_SERVER_URL", ""],
  ["GITHUB_EVENT_NAME", ""],
  ["GITHUB_SHA", "main"],
])("without a sound %s there is no verdict", (name, value) => {
  const environment = { [name]: value };
  const result = step({ workspace: failing, event: "push", environment });
  expect(result).toMatchObject({ status: 1, outputs: { verdict: "error" } });
  expect(errorsOf(result)[0]).toContain(name);
});

test("a summary that cannot be written is a warning and keeps the verdict", () => {
  for (const file of [temporaryFolder(), "/no/such/folder/summary"]) {
    const environment = { GITHUB_STEP_SUMMARY: file };
    const failed = step({ workspace: failing, event: "push", environment });
    expect(failed).toMatchObject({ status: 1, outputs: { verdict: "fail" } });
    const passed = step({ workspace: passing, event: "push", environment });
    expect(passed).toMatchObject({ status: 0, outputs: { verdict: "pass" } });
    expect(passed.commands.find(({ name }) => name === "warning")?.message).toContain("summary");
  }
});

test("outputs that cannot be written are named, and the step's status says the verdict", () => {
  const environment = { GITHUB_OUTPUT: "/no/such/folder/output" };
  for (const [workspace, status] of [
    [passing, 0],
    [failing, 1],
  ] as const) {
    const result = step({ workspace, event: "push", environment });
    expect(result.status).toBe(status);
    const warnings = result.commands.filter(({ name }) => name === "warning");
    expect(warnings.map(({ message }) => message).join()).toContain("/no/such/folder/output");
  }
});

test("a folder for results that is not there costs no verdict", () => {
  const environment = { RUNNER_TEMP: "/no/such/folder" };
  const result = step({ workspace: passing, event: "push", environment });
  expect(result).toMatchObject({ status: 0, outputs: { verdict: "pass" } });
  const warnings = result.commands.filter(({ name }) => name === "warning");
  expect(warnings.map(({ message }) => message).join()).toContain("RUNNER_TEMP: /no/such/folder");
  expect(existsSync(result.outputs["report-file"] ?? "")).toBe(true);
  rmSync(dirname(result.outputs["report-file"] ?? ""), { recursive: true });
});

test("thousands of findings stay within what GitHub shows", () => {
  const pods = Array.from({ length: 1500 }, (_, index) =>
    privilegedPod.replace("name: web", `name: web-${index}`),
  );
  const workspace = workspaceWith({ "deploy/many.yaml": pods.join("---\n") });
  const result = step({ workspace, event: "push" });
  expect(result.outputs["verdict"]).toBe("fail");
  expect(Number(result.outputs["findings"])).toBeGreaterThan(3000);
  for (const level of ["error", "warning", "notice"]) {
    const issued = result.commands.filter(({ name }) => name === level);
    expect(issued.length).toBeLessThanOrEqual(10);
  }
  expect(errorsOf(result)).toHaveLength(10);
  expect(Buffer.byteLength(result.summary)).toBeLessThan(1 << 20);
  expect(result.log.length).toBeLessThan(2 << 20);
});
