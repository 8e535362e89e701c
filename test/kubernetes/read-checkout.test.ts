import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { readCheckout, readTree } from "../../src/kubernetes/read-tree.ts";
import type { Tree } from "../../src/kubernetes/tree.ts";
import { TestRepository } from "../git/repository.ts";

const pod = (name: string): string => `apiVersion: v1\nkind: Pod\nmetadata: {name: ${name}}\n`;

let repository: TestRepository;
beforeEach(() => {
  repository = new TestRepository();
});
afterEach(() => repository.remove());

function read(excluded: (path: string) => boolean = () => false, inside = ""): Promise<Tree> {
  const root = repository.folder;
  return readCheckout({ root, paths: [path.join(root, inside)], excluded, images: [] });
}

function names({ resources }: Tree): (string | undefined)[] {
  return resources.map(({ name }) => name).sort();
}

function problemsOf({ problems }: Tree): string[] {
  return problems.map(
    ({ kind, location, offender }) =>
      `${kind} ${location.path}:${location.line}:${location.column} ${String(offender)}`,
  );
}

/** Puts a submodule of a commit that nobody needs into the index. */
function addSubmodule(at: string, into = repository): void {
  into.git("update-index", "--add", "--cacheinfo", `160000,${"1".repeat(40)},${at}`);
}

describe("of node_modules what git tracks is judged", () => {
  beforeEach(() => {
    repository.commit({ "a.yaml": pod("a"), "deploy/node_modules/x/job.yaml": pod("job") });
    repository.write("deploy/node_modules/x/untracked.yaml", pod("untracked"));
    repository.write("node_modules/untracked.yaml", pod("untracked"));
  });

  test("and the rest is not", async () => {
    const tree = await read();
    expect(names(tree)).toEqual(["a", "job"]);
    expect(tree.counts.files).toBe(2);
    expect(names(await read(undefined, "deploy"))).toEqual(["job"]);
  });

  test("links and submodules too", async () => {
    repository.write("b.txt/pod.yaml", pod("linked"));
    repository.write("node_modules/by-link", { to: "../b.txt" });
    repository.write("node_modules/file.yaml", { to: "../b.txt/pod.yaml" });
    repository.write("node_modules/gone.yaml", pod("gone"));
    repository.git("add", "--force", "node_modules/by-link", "node_modules/file.yaml");
    repository.git("add", "--force", "node_modules/gone.yaml");
    repository.write("node_modules/gone.yaml", null);
    repository.write("node_modules/sub/node_modules/pod.yaml", pod("submodule"));
    addSubmodule("node_modules/sub");
    const excluded = (name: string): boolean => name === "b.txt/pod.yaml";
    expect(names(await read(excluded))).toEqual(["a", "job", "linked", "submodule"]);
  });

  test("but not what is excluded", async () => {
    expect(names(await read((name) => name === "deploy/node_modules"))).toEqual(["a"]);
    expect(names(await read((name) => name === "deploy/node_modules/x"))).toEqual(["a"]);
  });

  test("in a repository inside of the checkout by its own index", async () => {
    const inner = new TestRepository(path.join(repository.folder, "inner"));
    inner.commit({ "node_modules/pod.yaml": pod("inner") });
    inner.write("node_modules/untracked.yaml", pod("untracked"));
    expect(names(await read())).toEqual(["a", "inner", "job"]);
  });

  test("names that are not UTF-8 are named", async () => {
    const blob = repository.git("rev-parse", "HEAD:a.yaml");
    const entry = Buffer.concat([
      Buffer.from(`100644 ${blob}\tnode_modules/x`),
      Buffer.from([0xff]),
      Buffer.from(".yaml\0"),
    ]);
    repository.gitWith(entry, "update-index", "-z", "--index-info");
    expect(problemsOf(await read())).toEqual([
      expect.stringMatching(/^unreadable node_modules\/x\ufffd\.yaml:1:1 The name is not UTF-8/),
    ]);
  });

  test.each([
    [
      "is not a repository",
      () => rmSync(path.join(repository.folder, ".git"), { recursive: true }),
    ],
    ["cannot be read", () => writeFileSync(path.join(repository.folder, ".git/index"), "broken")],
  ])("and all of it where the checkout %s", async (_, spoil) => {
    spoil();
    expect(names(await read())).toEqual(["a", "job", "untracked", "untracked"]);
  });

  test("and all of it for who asks nobody", () => {
    const { folder } = repository;
    const tree = readTree({ root: folder, paths: [folder], excluded: () => false, images: [] });
    expect(names(tree)).toEqual(["a", "job", "untracked", "untracked"]);
  });
});

test("git is started only where there is something to ask", async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "path-"));
  const before = process.env["PATH"];
  try {
    const mark = path.join(folder, "mark");
    writeFileSync(path.join(folder, "git"), `#!/bin/sh\n: > ${mark}\nexit 1\n`);
    chmodSync(path.join(folder, "git"), 0o755);
    repository.commit({ "a.yaml": pod("a") });
    process.env["PATH"] = `${folder}${path.delimiter}${before}`;
    expect(names(await read())).toEqual(["a"]);
    expect(existsSync(mark)).toBe(false);
    mkdirSync(path.join(repository.folder, "node_modules"));
    await read();
    expect(existsSync(mark)).toBe(true);
  } finally {
    process.env["PATH"] = before;
    rmSync(folder, { recursive: true });
  }
});

describe("a submodule that is not checked out is named, however its list is written", () => {
  test.each([
    ['[submodule "x"]\n path = deploy/sub\n', "2:9"],
    ['[submodule "x"]\n path = "deploy/sub"\n', "2:9"],
    ['[submodule "x"] path = deploy/sub\n', "1:24"],
    ['[submodule "x"]\n path = deploy/sub # it\n', "2:9"],
    ['[submodule "x"]\n PATH = deploy/sub\n', "2:9"],
    ['[submodule "x"]\n path = elsewhere\n', "1:1"],
    ["broken", "1:1"],
  ])("%j", async (list, place) => {
    repository.commit({ "a.yaml": pod("a"), ".gitmodules": list });
    addSubmodule("deploy/sub");
    const expected = [`empty-submodule .gitmodules:${place} deploy/sub`];
    // Nothing is there, then an empty folder, then the mark of a submodule alone.
    expect(problemsOf(await read())).toEqual(expected);
    repository.write("deploy/sub/.git", "gitdir: nowhere\n");
    expect(problemsOf(await read())).toEqual(expected);
    repository.write("deploy/sub/pod.yaml", pod("sub"));
    expect(problemsOf(await read())).toEqual([]);
  });

  test("without git by the list alone", async () => {
    const list = '[submodule "x"]\n path = "deploy/sub"\n[submodule "y"] path = ../y ; it\n';
    repository.commit({ "a.yaml": pod("a"), ".gitmodules": list });
    rmSync(path.join(repository.folder, ".git"), { recursive: true });
    expect(problemsOf(await read())).toEqual([
      "empty-submodule .gitmodules:2:9 deploy/sub",
      "empty-submodule .gitmodules:3:24 ../y",
    ]);
    repository.write(".gitmodules", "[submodule");
    expect(problemsOf(await read())).toEqual(["unreadable .gitmodules:1:1 [submodule"]);
  });

  test("a list without git that names its own folder in many ways has an end", async () => {
    const dots = Array.from({ length: 50 }, (_, count) => `path = .${"/.".repeat(count)}\n`);
    repository.commit({ "a.yaml": pod("a"), ".gitmodules": `[submodule "x"]\n${dots.join("")}` });
    rmSync(path.join(repository.folder, ".git"), { recursive: true });
    expect(problemsOf(await read())).toEqual([]);
  });

  test("and so is one in a submodule that is", async () => {
    repository.commit({ "a.yaml": pod("a"), ".gitmodules": '[submodule "x"]\n path = sub\n' });
    addSubmodule("sub");
    const inner = new TestRepository(path.join(repository.folder, "sub"));
    inner.commit({ "b.yaml": pod("b"), ".gitmodules": '[submodule "y"] path = "deep er"\n' });
    addSubmodule("deep er", inner);
    const expected = ["empty-submodule sub/.gitmodules:1:24 sub/deep er"];
    expect(problemsOf(await read())).toEqual(expected);
    rmSync(path.join(repository.folder, "sub/.git"), { recursive: true });
    expect(problemsOf(await read())).toEqual(expected);
  });

  test("and so is one in it that only git's index names", async () => {
    repository.commit({ "a.yaml": pod("a"), ".gitmodules": '[submodule "x"]\n path = sub\n' });
    addSubmodule("sub");
    const inner = new TestRepository(path.join(repository.folder, "sub"));
    inner.commit({ "b.yaml": pod("b"), ".gitmodules": "" });
    addSubmodule("deeper", inner);
    expect(problemsOf(await read())).toEqual(["empty-submodule sub/.gitmodules:1:1 sub/deeper"]);
  });

  test("but not one that is excluded, or lies beside what is judged", async () => {
    repository.commit({ "a/a.yaml": pod("a"), ".gitmodules": '[submodule "x"]\n path = b/sub\n' });
    addSubmodule("b/sub");
    expect(problemsOf(await read())).toHaveLength(1);
    expect(problemsOf(await read((name) => name === "b"))).toEqual([]);
    expect(problemsOf(await read((name) => name === "b/sub"))).toEqual([]);
    expect(problemsOf(await read(undefined, "a"))).toEqual([]);
  });
});
