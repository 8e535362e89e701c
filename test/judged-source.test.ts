import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "@jest/globals";
import { policyContext } from "../src/checks/policy-context.ts";
import type { Shard } from "../src/model/report.ts";
import { judge } from "../src/pipeline.ts";
import { loadPolicy } from "../src/policy/load.ts";
import { type Content, TestRepository } from "./git/repository.ts";

const made: TestRepository[] = [];
const folders: string[] = [];
afterEach(() => {
  for (const repository of made.splice(0)) repository.remove();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

const pod = (image: string): string =>
  `apiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec: { containers: [{ name: a, image: "${image}" }] }\n`;
const policy =
  "version: 1\nvulnerabilities: { vex: [policies/vex.json] }\nwaivers: [{ rule: pod-security/privileged, reason: because }]\n";
const files: Readonly<Record<string, Content>> = {
  ".github/portcullis.yml": policy,
  "policies/vex.json": "{}",
  "a.yaml": pod("x:1"),
  "b/c.yaml": pod("y:1"),
  "README.md": "read me",
};

function repositoryWith(content: Readonly<Record<string, Content>> = files): TestRepository {
  const repository = new TestRepository();
  made.push(repository);
  repository.commit(content);
  return repository;
}

async function shardOf(root: string, named?: string): Promise<Shard> {
  const { report } = await judge({
    root,
    paths: [root],
    policy: loadPolicy(root, named, root, policyContext),
    policyOrigin: "the working tree",
    checks: ["manifests"],
    images: [],
    podSecurity: undefined,
    failOn: undefined,
    allowEmpty: false,
    now: new Date("2026-01-01"),
    shard: { index: 1, of: 2 },
  });
  if (report.shard === undefined) throw new Error("the run is a shard");
  return report.shard;
}

test("two checkouts of one commit are the same, wherever they lie", async () => {
  const [a, b] = [repositoryWith(), repositoryWith()];
  const shard = await shardOf(a.folder);
  expect(await shardOf(b.folder)).toEqual(shard);
  expect(shard).toMatchObject({ commit: a.git("rev-parse", "HEAD"), changed: false });
});

test.each<[string, Content, readonly (keyof Shard)[]]>([
  ["a.yaml", `${pod("x:1")}# more\n`, ["files", "changed"]],
  // A mark of the byte order is no part of the text.
  ["a.yaml", `\ufeff${pod("x:1")}`, []],
  ["a.yaml", null, ["files", "images"]],
  ["new.yaml", pod("x:1"), ["files", "changed"]],
  [".github/portcullis.yml", policy.replace("because", "of that"), ["files", "policy", "changed"]],
  ["policies/vex.json", "[]", ["policy"]],
  ["policies/vex.json", null, ["policy"]],
  ["README.md", "other", []],
])("%s as %j changes %j", async (file, content, differing) => {
  const repository = repositoryWith();
  const before = await shardOf(repository.folder);
  repository.write(file, content);
  const after = await shardOf(repository.folder);
  const keys = Object.keys(before) as (keyof Shard)[];
  const found = keys.filter((key) => before[key] !== after[key]);
  expect(found.sort()).toEqual([...differing].sort());
});

test("another commit is another one, also with the same files", async () => {
  const repository = repositoryWith();
  const before = await shardOf(repository.folder);
  repository.commit({ "README.md": "other" });
  const after = await shardOf(repository.folder);
  expect(after).toEqual({ ...before, commit: repository.git("rev-parse", "HEAD") });
  expect(after.commit).not.toBe(before.commit);
});

test("what git would run to compare the files is not run", async () => {
  const repository = repositoryWith({ ...files, ".gitattributes": "*.yaml filter=evil\n" });
  const witness = join(repository.folder, "pwned");
  repository.git("config", "filter.evil.clean", `touch ${witness}; cat`);
  repository.write("a.yaml", `${pod("x:1")}# more\n`);
  expect(await shardOf(repository.folder)).toMatchObject({ changed: true });
  expect(() => rmSync(witness)).toThrow();
});

test("without a repository, a commit or its objects the content alone is known", async () => {
  const repository = repositoryWith();
  const whole = await shardOf(repository.folder);
  const { commit: _commit, changed: _changed, ...bare } = whole;
  const tree = repository.git("rev-parse", "HEAD^{tree}");
  rmSync(join(repository.folder, ".git", "objects", tree.slice(0, 2), tree.slice(2)));
  expect(await shardOf(repository.folder)).toEqual({ ...whole, changed: true });
  rmSync(join(repository.folder, ".git"), { recursive: true });
  expect(await shardOf(repository.folder)).toEqual(bare);
  const empty = new TestRepository();
  made.push(empty);
  for (const [file, content] of Object.entries(files)) empty.write(file, content);
  expect(await shardOf(empty.folder)).toEqual(bare);
  writeFileSync(join(repository.folder, ".git"), "gitdir: nowhere\n");
  expect(await shardOf(repository.folder)).toEqual(bare);
});

test("a policy from elsewhere counts with the files beside it", async () => {
  const repository = repositoryWith();
  const folder = mkdtempSync(join(tmpdir(), "portcullis-policy-"));
  folders.push(folder);
  mkdirSync(join(folder, "policies"));
  const hashes: string[] = [];
  for (const [reason, vex] of [
    ["because", "{}"],
    ["because", "{}"],
    ["of that", "{}"],
    ["because", "[]"],
  ] as const) {
    writeFileSync(join(folder, "gate.yml"), policy.replace("because", reason));
    writeFileSync(join(folder, "policies", "vex.json"), vex);
    hashes.push((await shardOf(repository.folder, join(folder, "gate.yml"))).policy);
  }
  expect(hashes[1]).toBe(hashes[0]);
  expect(new Set(hashes).size).toBe(3);
});
