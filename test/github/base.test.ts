import { afterEach, expect, test } from "@jest/globals";
import { baseOf } from "../../src/github/base.ts";
import { readEvent } from "../../src/github/event.ts";
import type { Repository } from "../../src/github/base-files.ts";
import type { Surroundings } from "../../src/github/surroundings.ts";
import { judge } from "../../src/pipeline.ts";
import { defaultPolicy } from "../../src/policy/default.ts";
import { TestRepository } from "../git/repository.ts";
import { pullRequest, type PullRequest } from "./pull-request.ts";
import { temporaryFolder } from "./runner.ts";
import { writeFileSync } from "node:fs";
import { join } from "node:path";

const made: TestRepository[] = [];
afterEach(() => {
  for (const repository of made.splice(0)) repository.remove();
});

interface Told {
  readonly name: string;
  readonly payload: unknown;
  readonly commit: string;
}

function surroundingsOf({ name, payload, commit }: Told): Surroundings {
  const payloadPath = join(temporaryFolder(), "event.json");
  writeFileSync(payloadPath, JSON.stringify(payload));
  return {
    event: readEvent({ name, payloadPath, commit }),
    payload,
    commit,
  } as Surroundings;
}

function repositoryAt(root: string, server: string, offline = false): Repository {
  return { root, server, name: "acme/shop", token: undefined, offline };
}

const bad = (path: string): string =>
  `apiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec:\n  containers: [{ name: a, image: "x:1" }]\n  volumes: [{ name: v, hostPath: { path: ${path} } }]\n`;
const baseFiles = { "a.yaml": bad("/var/log"), "b.yaml": bad("/"), "c/d.yaml": bad("/etc") };
const headFiles = { "a.yaml": bad("/"), "b.yaml": null };

async function comparisonIn(pull: PullRequest, offline = false) {
  const surroundings = surroundingsOf({
    name: "pull_request",
    payload: pull.payload,
    commit: pull.merge,
  });
  const server = pull.environment["GITHUB_SERVER_URL"] ?? "";
  const base = await baseOf(surroundings, repositoryAt(pull.workspace, server, offline));
  const { report } = await judge({
    root: pull.workspace,
    paths: [pull.workspace],
    policy: defaultPolicy(),
    policyOrigin: undefined,
    checks: ["manifests"],
    images: [],
    podSecurity: undefined,
    failOn: undefined,
    allowEmpty: false,
    today: "2026-01-01",
    comparison: { base, gate: "new" },
  });
  return { base, report };
}

test("the merge of a pull request is compared with its parent on the base branch, fetched where the checkout is shallow", async () => {
  const pull = pullRequest(baseFiles, headFiles);
  const { base, report } = await comparisonIn(pull);
  expect(base).toMatchObject({ kind: "commit", commit: pull.base });
  const statuses = report.findings
    .filter(({ rule }) => rule === "pod-security/host-path-volumes")
    .map(({ location, status }) => `${location.path} ${status}`);
  expect(statuses.sort()).toEqual(["a.yaml open", "c/d.yaml baseline"]);
  expect(report.comparison?.fixed.map(({ path }) => path)).toContain("b.yaml");
});

test("nothing is fetched offline, and everything counts as new", async () => {
  const { base, report } = await comparisonIn(pullRequest(baseFiles, headFiles), true);
  expect(base.kind).toBe("commit");
  expect(report.comparison).toBeUndefined();
  expect(new Set(report.findings.map(({ status }) => status))).toEqual(new Set(["open"]));
  expect(report.notices.join("\n")).toMatch(/no base to compare with: the checkout does not hold/);
});

test("a merge of the workflow's own making is not taken for GitHub's", async () => {
  const pull = pullRequest(baseFiles, headFiles, { depth: 10 });
  const forged = new TestRepository(pull.workspace);
  // Its first parent would make the head's own findings known.
  const tree = forged.git("rev-parse", "HEAD^{tree}");
  const own = forged.git("commit-tree", tree, "-p", pull.base, "-m", "mine");
  const merge = forged.git("commit-tree", tree, "-p", own, "-p", pull.head, "-m", "merge");
  forged.git("checkout", "--quiet", "--detach", merge);
  const { base } = await comparisonIn(pull);
  expect(base).toMatchObject({ kind: "commit", commit: pull.base });
});

test("a checkout of the head is compared with where it left the base branch", async () => {
  const pull = pullRequest(baseFiles, headFiles);
  const checkout = new TestRepository(pull.workspace);
  checkout.git(
    "fetch",
    "--quiet",
    "--depth=1",
    `${pull.environment["GITHUB_SERVER_URL"]}/acme/shop`,
    pull.head,
  );
  checkout.git("checkout", "--quiet", "--detach", "FETCH_HEAD");
  expect((await comparisonIn(pull)).base).toMatchObject({ kind: "commit", commit: pull.base });
});

test("an unrelated history has no base", async () => {
  const pull = pullRequest(baseFiles, headFiles);
  const checkout = new TestRepository(pull.workspace);
  checkout.git("checkout", "--quiet", "--orphan", "elsewhere");
  checkout.commit({ "a.yaml": bad("/") });
  const { base, report } = await comparisonIn(pull);
  expect(base.kind).toBe("none");
  expect(report.comparison).toBeUndefined();
});

function pushed(before: string | undefined) {
  const repository = new TestRepository();
  made.push(repository);
  const commit = repository.commit(baseFiles);
  const told = { name: "push", payload: { before: before ?? commit }, commit };
  return {
    commit,
    base: baseOf(surroundingsOf(told), repositoryAt(repository.folder, "https://x")),
  };
}

test("a push is compared with the state before, and a first push with nothing", async () => {
  const { commit, base } = pushed(undefined);
  expect(await base).toMatchObject({ kind: "commit", commit });
  expect(await pushed("0".repeat(40)).base).toEqual({
    kind: "none",
    reason: "this is the first push of the branch",
  });
});

test("a merge queue's group is compared with the commit that it is built upon", async () => {
  const repository = new TestRepository();
  made.push(repository);
  const commit = repository.commit(baseFiles);
  const base_sha = "b".repeat(40);
  const payload = { merge_group: { base_ref: "refs/heads/main", base_sha, head_sha: commit } };
  const told = surroundingsOf({ name: "merge_group", payload, commit });
  const base = await baseOf(told, repositoryAt(repository.folder, "https://x"));
  expect(base).toMatchObject({ kind: "commit", commit: base_sha });
});

test("other events, and jobs without a checkout, have no base and say why", async () => {
  const repository = new TestRepository();
  made.push(repository);
  const commit = repository.commit(baseFiles);
  const told = surroundingsOf({ name: "schedule", payload: {}, commit });
  expect(await baseOf(told, repositoryAt(repository.folder, "https://x"))).toEqual({
    kind: "none",
    reason: "the event schedule brings no change of the files",
  });
  expect(await baseOf(told, repositoryAt(temporaryFolder(), "https://x"))).toEqual({
    kind: "none",
    reason: "the job has checked out no repository",
  });
});
