import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";
import { type RangeSources, withRange } from "../../src/git/complete-range.ts";
import { type Merge, rederivedMerges } from "../../src/git/merge-tree.ts";
import { TestRepository } from "./repository.ts";

const origin = new TestRepository();
const made = [origin.folder];
afterAll(() => made.forEach((folder) => rmSync(folder, { recursive: true, force: true })));
origin.git("config", "uploadpack.allowFilter", "true");

const lines = (first: string, last: string): string => `${first}\n2\n3\n4\n5\n6\n7\n${last}\n`;
const base = origin.commit({ "a/b/c/file": lines("1", "8"), "a/other": "x" });
origin.git("checkout", "-q", "-b", "side");
const side = origin.commit({ "a/b/c/file": lines("one", "8") });
origin.git("checkout", "-q", "main");
const main = origin.commit({ "a/b/c/file": lines("1", "eight"), "a/new": "y" });
const merges = new Map<string, Merge>();

function keep(name: string): void {
  const [id = "", ...parents] = origin.git("rev-list", "--parents", "-1", "HEAD").split(" ");
  const tree = origin.git("rev-parse", "HEAD^{tree}");
  origin.git("branch", `kept-${name}`);
  merges.set(name, { id, parents, tree });
  origin.git("checkout", "-q", "-B", "work", main);
}

function amend(files: Readonly<Record<string, string>>): void {
  for (const [path, content] of Object.entries(files)) origin.write(path, content);
  origin.git("add", "--all");
  origin.git("commit", "-q", "--amend", "-m", "evil");
}

origin.git("checkout", "-q", "-b", "work");
origin.git("merge", "-q", "--no-ff", "-m", "m", "side");
keep("honest");
origin.git("merge", "-q", "--no-ff", "-m", "m", "side");
amend({ "a/new": "evil" });
keep("evil");
origin.git("merge", "-q", "--no-ff", "-s", "ours", "-m", "m", "side");
keep("ours");
const conflicting = origin.commit({ "a/b/c/file": lines("uno", "8") });
const marked = origin.git("rev-parse", "HEAD");
origin.git("merge", "-q", "--no-ff", "-s", "ours", "-m", "m", "side");
keep("conflict");
origin.git("checkout", "-q", "--orphan", "root");
origin.commit({ unrelated: "1" });
origin.git("checkout", "-q", "-B", "work", main);
origin.git("merge", "-q", "--no-ff", "--allow-unrelated-histories", "-m", "m", "root");
keep("unrelated");
origin.git("checkout", "-q", "-b", "third", base);
origin.commit({ "a/third": "3" });
origin.git("checkout", "-q", "work");
origin.git("merge", "-q", "--no-ff", "-m", "m", "side", "third");
keep("octopus");

/** A merge whose tree is what git writes down of a conflict, marks and all. */
function conflictTree(): Merge {
  const parents = [conflicting, side];
  let tree = "";
  try {
    origin.git("merge-tree", "--write-tree", ...parents);
  } catch (error) {
    tree = String((error as { stdout: unknown }).stdout).slice(0, 40);
  }
  const args = ["commit-tree", "-m", "m", ...parents.flatMap((parent) => ["-p", parent]), tree];
  const id = origin.git(...args);
  origin.git("branch", "kept-marks", id);
  return { id, parents, tree };
}
merges.set("marks", conflictTree());

function clone(...options: string[]): string {
  const folder = mkdtempSync(join(tmpdir(), "portcullis-clone-"));
  made.push(folder);
  const url = `file://${origin.folder}`;
  origin.git("clone", "--quiet", "--no-checkout", "--no-single-branch", ...options, url, folder);
  return folder;
}

const remote = {
  server: `file://${dirname(origin.folder)}`,
  repository: basename(origin.folder),
  token: undefined,
};

function rederived(sources: Partial<RangeSources>): Promise<string[]> {
  const all = { checkout: undefined, remote: undefined, ...sources };
  const include = [...merges.values()].map(({ id }) => id);
  return withRange(all, { include, exclude: [base] }, async (range) => {
    const same = await rederivedMerges(range, [...merges.values()]);
    return [...merges].flatMap(([name, { id }]) => (same.has(id) ? [name] : []));
  });
}

test("the merges are what they are called", () => {
  expect(marked).toBe(conflicting);
  expect(merges.get("marks")?.tree).toMatch(/^[0-9a-f]{40}$/);
  expect(merges.get("octopus")?.parents).toHaveLength(3);
  expect(new Set([...merges.values()].map(({ id }) => id)).size).toBe(merges.size);
});

describe("only what git makes of the two parents is rederived", () => {
  test("from the checkout", async () => {
    expect(await rederived({ checkout: origin.folder })).toEqual(["honest"]);
  });
  test("from the server alone", async () => {
    expect(await rederived({ remote })).toEqual(["honest"]);
  });
  test.each(["--filter=blob:none", "--filter=tree:0", "--depth=1", "--depth=2"])(
    "beside a clone with %s",
    async (option) => {
      expect(await rederived({ checkout: clone(option), remote })).toEqual(["honest"]);
    },
  );
  test("a clone without its trees alone cannot tell", async () => {
    await expect(rederived({ checkout: clone("--filter=tree:0") })).rejects.toMatchObject({
      code: "incomplete",
    });
  });
});

test("no merges, no questions", async () => {
  const sources = { checkout: origin.folder, remote: undefined };
  const same = await withRange(sources, { include: [main], exclude: [base] }, (range) =>
    rederivedMerges(range, [{ id: main, parents: [base], tree: "" }]),
  );
  expect(same.size).toBe(0);
});
