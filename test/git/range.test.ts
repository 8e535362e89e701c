import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "@jest/globals";
import { defaultRange, namedRange, resolveCommit } from "../../src/git/range.ts";
import { localRefs, remoteRefs } from "../../src/git/refs.ts";
import { TestRepository } from "./repository.ts";

const here = new TestRepository();
const nowhere = mkdtempSync(join(tmpdir(), "portcullis-nowhere-"));
afterAll(() => {
  here.remove();
  rmSync(nowhere, { recursive: true });
});
const first = here.commit({ file: "1" });
const second = here.commit({ file: "2" });
const third = here.commit({ file: "3" });
here.git("tag", "-a", "-m", "m", "v1", first);

test.each([
  [`${first}..${third}`, first, third],
  ["v1..main", first, third],
  ["HEAD~2..HEAD^", first, second],
  ["main~1..", second, third],
  ["..main", third, third],
  [":/a commit..HEAD", third, third],
])("%j is resolved to names", async (text, exclude, include) => {
  expect(await namedRange(here.folder, text)).toEqual({
    include: [include],
    exclude: [exclude],
    name: text,
  });
});

test.each([
  ["main", "is not a range"],
  ["a..b..c", "is not a range"],
  ["", "is not a range"],
  ["v1...main", 'did you mean "v1..main"'],
  ["nope..main", '"nope" names no commit'],
  ["main..nope", '"nope" names no commit'],
  ["nope..neither", '"nope" and "neither" name'],
  ["--all..HEAD", '"--all" names no commit'],
  ["^v1..HEAD", '"^v1" names no commit'],
  ["main:file..HEAD", '"main:file" names no commit'],
  ["main^{tree}..HEAD", "names no commit"],
  ["a\nb..HEAD", "names no commit"],
  ["a\0b..HEAD", "names no commit"],
])("%j is a mistake, said with its value", async (text, said) => {
  await expect(namedRange(here.folder, text)).rejects.toMatchObject({ name: "UsageError" });
  await expect(namedRange(here.folder, text)).rejects.toThrow(said);
});

test("a folder without a repository is a mistake too", async () => {
  await expect(namedRange(nowhere, "a..b")).rejects.toThrow("not a git repository");
  await expect(defaultRange(nowhere)).rejects.toThrow("not a git repository");
});

test("without a range: the upstream, else origin/HEAD, else the reason", async () => {
  expect(await defaultRange(here.folder)).toMatchObject({
    kind: "none",
    reason: expect.stringContaining("no upstream"),
  });
  here.git("update-ref", "refs/remotes/origin/main", first);
  here.git("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/main");
  expect(await defaultRange(here.folder)).toMatchObject({
    range: { include: [third], exclude: [first], name: "origin/HEAD..HEAD" },
  });
  here.git("update-ref", "refs/remotes/origin/topic", second);
  here.git("config", "remote.origin.url", "file:///nowhere");
  here.git("config", "remote.origin.fetch", "+refs/heads/*:refs/remotes/origin/*");
  here.git("config", "branch.main.remote", "origin");
  here.git("config", "branch.main.merge", "refs/heads/topic");
  expect(await defaultRange(here.folder)).toMatchObject({
    range: { include: [third], exclude: [second], name: "@{upstream}..HEAD" },
  });
  here.git("checkout", "-q", "--detach");
  expect(await defaultRange(here.folder)).toMatchObject({ range: { name: "origin/HEAD..HEAD" } });
  here.git("checkout", "-q", "main");
});

test("a repository without a commit has no range, and says so", async () => {
  const empty = new TestRepository();
  expect(await defaultRange(empty.folder)).toEqual({
    kind: "none",
    reason: "there is no commit at HEAD",
  });
  empty.remove();
});

test("grafts and replacements do not move what a revision means", async () => {
  const lying = new TestRepository();
  const [a, b, c] = [lying.commit({ f: "1" }), lying.commit({ f: "2" }), lying.commit({ f: "3" })];
  writeFileSync(join(lying.folder, ".git", "info", "grafts"), `${c} ${a}\n`);
  lying.git("replace", b, a);
  expect(lying.git("rev-parse", "HEAD~1")).toBe(a);
  expect(await resolveCommit(lying.folder, "HEAD~1")).toBe(b);
  lying.remove();
});

const odd = [
  "refs/heads/-x",
  "refs/heads/--upload-pack=id",
  "refs/heads/$(id)",
  "refs/heads/a;b|c&d'e\"f",
  "refs/heads/ünï-☃",
  "refs/heads/HEAD",
  `refs/heads/${"d".repeat(40)}`,
  "refs/tags/main",
  "refs/tags/%(objectname)",
];

test("refs with odd names come whole, from here and from a server", async () => {
  for (const name of odd) here.git("update-ref", name, second);
  const remote = {
    server: `file://${tmpdir()}`,
    repository: here.folder.slice(tmpdir().length + 1),
    token: undefined,
  };
  const wanted = ["refs/heads/", "refs/tags/"];
  const local = await localRefs(here.folder, wanted);
  const tag = here.git("rev-parse", "refs/tags/v1");
  for (const name of odd) expect(local).toContainEqual({ name, id: second });
  expect(local).toContainEqual({ name: "refs/tags/v1", id: tag });
  expect(local).toHaveLength(odd.length + 2);
  const far = await remoteRefs(remote, wanted);
  expect(far.toSorted(byName)).toEqual(local.toSorted(byName));
  expect(await remoteRefs(remote, ["refs/heads/main"])).toEqual([
    { name: "refs/heads/main", id: third },
  ]);
  expect(await localRefs(here.folder, ["refs/heads/mai"])).toEqual([]);
});

test("odd names of branches are revisions like others", async () => {
  expect(await resolveCommit(here.folder, "refs/heads/-x")).toBe(second);
  expect(await resolveCommit(here.folder, "-x")).toBe(second);
  expect(await resolveCommit(here.folder, "$(id)")).toBe(second);
  // A full name is a name, whatever branches are called.
  expect(await resolveCommit(here.folder, "d".repeat(40))).toBeUndefined();
});

function byName(a: { name: string }, b: { name: string }): number {
  return a.name < b.name ? -1 : 1;
}
