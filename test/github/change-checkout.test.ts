import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { UsageError } from "../../src/errors.ts";
import { refuseOtherCheckout, type CheckoutQuestion } from "../../src/github/change-checkout.ts";
import { TestRepository } from "../git/repository.ts";
import { cleanUp, temporaryFolder } from "./runner.ts";

afterAll(cleanUp);

interface Commits {
  readonly base: string;
  readonly head: string;
  readonly merge: string;
  /** The merge made anew, of the same head and a base branch that moved on. */
  readonly remade: string;
  readonly newer: string;
  readonly moved: string;
  readonly older: string;
  /** All of the change in one commit on the base branch. */
  readonly squashed: string;
}

let origin: TestRepository;
let commits: Commits;
beforeAll(() => {
  origin = new TestRepository(temporaryFolder());
  origin.git("config", "uploadpack.allowAnySHA1InWant", "true");
  const older = origin.commit({ a: "0" });
  const base = origin.commit({ a: "1" });
  origin.git("switch", "--quiet", "-c", "change");
  const head = origin.commit({ b: "1" });
  const newer = origin.commit({ b: "2" });
  const mergeInto = (commit: string): string => {
    origin.git("switch", "--quiet", "--detach", commit);
    origin.git("merge", "--quiet", "--no-ff", "-m", "merge", head);
    return origin.git("rev-parse", "HEAD");
  };
  const merge = mergeInto(base);
  origin.git("switch", "--quiet", "main");
  const moved = origin.commit({ a: "2" });
  const squashed = origin.commit({ b: "1" });
  const remade = mergeInto(moved);
  commits = { base, head, merge, remade, newer, moved, older, squashed };
});

/** As actions/checkout leaves it: one commit, detached. */
function checkout(commit: string, depth = 1, folder = temporaryFolder()): string {
  const copy = new TestRepository(folder);
  const address = `file://${origin.folder}`;
  copy.git("fetch", "--quiet", "--no-tags", `--depth=${depth}`, address, commit);
  copy.git("checkout", "--quiet", "--detach", "FETCH_HEAD");
  return copy.folder;
}

const kept = new Map<string, string>();

/** The same for tests that leave it as it is. */
function checkoutToRead(commit: string, depth: number): string {
  const key = `${commit} ${depth}`;
  const folder = kept.get(key) ?? checkout(commit, depth);
  kept.set(key, folder);
  return folder;
}

interface Given {
  readonly name?: string;
  /** GITHUB_SHA. */
  readonly commit?: string;
  readonly payload?: unknown;
  readonly checks?: CheckoutQuestion["checks"];
  readonly paths?: readonly string[];
  readonly changes?: boolean;
}

/** What is said of a checkout, or `accepted`. */
async function answerTo(workspace: string, given: Given = {}): Promise<string> {
  const { name = "pull_request", commit = commits.merge, payload = {}, changes = true } = given;
  const base = changes ? { branch: "main", commit: commits.base } : undefined;
  try {
    await refuseOtherCheckout({
      paths: (given.paths ?? ["."]).map((path) => join(workspace, path)),
      checks: given.checks,
      surroundings: {
        event: { name, base, head: commits.head, authorWritesWorkflow: true },
        commit,
        payload,
        repository: "acme/shop",
        workspace,
      },
    });
    return "accepted";
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return error.message;
  }
}

const events = ["pull_request", "pull_request_target", "merge_group"];

test.each(events)(
  "%s: the merge, the head and what is built upon it are judged",
  async (name) => {
    for (const depth of [1, 9]) {
      for (const each of ["merge", "head", "remade", "newer"] as const) {
        const folder = checkoutToRead(commits[each], depth);
        expect([each, await answerTo(folder, { name })]).toEqual([each, "accepted"]);
      }
    }
  },
  30_000,
);

test.each(events)(
  "%s: any other commit has no verdict, whatever GITHUB_SHA says",
  async (name) => {
    for (const [depth, own] of [
      [1, "merge"],
      [1, "itself"],
      [9, "itself"],
    ] as const) {
      for (const each of ["base", "moved", "older", "squashed"] as const) {
        const folder = checkoutToRead(commits[each], depth);
        const commit = own === "merge" ? commits.merge : commits[each];
        const said = await answerTo(folder, { name, commit });
        expect(said).toContain(commits[each].slice(0, 10));
        expect(said).toContain(`its head ${commits.head.slice(0, 10)}`);
        expect(said).toMatch(/so no file of the change would be judged|before it could tell/);
        expect(said).toContain("actions/checkout");
      }
    }
  },
  30_000,
);

test("the base branch is called so, and the merge that was expected is named", async () => {
  const said = await answerTo(checkout(commits.base));
  expect(said).toMatch(/^The checkout is the base branch main \(/);
  expect(said).toContain(`merge ${commits.merge.slice(0, 10)} or its head`);
  const moved = checkout(commits.moved);
  const target = await answerTo(moved, { name: "pull_request_target", commit: commits.moved });
  expect(target).toMatch(/^The checkout is the base branch main \(/);
  expect(target).toContain("pull_request.head.sha");
});

test("a history that is too short to tell has no verdict, and a longer one is advised", async () => {
  const [later] = [checkout(commits.newer, 2)].map((folder) => new TestRepository(folder));
  for (const content of ["3", "4"]) later!.commit({ b: content });
  expect(await answerTo(later!.folder)).toBe("accepted");
  const tip = later!.git("rev-parse", "HEAD");
  const shallow = new TestRepository(temporaryFolder());
  shallow.git("fetch", "--quiet", "--depth=1", `file://${later!.folder}`, tip);
  shallow.git("checkout", "--quiet", "--detach", "FETCH_HEAD");
  const said = await answerTo(shallow.folder);
  expect(said).toContain("before it could tell");
  expect(said).toContain("fetch-depth: 0");
});

test("a merge that the job makes is one of the change", async () => {
  const here = new TestRepository(checkout(commits.moved, 9));
  here.git("fetch", "--quiet", `file://${origin.folder}`, commits.head);
  here.git("merge", "--quiet", "--no-ff", "-m", "ours", "FETCH_HEAD");
  expect(await answerTo(here.folder)).toBe("accepted");
});

test("of a merged pull request, the commit that it became is judged", async () => {
  const merged = (commit: string) => ({
    pull_request: { merged: true, merge_commit_sha: commit, head: { sha: commits.head } },
  });
  const folder = checkout(commits.squashed);
  expect(await answerTo(folder, { payload: merged(commits.squashed) })).toBe("accepted");
  expect(await answerTo(folder, { payload: merged(commits.merge) })).not.toBe("accepted");
  const open = { pull_request: { merged: false, merge_commit_sha: commits.squashed } };
  expect(await answerTo(folder, { payload: open })).not.toBe("accepted");
});

test("each path has to lie in a checkout of the change", async () => {
  const workspace = temporaryFolder();
  checkout(commits.merge, 1, join(workspace, "change"));
  checkout(commits.moved, 1, join(workspace, "main"));
  mkdirSync(join(workspace, "loose"));
  const asked = (...paths: string[]) => answerTo(workspace, { paths });
  expect(await asked("change", "change/a")).toBe("accepted");
  expect(await asked("main")).toContain('The checkout "main" is another commit');
  expect(await asked("change", "main")).toContain('"main"');
  for (const path of [".", "loose", "not-there"]) {
    const said = await asked(path);
    expect(said).toContain(`path: ${JSON.stringify(path)} lies in no git checkout`);
    expect(said).toContain("use actions/checkout");
  }
});

test("a checkout inside of the change's is judged by what it is itself", async () => {
  const workspace = checkout(commits.merge);
  checkout(commits.moved, 1, join(workspace, "tools", "main"));
  expect(await answerTo(workspace)).toBe("accepted");
  expect(await answerTo(workspace, { paths: ["tools"] })).toBe("accepted");
  expect(await answerTo(workspace, { paths: ["tools/main"] })).toContain('"tools/main"');
});

test("a submodule belongs to the change while it is as the change wants it", async () => {
  const here = new TestRepository(checkout(commits.head, 9));
  const module = join(here.folder, "sub", "module");
  checkout(commits.older, 1, module);
  const entry = `160000,${commits.older},sub/module`;
  here.git("update-index", "--add", "--cacheinfo", entry);
  here.git("commit", "--quiet", "-m", "a submodule");
  expect(await answerTo(here.folder, { paths: ["sub/module"] })).toBe("accepted");
  new TestRepository(module).git("fetch", "-q", `file://${origin.folder}`, commits.moved);
  new TestRepository(module).git("checkout", "-q", commits.moved);
  expect(await answerTo(here.folder, { paths: ["sub/module"] })).toContain("sub/module");
});

test("what git cannot read, and what has no commit, has no verdict", async () => {
  const broken = temporaryFolder();
  writeFileSync(join(broken, ".git"), "nonsense");
  const unborn = new TestRepository(temporaryFolder()).folder;
  const empty = temporaryFolder();
  mkdirSync(join(empty, ".git"));
  for (const folder of [broken, unborn, empty]) {
    expect(await answerTo(folder)).toContain("Nobody can tell");
  }
});

test("the check of the commits looks at no file, and other events merge nothing", async () => {
  const folders = [checkout(commits.moved), temporaryFolder()];
  for (const folder of folders) {
    expect(await answerTo(folder, { checks: ["commits"] })).toBe("accepted");
    expect(await answerTo(folder, { checks: ["commits", "manifests"] })).not.toBe("accepted");
    for (const name of ["push", "workflow_run", "issue_comment"]) {
      expect(await answerTo(folder, { name, changes: false })).toBe("accepted");
    }
  }
}, 30_000);
