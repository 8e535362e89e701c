import { afterAll, expect, test } from "@jest/globals";
import { privilegedPod } from "./manifests.ts";
import { pullRequest } from "./pull-request.ts";
import { cleanUp, type StepResult } from "./runner.ts";
import { stepHere } from "./step-here.ts";

afterAll(cleanUp);

const policy = ".github/portcullis.yml";
const other = privilegedPod.replace("name: web\n", "name: other\n");

/** A change over a base that has a privileged pod already. */
function step(gate: "all" | "new", files: Record<string, string>): Promise<StepResult> {
  const before = {
    [policy]: `version: 1\non: { pull_request: { gate: ${gate} } }\n`,
    "deploy/old.yaml": privilegedPod,
  };
  const change = pullRequest(before, files);
  return stepHere({
    workspace: change.workspace,
    commit: change.merge,
    event: "pull_request",
    api: "http://127.0.0.1:9",
    payload: change.payload,
    environment: change.environment,
    inputs: { checks: "manifests", "only-new": "true", upload: "never", token: "" },
  });
}

function numbers({ outputs }: StepResult): Record<string, number> {
  const names = ["findings", "new", "critical", "high", "medium", "low"];
  return Object.fromEntries(names.map((name) => [name, Number(outputs[name])]));
}

const titles = ({ commands }: StepResult): string[] =>
  commands.flatMap(({ properties: { file, title = "" } }) => (file === undefined ? [] : [title]));

test("what the base has counts where it fails the step: no fail beside zero findings", async () => {
  const result = await step("all", { "README.md": "x" });
  expect(result).toMatchObject({ status: 1, outputs: { verdict: "fail" } });
  const { findings, new: fresh, high } = numbers(result);
  expect(fresh).toBe(0);
  expect(high).toBeGreaterThan(0);
  expect(findings).toBeGreaterThanOrEqual(high ?? 0);
  expect(titles(result).length).toBeGreaterThan(0);
  for (const title of titles(result)) expect(title).toMatch(/\(already in the base\)$/);
});

test("what the base has counts as little as it fails where only new findings do", async () => {
  const result = await step("new", { "README.md": "x" });
  expect(result).toMatchObject({ status: 0, outputs: { verdict: "pass" } });
  expect(numbers(result)).toEqual({ findings: 0, new: 0, critical: 0, high: 0, medium: 0, low: 0 });
  expect(titles(result)).toEqual([]);
});

test("new findings are counted among all, and alone", async () => {
  const files = { "deploy/new.yaml": other };
  const [all, fresh] = [await step("all", files), await step("new", files)];
  expect([all.outputs["verdict"], fresh.outputs["verdict"]]).toEqual(["fail", "fail"]);
  expect(numbers(fresh)["findings"]).toBe(numbers(fresh)["new"]);
  expect(numbers(all)["new"]).toBe(numbers(fresh)["new"]);
  expect(numbers(all)["findings"]).toBeGreaterThan(numbers(fresh)["findings"] ?? 0);
  const isNew = (title: string): boolean => !title.endsWith("(already in the base)");
  expect(new Set(titles(all).map(isNew))).toEqual(new Set([true, false]));
  expect(titles(fresh).every(isNew)).toBe(true);
});
