import { afterEach, expect, test } from "@jest/globals";
import { rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import type { Report } from "../../src/model/report.ts";
import type { Content, TestRepository } from "../git/repository.ts";
import {
  type Files,
  judged,
  removeRepositories,
  reportOf,
  repositoryWith,
  statuses,
} from "./judged-change.ts";

afterEach(removeRepositories);

const kustomization = (seconds: number): string =>
  `resources: [web.yaml]\npatches: [{ patch: '[{op: add, path: /a, value: ${seconds}}]' }]\n`;
const base: Readonly<Record<string, Content>> = {
  "deploy/web.yaml": "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: web }\n",
  "deploy/kustomization.yaml": { to: "../tools/k.txt" },
  "tools/k.txt": kustomization(1),
};

async function seen(before: Files, head: Files, rule: string): Promise<string[]> {
  return statuses(await reportOf({ base: { ...base, ...before }, head }), rule);
}

test("a kustomization by a link is known while the link and what it leads to are the same", async () => {
  const rule = "files/kustomize-not-evaluated";
  const place = "deploy/kustomization.yaml";
  expect(await seen({}, { "README.md": "x" }, rule)).toEqual([`${place} baseline`]);
  expect(await seen({}, { "tools/k.txt": kustomization(2) }, rule)).toEqual([`${place} open`]);
});

test("so is one that cannot be read", async () => {
  const broken = (more: string): string => `resources: [\n# ${more}\n`;
  const before = { "tools/k.txt": broken("a") };
  const place = "deploy/kustomization.yaml";
  expect(await seen(before, { "README.md": "x" }, "files/unreadable")).toEqual([
    `${place} baseline`,
  ]);
  const head = { "tools/k.txt": broken("b") };
  expect(await seen(before, head, "files/unreadable")).toEqual([`${place} open`]);
});

test("one file read by two paths is what each of them makes it", async () => {
  const own = "resources: [web.yaml, { a: 1 }]\n";
  const before = {
    "deploy/kustomization.yaml": own,
    "other/kustomization.yaml": { to: "../deploy/kustomization.yaml" },
  };
  const after = { "deploy/kustomization.yaml": `# x\n${own}` };
  expect(await seen(before, { "README.md": "x" }, "files/wrong-type")).toEqual([
    "deploy/kustomization.yaml baseline",
    "other/kustomization.yaml baseline",
  ]);
  expect(await seen(before, after, "files/wrong-type")).toEqual([
    "deploy/kustomization.yaml open",
    "other/kustomization.yaml open",
  ]);
});

function comparedWith(repository: TestRepository, commit: string): Promise<Report> {
  const sources = { checkout: repository.folder, remote: undefined };
  return judged(repository.folder, {
    comparison: { base: { kind: "commit", commit, sources }, gate: "all" },
  });
}

test("a link of the base by a name that is not UTF-8 led to no file that is called what is shown", async () => {
  const pod =
    "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {hostPID: true, containers: []}\n";
  const { repository } = repositoryWith({ "x\ufffd.txt": pod, "README.md": "x" });
  const link = join(repository.folder, "web.yaml");
  symlinkSync(Buffer.from("x\xff.txt", "latin1"), link);
  const commit = repository.commit({});
  rmSync(link);
  symlinkSync("x\ufffd.txt", link);
  const report = await comparedWith(repository, commit);
  expect(statuses(report, "pod-security/host-namespaces")).toEqual(["x\ufffd.txt open"]);
});

test("a submodule that only the index names is known where the base has the same commit", async () => {
  const { repository } = repositoryWith({ ...base, ".gitmodules": "# none\n" });
  const add = (commit: string): string =>
    repository.git("update-index", "--add", "--cacheinfo", `160000,${commit.repeat(40)},sub`);
  add("1");
  repository.git("commit", "--quiet", "-m", "a commit");
  const commit = repository.git("rev-parse", "HEAD");
  const said = async (): Promise<string[]> =>
    statuses(await comparedWith(repository, commit), "files/empty-submodule");
  expect(await said()).toEqual([".gitmodules baseline"]);
  add("2");
  expect(await said()).toEqual([".gitmodules open"]);
});
