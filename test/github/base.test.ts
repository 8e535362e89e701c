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
  readonly ref?: string;
}

function surroundingsOf({ name, payload, commit, ref = "" }: Told): Surroundings {
  const payloadPath = join(temporaryFolder(), "event.json");
  writeFileSync(payloadPath, JSON.stringify(payload));
  return {
    event: readEvent({ name, payloadPath, commit }),
    payload,
    commit,
    ref,
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
    now: new Date("2026-01-01"),
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

const nobody = "0".repeat(40);

interface Push {
  readonly before?: string | undefined;
  readonly after: string;
  readonly ref: string;
  readonly defaultBranch?: string | null;
  /** None where nothing may be contacted. */
  readonly server?: string;
}

function baseOfPush(checkout: TestRepository, push: Push) {
  const { before, after, ref, defaultBranch = "main", server } = push;
  const repository = defaultBranch === null ? {} : { default_branch: defaultBranch };
  const told = { name: "push", payload: { before, after, ref, repository }, commit: after, ref };
  const at = repositoryAt(checkout.folder, server ?? "https://x", server === undefined);
  return baseOf(surroundingsOf(told), at);
}

/** `acme/shop` on a server: main with two commits, topic with two upon the first; and a shallow checkout of topic. */
function topicOnServer() {
  const server = temporaryFolder();
  const origin = new TestRepository(join(server, "acme", "shop"));
  const left = origin.commit(baseFiles);
  origin.git("switch", "--quiet", "-c", "topic");
  const first = origin.commit(headFiles);
  const second = origin.commit({ "README.md": "x" });
  origin.git("switch", "--quiet", "main");
  const main = origin.commit({ "other.txt": "x" });
  const checkout = new TestRepository(temporaryFolder());
  checkout.git("fetch", "--quiet", "--no-tags", "--depth=1", `file://${origin.folder}`, "topic");
  checkout.git("checkout", "--quiet", "--detach", "FETCH_HEAD");
  return { server: `file://${server}`, origin, checkout, left, first, second, main };
}

const topic = "refs/heads/topic";

test("a push to the default branch is compared with the state before, and a first one with nothing", async () => {
  const repository = new TestRepository();
  made.push(repository);
  const before = repository.commit(baseFiles);
  const after = repository.commit(headFiles);
  const push = { after, ref: "refs/heads/main" };
  const found = await baseOfPush(repository, { ...push, before });
  expect(found).toMatchObject({ kind: "commit", commit: before });
  expect(found).not.toHaveProperty("notice");
  expect(await baseOfPush(repository, { ...push, before: nobody })).toEqual({
    kind: "none",
    reason: "this is the first push of the branch",
  });
});

test("a forced push to the default branch is compared with the state that it replaced", async () => {
  const { server, origin, checkout, main } = topicOnServer();
  const after = origin.git("rev-parse", "topic");
  const push = { before: main, after, ref: "refs/heads/main", server };
  expect(await baseOfPush(checkout, push)).toMatchObject({ kind: "commit", commit: main });
});

test.each(["first", "left", "main"] as const)(
  "a later push of a topic branch is compared with where that left the default branch, not with %s before it",
  async (state) => {
    const { server, checkout, ...commits } = topicOnServer();
    const push = { before: commits[state], after: commits.second, ref: topic, server };
    const found = await baseOfPush(checkout, push);
    expect(found).toMatchObject({ kind: "commit", commit: commits.left });
    expect(found).not.toHaveProperty("notice");
  },
);

test("so are a new branch, and a forced push whose state before nobody has any more", async () => {
  const { server, checkout, left, second } = topicOnServer();
  for (const before of [nobody, "1".repeat(40), undefined]) {
    const push = { before, after: second, ref: topic, server };
    expect(await baseOfPush(checkout, push)).toMatchObject({ kind: "commit", commit: left });
  }
});

test("the default branch may be known to the checkout alone", async () => {
  const repository = new TestRepository();
  made.push(repository);
  const left = repository.commit(baseFiles);
  repository.git("update-ref", "refs/remotes/origin/trunk", left);
  const before = repository.commit(headFiles);
  const after = repository.commit({ "README.md": "x" });
  const push = { before, after, ref: topic, defaultBranch: "trunk" };
  expect(await baseOfPush(repository, push)).toMatchObject({ kind: "commit", commit: left });
});

test.each([
  ["no default branch is named", { defaultBranch: null }, /names no default branch/],
  ["nobody has the default branch", { defaultBranch: "gone" }, /gone is neither on the server/],
])("where %s the state before a topic's push has to do, and a notice says so", async (...row) => {
  const [, told, reason] = row;
  const { server, checkout, first, second } = topicOnServer();
  const push = { before: first, after: second, ref: topic, server, ...told };
  const found = await baseOfPush(checkout, push);
  expect(found).toMatchObject({ kind: "commit", commit: first });
  expect(found.kind === "commit" && found.notice).toMatch(reason);
  expect(found.kind === "commit" && found.notice).toMatch(/earlier pushes of topic/);
  const none = await baseOfPush(checkout, { ...push, before: nobody });
  expect(none.kind === "none" && none.reason).toMatch(reason);
});

test("a branch that has nothing in common with the default one is compared with the state before", async () => {
  const { server, origin, checkout, second } = topicOnServer();
  origin.git("switch", "--quiet", "--orphan", "elsewhere");
  const before = origin.commit({ ...baseFiles, "elsewhere.txt": "x" });
  origin.commit(headFiles);
  checkout.git("fetch", "--quiet", `file://${origin.folder}`, "elsewhere");
  checkout.git("checkout", "--quiet", "--detach", "FETCH_HEAD");
  const push = { before, after: second, ref: "refs/heads/elsewhere", server };
  const found = await baseOfPush(checkout, push);
  expect(found).toMatchObject({ kind: "commit", commit: before });
  expect(found.kind === "commit" && found.notice).toMatch(/in common with the default branch main/);
});

test("a tag has no base, wherever it pointed before", async () => {
  const { server, checkout, first, second } = topicOnServer();
  for (const before of [nobody, first]) {
    const push = { before, after: second, ref: "refs/tags/v1", server };
    expect((await baseOfPush(checkout, push)).kind).toBe("none");
  }
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
