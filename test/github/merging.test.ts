import { afterAll, expect, test } from "@jest/globals";
import {
  allowedRepos,
  harmless,
  laxPolicy,
  podWith,
  privilegedPod,
  strictPolicy,
} from "./manifests.ts";
import { type Files, type PullRequest, pullRequest } from "./pull-request.ts";
import {
  cleanUp,
  fileChecks,
  reportOf,
  runStep,
  type StepOptions,
  type StepResult,
} from "./runner.ts";

afterAll(cleanUp);

const policy = ".github/portcullis.yml";
const pod: Files = { "deploy/web.yaml": privilegedPod };

function judge(change: PullRequest, options: Partial<StepOptions> = {}): StepResult {
  const inputs = { checks: fileChecks, ...options.inputs };
  return runStep({ ...change, event: "pull_request", ...options, inputs });
}

const noticesOf = (result: StepResult): string => reportOf(result).notices.join("\n");
const errorOf = ({ commands }: StepResult): string =>
  commands
    .filter(({ name }) => name === "error")
    .map(({ message }) => message)
    .join("\n");

test.each([1, 2])("a change cannot bring its own policy (depth %i)", (depth) => {
  const change = pullRequest(
    { [policy]: strictPolicy },
    { ...pod, [policy]: laxPolicy },
    { depth },
  );
  const result = judge(change);
  expect(result).toMatchObject({ status: 1, outputs: { verdict: "fail" } });
  expect(reportOf(result).policy).toEqual({
    path: policy,
    origin: `base branch main at ${change.base.slice(0, 7)}`,
  });
  expect(noticesOf(result)).toContain(`This change edits ${policy}`);
  expect(result.summary).toContain("This change edits");
});

test("the base's policy counts also where it is laxer, and an untouched one is no news", () => {
  const result = judge(pullRequest({ [policy]: laxPolicy }, pod));
  expect(result).toMatchObject({ status: 0, outputs: { verdict: "pass" } });
  expect(noticesOf(result)).not.toContain("This change");
});

test("without a policy on the base the default applies, and a new one waits for the merge", () => {
  const result = judge(pullRequest({ "README.md": "" }, { ...pod, [policy]: laxPolicy }));
  expect(result.outputs["verdict"]).toBe("fail");
  expect(reportOf(result).policy).toBeNull();
  expect(noticesOf(result)).toContain(`This change brings ${policy}`);
});

test("a new policy with mistakes is told before it is merged", () => {
  const result = judge(pullRequest(pod, { [policy]: "version: 1\nfial-on: low\n" }));
  expect(noticesOf(result)).toContain("has mistakes");
  expect(noticesOf(result)).toContain(`${policy}:2`);
});

test("a removed policy still counts", () => {
  const change = pullRequest({ [policy]: laxPolicy, ...pod }, { [policy]: null });
  const result = judge(change);
  expect(result.outputs["verdict"]).toBe("pass");
  expect(noticesOf(result)).toContain(`This change removes ${policy}`);
});

test("a link in the place of the policy is not followed, on neither side", () => {
  const lax: Files = { "lax.yml": laxPolicy, ...pod };
  const head = judge(
    pullRequest({ [policy]: strictPolicy }, { ...lax, [policy]: { to: "../lax.yml" } }),
  );
  expect(head.outputs["verdict"]).toBe("fail");
  const folder = judge(
    pullRequest({ [policy]: strictPolicy, other: "" }, { ...lax, other: { to: ".github" } }),
  );
  expect(folder.outputs["verdict"]).toBe("fail");
  const base = judge(pullRequest({ ...lax, [policy]: { to: "../lax.yml" } }, {}));
  expect(base).toMatchObject({ status: 1, outputs: { verdict: "error" } });
  expect(errorOf(base)).toContain("symbolic link");
});

test("inputs cannot loosen the base's policy", () => {
  const inputs = { "fail-on": "none", "pod-security": "privileged", checks: "registries" };
  const base = {
    [policy]: `${strictPolicy}require: [manifests]\nmanifests: { pod-security: baseline }\n`,
  };
  const result = judge(pullRequest(base, pod), { inputs });
  expect(result.outputs["verdict"]).toBe("fail");
  for (const name of ["fail-on", "pod-security", "checks"])
    expect(noticesOf(result)).toContain(name);
});

test("inputs can tighten it", () => {
  const change = pullRequest({ [policy]: laxPolicy }, pod);
  expect(judge(change, { inputs: { "fail-on": "high" } }).outputs["verdict"]).toBe("fail");
});

test("pull_request_target runs the base's workflow, whose inputs count", () => {
  const change = pullRequest({ [policy]: strictPolicy }, { ...pod, [policy]: laxPolicy });
  // There GITHUB_SHA is the tip of the base branch, whatever is checked out.
  const environment = { ...change.environment, GITHUB_SHA: change.base };
  const target = { event: "pull_request_target", environment };
  expect(judge(change, target).outputs["verdict"]).toBe("fail");
  expect(judge(change, { ...target, inputs: { "fail-on": "none" } }).outputs["verdict"]).toBe(
    "pass",
  );
});

test("a merge group is judged by the branch that it goes into", () => {
  const change = pullRequest({ [policy]: strictPolicy }, { ...pod, [policy]: laxPolicy });
  const group = { base_ref: "refs/heads/main", base_sha: change.base, head_sha: change.merge };
  const result = judge(change, { event: "merge_group", payload: { merge_group: group } });
  expect(result.outputs["verdict"]).toBe("fail");
  expect(reportOf(result).policy?.origin).toBe(`base branch main at ${change.base.slice(0, 7)}`);
});

test("the workflow cannot name another policy than the base's own", () => {
  const base = { [policy]: strictPolicy, "examples/lax.yml": laxPolicy };
  const named = judge(pullRequest(base, pod), { inputs: { policy: "examples/lax.yml" } });
  expect(named).toMatchObject({ status: 1, outputs: { verdict: "error" } });
  expect(errorOf(named)).toContain("examples/lax.yml");
  const missing = judge(pullRequest(base, { ...pod, "new.yml": laxPolicy }), {
    inputs: { policy: "new.yml" },
  });
  expect(missing.outputs["verdict"]).toBe("fail");
  expect(noticesOf(missing)).toContain("new.yml");
});

test("a policy that the base's version of the workflow names counts", () => {
  const workflow = "jobs: { gate: { steps: [{ with: { policy: gate/lax.yml } }] } }\n";
  const base = {
    [policy]: strictPolicy,
    "gate/lax.yml": laxPolicy,
    ".github/workflows/gate.yml": workflow,
  };
  const inputs = { policy: "gate/lax.yml" };
  expect(judge(pullRequest(base, pod), { inputs }).outputs["verdict"]).toBe("pass");
  const elsewhere = {
    ...base,
    ".github/workflows/gate.yml": "",
    ".github/workflows/new.yml": workflow,
  };
  expect(judge(pullRequest(elsewhere, pod), { inputs }).outputs["verdict"]).toBe("error");
});

test("a policy elsewhere is read at the base where it is the only one", () => {
  const change = pullRequest({ "gate.yml": laxPolicy }, { ...pod, "gate.yml": strictPolicy });
  const result = judge(change, { inputs: { policy: "gate.yml" } });
  expect(result.outputs["verdict"]).toBe("pass");
  expect(noticesOf(result)).toContain("This change edits gate.yml");
});

test("a policy under the name that does not count is no silent default", () => {
  const result = judge(pullRequest({ ".github/portcullis.yaml": laxPolicy }, pod));
  expect(result.outputs["verdict"]).toBe("error");
  expect(errorOf(result)).toContain(".github/portcullis.yaml");
});

test("the files that the policy names come from the base as well", () => {
  const base: Files = {
    [policy]: `${strictPolicy}registries: { constraints: [policies/repos.yaml] }\n`,
    "policies/repos.yaml": allowedRepos("ghcr.io/acme/"),
    "deploy/web.yaml": podWith("ghcr.io/acme/web"),
  };
  const evil = { "deploy/web.yaml": podWith("evil.example/web") };
  const honest = judge(pullRequest(base, evil), { inputs: { path: "deploy" } });
  expect(honest.outputs["verdict"]).toBe("fail");
  const widened = { ...evil, "policies/repos.yaml": allowedRepos("evil.example/") };
  const hostile = judge(pullRequest(base, widened), { inputs: { path: "deploy" } });
  expect(hostile.outputs["verdict"]).toBe("fail");
  expect(noticesOf(hostile)).toContain("This change edits policies/repos.yaml");
});

test("offline, a checkout without the base has no verdict and says what to do", () => {
  const shallow = pullRequest({ [policy]: laxPolicy }, { "a.yaml": harmless });
  const result = judge(shallow, { inputs: { offline: "true" } });
  expect(result).toMatchObject({ status: 1, outputs: { verdict: "error" } });
  expect(errorOf(result)).toContain("`offline` is true: check out with `fetch-depth: 0`");
  expect(errorOf(result)).not.toContain("contents: read");
  const deep = pullRequest({ [policy]: laxPolicy }, { "a.yaml": harmless }, { depth: 2 });
  expect(judge(deep, { inputs: { offline: "true" } }).outputs["verdict"]).toBe("pass");
});

test("a server that does not give the base has no verdict", () => {
  const change = pullRequest({ [policy]: laxPolicy }, { "a.yaml": harmless });
  const environment = { ...change.environment, GITHUB_REPOSITORY: "acme/other" };
  const result = judge(change, { environment });
  expect(result).toMatchObject({ status: 1, outputs: { verdict: "error" } });
  expect(errorOf(result)).toContain("contents: read");
});

test.each([
  ["GITHUB_EVENT_PATH", "/no/such/file", undefined],
  ["pull_request.base.sha", undefined, { pull_request: { base: { ref: "main", sha: "HEAD" } } }],
  [
    "pull_request.base.sha",
    undefined,
    { pull_request: { base: { ref: "main", sha: "--upload-pack=x" } } },
  ],
])("a payload without a base has no verdict (%s)", (named, file, payload) => {
  const change = pullRequest({ [policy]: laxPolicy }, { "a.yaml": harmless });
  const environment = {
    ...change.environment,
    ...(file === undefined ? {} : { GITHUB_EVENT_PATH: file }),
  };
  const result = judge(change, { environment, payload: payload ?? change.payload });
  expect(result).toMatchObject({ status: 1, outputs: { verdict: "error" } });
  expect(errorOf(result)).toContain(named);
});
