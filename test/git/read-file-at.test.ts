import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "@jest/globals";
import type { GitError } from "../../src/git/error.ts";
import { maxFileBytes, readFileAt } from "../../src/git/read-file-at.ts";
import { TestRepository } from "./repository.ts";

const here = new TestRepository();
const first = here.commit({
  ".github/portcullis.yml": "version: 1\n",
  "odd/[a-z]*.yml": "glob",
  "odd/new\nline.yml": "newline",
  ":(top)magic.yml": "magic",
  "linked.yml": { to: ".github/portcullis.yml" },
  linked: { to: ".github" },
  "large.yml": "x".repeat(maxFileBytes + 1),
  "full.yml": "x".repeat(maxFileBytes),
});
const second = here.commit({ ".github/portcullis.yml": "version: 2\n" });
afterAll(() => here.remove());

const read = (path: string, commit = first): Promise<Buffer | undefined> =>
  readFileAt({ repository: here.folder, commit, path });
const text = async (path: string, commit = first): Promise<string | undefined> =>
  (await read(path, commit))?.toString();

async function codeOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
  } catch (error) {
    return (error as GitError).code;
  }
  throw new Error("it did not throw");
}

test("reads the file as it is at the commit, whatever the work tree holds", async () => {
  here.write(".github/portcullis.yml", "version: 3\n");
  expect(await text(".github/portcullis.yml")).toBe("version: 1\n");
  expect(await text(".github/portcullis.yml", second)).toBe("version: 2\n");
});

test("a path is a name and never a pattern", async () => {
  expect(await text("odd/[a-z]*.yml")).toBe("glob");
  expect(await text("odd/new\nline.yml")).toBe("newline");
  expect(await text(":(top)magic.yml")).toBe("magic");
  expect(await text(".github/*.yml")).toBeUndefined();
  expect(await text(":(glob)**/*.yml")).toBeUndefined();
});

test("a path that the commit does not have is absent", async () => {
  expect(await read("missing.yml")).toBeUndefined();
  expect(await read("missing/portcullis.yml")).toBeUndefined();
  expect(await read(".github/portcullis")).toBeUndefined();
});

test("a link is refused, also as a folder on the way", async () => {
  expect(await codeOf(read("linked.yml"))).toBe("not-a-file");
  expect(await codeOf(read("linked/portcullis.yml"))).toBe("not-a-file");
});

test("a folder, and a file taken for one, are refused", async () => {
  expect(await codeOf(read(".github"))).toBe("not-a-file");
  expect(await codeOf(read(".github/portcullis.yml/x"))).toBe("not-a-file");
});

test("the bound is exact", async () => {
  expect(await read("full.yml")).toHaveLength(maxFileBytes);
  expect(await codeOf(read("large.yml"))).toBe("too-large");
});

test.each([
  "HEAD",
  "main",
  "--help",
  first.slice(0, 12),
  `${first}~1`,
  first.toUpperCase(),
  "",
  "0".repeat(40),
])("%j is not taken for a commit", async (revision) => {
  expect(await codeOf(read("full.yml", revision))).toBe("bad-revision");
});

test("the name of something else is not a commit", async () => {
  const tree = here.git("rev-parse", `${first}^{tree}`);
  expect(await codeOf(read("full.yml", tree))).toBe("bad-revision");
});

test("a commit that a shallow checkout lacks is told from everything else", async () => {
  const shallow = mkdtempSync(join(tmpdir(), "portcullis-shallow-"));
  here.git("clone", "--quiet", "--depth=1", `file://${here.folder}`, shallow);
  const at = { repository: shallow, path: "full.yml" };
  expect(await codeOf(readFileAt({ ...at, commit: first }))).toBe("no-commit");
  expect(await readFileAt({ ...at, commit: second })).toHaveLength(maxFileBytes);
  rmSync(shallow, { recursive: true });
});

test("a folder without a repository is told, also inside of another repository", async () => {
  here.write("inner/file", "");
  const repository = join(here.folder, "inner");
  expect(await codeOf(readFileAt({ repository, commit: first, path: "x" }))).toBe("no-repository");
});

test("an object missing behind the commit is not an absent file", async () => {
  const partial = mkdtempSync(join(tmpdir(), "portcullis-partial-"));
  here.git("config", "uploadpack.allowFilter", "true");
  here.git(
    "clone",
    "--quiet",
    "--no-checkout",
    "--filter=blob:none",
    `file://${here.folder}`,
    partial,
  );
  const file = { repository: partial, commit: first, path: "full.yml" };
  expect(await codeOf(readFileAt(file))).toBe("incomplete");
  rmSync(partial, { recursive: true });
});

test("replacements and configuration of the checkout run nothing and change nothing", async () => {
  const trap = new TestRepository();
  const commit = trap.commit({ "policy.yml": "strict" });
  const lax = trap.commit({ "policy.yml": "lax" });
  trap.git("replace", commit, lax);
  const mark = join(trap.folder, "ran");
  const program = join(trap.folder, "program");
  writeFileSync(program, `#!/bin/sh\ntouch ${mark}\n`, { mode: 0o755 });
  for (const key of [
    "core.fsmonitor",
    "core.pager",
    "core.sshCommand",
    "diff.external",
    "core.alternateRefsCommand",
  ])
    trap.git("config", key, program);
  const read = await readFileAt({ repository: trap.folder, commit, path: "policy.yml" });
  expect(read?.toString()).toBe("strict");
  expect(existsSync(mark)).toBe(false);
  trap.remove();
});

test("reads repositories with SHA-256 names", async () => {
  const repository = new TestRepository(undefined, "--object-format=sha256");
  const commit = repository.commit({ "policy.yml": "here" });
  expect(commit).toHaveLength(64);
  const file = { repository: repository.folder, commit, path: "policy.yml" };
  expect((await readFileAt(file))?.toString()).toBe("here");
  repository.remove();
});
