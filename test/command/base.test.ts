import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { parseCheckArguments } from "../../src/command/arguments.ts";
import { comparisonAsked } from "../../src/command/base.ts";
import { defaultPolicy } from "../../src/policy/default.ts";
import { TestRepository } from "../git/repository.ts";

let repository: TestRepository;
beforeEach(() => {
  repository = new TestRepository();
});
afterEach(() => repository.remove());

function asked(words: readonly string[], root = repository.folder) {
  return comparisonAsked({ ...parseCheckArguments(words), root, policy: defaultPolicy() });
}

test("without --only-new there is nothing to compare with", async () => {
  expect(await asked([])).toEqual({});
});

test("--base names a commit by any revision, and --gate says what fails", async () => {
  const first = repository.commit({ a: "1" });
  repository.commit({ a: "2" });
  const sources = { checkout: repository.folder, remote: undefined };
  expect(await asked(["--only-new", "--base", "HEAD~1", "--gate", "new"])).toEqual({
    comparison: { base: { kind: "commit", commit: first, sources }, gate: "new" },
  });
});

test("the policy decides what fails where the command does not say", async () => {
  repository.commit({ a: "1" });
  const policy = { ...defaultPolicy(), gate: "new" } as const;
  const words = parseCheckArguments(["--only-new", "--base", "HEAD"]);
  const { comparison } = await comparisonAsked({ ...words, root: repository.folder, policy });
  expect(comparison?.gate).toBe("new");
});

test("by itself it is where HEAD left the remote's main branch", async () => {
  const common = repository.commit({ a: "1" });
  const theirs = repository.commit({ a: "2" });
  repository.git("update-ref", "refs/remotes/origin/main", theirs);
  repository.git("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/main");
  repository.git("reset", "--quiet", "--hard", common);
  repository.commit({ b: "1" });
  const { comparison } = await asked(["--only-new"]);
  expect(comparison?.base).toMatchObject({ kind: "commit", commit: common });
});

test("a branch that was pushed is not compared with itself", async () => {
  const common = repository.commit({ a: "1" });
  repository.git("update-ref", "refs/remotes/origin/main", common);
  repository.git("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/main");
  repository.git("checkout", "--quiet", "-b", "topic");
  const pushed = repository.commit({ b: "1" });
  repository.git("update-ref", "refs/remotes/origin/topic", pushed);
  repository.git("config", "remote.origin.url", "https://git.example/acme/shop");
  repository.git("config", "remote.origin.fetch", "+refs/heads/*:refs/remotes/origin/*");
  repository.git("config", "branch.topic.remote", "origin");
  repository.git("config", "branch.topic.merge", "refs/heads/topic");
  expect(repository.git("rev-parse", "@{upstream}").trim()).toBe(pushed);
  const { comparison } = await asked(["--only-new"]);
  expect(comparison?.base).toMatchObject({ kind: "commit", commit: common });
  // Without the main branch there is the upstream.
  repository.git("symbolic-ref", "--delete", "refs/remotes/origin/HEAD");
  const { comparison: other } = await asked(["--only-new"]);
  expect(other?.base).toMatchObject({ kind: "commit", commit: pushed });
});

test.each([
  [
    "no upstream",
    (): unknown => repository.commit({ a: "1" }),
    /no origin\/HEAD and the branch has no upstream/,
  ],
  ["no commit", (): undefined => undefined, /no commit at HEAD/],
  [
    "an unrelated history",
    (): void => {
      const theirs = repository.commit({ a: "1" });
      repository.git("update-ref", "refs/remotes/origin/HEAD", theirs);
      repository.git("checkout", "--quiet", "--orphan", "other");
      repository.commit({ b: "1" });
    },
    /have no commit in common here/,
  ],
])("with %s there is none, and the reason says so", async (_, make, reason) => {
  make();
  const { comparison } = await asked(["--only-new"]);
  expect(comparison?.base).toEqual({ kind: "none", reason: expect.stringMatching(reason) });
});

test("what is not a repository has no base", async () => {
  const folder = mkdtempSync(join(tmpdir(), "portcullis-none-"));
  const { comparison } = await asked(["--only-new"], folder);
  expect(comparison?.base.kind).toBe("none");
  await expect(asked(["--only-new", "--base", "HEAD"], folder)).rejects.toThrow(
    /--base: .* is not a git repository/,
  );
  rmSync(folder, { recursive: true });
});

test("a base that is not there is the caller's mistake, and no option is taken for one", async () => {
  repository.commit({ a: "1" });
  for (const name of ["gone", "--output=x", "HEAD:a", ""]) {
    await expect(asked(["--only-new", `--base=${name}`])).rejects.toThrow(
      /--base: .* names no commit/,
    );
  }
});

test.each([
  [["--base", "x"], /--base: it has no effect without --only-new/],
  [["--gate", "new"], /--gate: it has no effect without --only-new/],
  [["--only-new", "--gate", "old"], /--gate: unknown gate "old".*valid: all, new/],
  [["--only-new", "--base", "a", "--base", "b"], /--base is given 2 times/],
])("%j is refused", (words, message) => {
  expect(() => parseCheckArguments(words)).toThrow(message);
});
