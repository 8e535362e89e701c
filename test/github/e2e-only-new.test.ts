import { afterAll, expect, test } from "@jest/globals";
import { TestRepository } from "../git/repository.ts";
import { harmless, privilegedPod } from "./manifests.ts";
import { pullRequest, type Files, type PullRequest } from "./pull-request.ts";
import {
  cleanUp,
  reportOf,
  runStep,
  temporaryFolder,
  type StepOptions,
  type StepResult,
} from "./runner.ts";

afterAll(cleanUp);

const old: Files = { "deploy/web.yaml": privilegedPod };
const unrelated: Files = { "deploy/settings.yaml": harmless };
const worse: Files = { "deploy/new.yaml": privilegedPod.replace("name: web\n", "name: new\n") };
const gateNew: Files = { ".github/portcullis.yml": "version: 1\ngate: new\n" };

function judge(change: PullRequest, options: Partial<StepOptions> = {}): StepResult {
  const inputs = { checks: "manifests", "only-new": "true", ...options.inputs };
  return runStep({ ...change, event: "pull_request", ...options, inputs });
}

const notices = (result: StepResult): string => reportOf(result).notices.join("\n");
const statuses = (result: StepResult): string[] => [
  ...new Set(reportOf(result).findings.map(({ status }) => status)),
];

test("what the base has already is told apart, and fails all the same", () => {
  const change = pullRequest(old, unrelated);
  const result = judge(change);
  expect(result).toMatchObject({ status: 1, outputs: { verdict: "fail" } });
  expect(reportOf(result).comparison).toMatchObject({ base: change.base, gate: "all" });
  expect(statuses(result)).toEqual(["baseline"]);
  expect(result.summary).toContain(`known at ${change.base.slice(0, 10)}`);
});

test("a pull request cannot ask for a gate on new findings alone", () => {
  const result = judge(pullRequest(old, unrelated), { inputs: { gate: "new" } });
  expect(result).toMatchObject({ status: 1, outputs: { verdict: "fail" } });
  expect(notices(result)).toContain("The input gate: new was ignored in favour of all");
  expect(reportOf(result).comparison?.gate).toBe("all");
});

test("the base's policy can, and only what is new fails then", () => {
  const kept = judge(pullRequest({ ...old, ...gateNew }, unrelated));
  expect(kept).toMatchObject({ status: 0, outputs: { verdict: "pass" } });
  expect(statuses(kept)).toEqual(["baseline"]);
  const made = judge(pullRequest({ ...old, ...gateNew }, worse));
  expect(made).toMatchObject({ status: 1, outputs: { verdict: "fail" } });
  const open = reportOf(made).findings.filter(({ status }) => status === "open");
  expect(new Set(open.map(({ location }) => location.path))).toEqual(new Set(["deploy/new.yaml"]));
});

test("a change cannot bring that policy with it", () => {
  const result = judge(pullRequest(old, { ...unrelated, ...gateNew }));
  expect(result.outputs["verdict"]).toBe("fail");
});

test("the base's own workflow may ask for it", () => {
  const change = pullRequest(old, unrelated);
  const result = judge(change, {
    event: "pull_request_target",
    // There GITHUB_SHA is the tip of the base branch, whatever is checked out.
    environment: { ...change.environment, GITHUB_SHA: change.base },
    inputs: { gate: "new" },
  });
  expect(result).toMatchObject({ status: 0, outputs: { verdict: "pass" } });
});

test("what a change mends is said too", () => {
  const result = judge(pullRequest(old, { "deploy/web.yaml": harmless }));
  expect(result).toMatchObject({ status: 0, outputs: { verdict: "pass" } });
  expect(reportOf(result).comparison?.fixedCount).toBeGreaterThan(0);
});

test("a push is compared with the state before it, and a first one with nothing", () => {
  const repository = new TestRepository(temporaryFolder());
  const before = repository.commit(old);
  const after = repository.commit(unrelated);
  const push = (payload: object): StepResult =>
    judge({ workspace: repository.folder } as PullRequest, {
      event: "push",
      payload: { ...payload, repository: { default_branch: "main" } },
      inputs: { gate: "new" },
      environment: { GITHUB_SHA: after, GITHUB_REF: "refs/heads/main" },
    });
  const known = push({ before });
  expect(known).toMatchObject({ status: 0, outputs: { verdict: "pass" } });
  expect(reportOf(known).comparison).toMatchObject({ base: before, gate: "new" });
  const first = push({ before: "0".repeat(40) });
  expect(first).toMatchObject({ status: 1, outputs: { verdict: "fail" } });
  expect(notices(first)).toContain("Every finding counts as new");
});

test("what an earlier push of a branch brought is new in its next push, too", () => {
  const repository = new TestRepository(temporaryFolder());
  const main = repository.commit(unrelated);
  const before = repository.commit(worse);
  const after = repository.commit({ "README.md": "x" });
  const push = (tip: string): StepResult => {
    repository.git("update-ref", "refs/remotes/origin/main", tip);
    return judge({ workspace: repository.folder } as PullRequest, {
      event: "push",
      payload: { before, after, repository: { default_branch: "main" } },
      inputs: { gate: "new", offline: "true" },
      environment: { GITHUB_SHA: after, GITHUB_REF: "refs/heads/topic" },
    });
  };
  expect(push(main)).toMatchObject({ status: 1, outputs: { verdict: "fail" } });
  const elsewhere = push(repository.git("commit-tree", `${main}^{tree}`, "-m", "unrelated"));
  expect(elsewhere.outputs["verdict"]).toBe("pass");
  expect(notices(elsewhere)).toContain("what earlier pushes of topic brought counts as known");
});

test("gate without only-new is a mistake", () => {
  const result = judge(pullRequest(old, unrelated), {
    inputs: { gate: "new", "only-new": "false" },
  });
  expect(result).toMatchObject({ status: 1, outputs: { verdict: "error" } });
  expect(result.log).toContain("gate: ");
});
