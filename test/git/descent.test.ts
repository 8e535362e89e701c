import { readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { descentOf } from "../../src/git/descent.ts";
import { cleanUp, temporaryFolder } from "../github/runner.ts";
import { TestRepository } from "./repository.ts";

afterAll(cleanUp);

interface History {
  readonly origin: TestRepository;
  readonly base: string;
  readonly head: string;
  readonly merge: string;
  /** Two commits upon the head. */
  readonly newer: string;
  /** What became of the base branch. */
  readonly moved: string;
}

let made: History;
beforeAll(() => {
  const origin = new TestRepository(temporaryFolder());
  const base = origin.commit({ a: "1" });
  origin.git("switch", "--quiet", "-c", "change");
  const head = origin.commit({ b: "1" });
  origin.commit({ b: "2" });
  const newer = origin.commit({ b: "3" });
  origin.git("switch", "--quiet", "--detach", base);
  origin.git("merge", "--quiet", "--no-ff", "-m", "merge", head);
  const merge = origin.git("rev-parse", "HEAD");
  origin.git("switch", "--quiet", "main");
  const moved = origin.commit({ a: "2" });
  origin.git("config", "uploadpack.allowAnySHA1InWant", "true");
  made = { origin, base, head, merge, newer, moved };
});

function fetched(commit: string, depth: number): string {
  const copy = new TestRepository(temporaryFolder());
  const address = `file://${made.origin.folder}`;
  copy.git("fetch", "--quiet", "--no-tags", `--depth=${depth}`, address, commit);
  copy.git("checkout", "--quiet", "--detach", "FETCH_HEAD");
  return copy.folder;
}

type Name = "base" | "merge" | "newer" | "moved";

test.each<[Name, number, string]>([
  ["merge", 1, "yes"],
  ["merge", 2, "yes"],
  ["newer", 1, "unknown"],
  ["newer", 2, "yes"],
  ["newer", 9, "yes"],
  ["moved", 1, "unknown"],
  ["moved", 9, "no"],
  ["base", 1, "no"],
])("%s at depth %i: has it the head? %s", async (name, depth, includes) => {
  const { [name]: commit, base, head } = made;
  const descent = await descentOf(fetched(commit, depth), commit, head);
  expect(descent.includes).toBe(includes);
  if (name === "merge") expect(descent.parents).toEqual([base, head]);
});

test("with all of the history in one place nothing is unknown", async () => {
  const { origin, head, base, merge, newer, moved } = made;
  const found = [];
  for (const commit of [merge, newer, moved, base]) {
    found.push((await descentOf(origin.folder, commit, head)).includes);
  }
  expect(found).toEqual(["yes", "yes", "no", "no"]);
});

test("neither a graft nor a replacement nor a shallow file makes it the head's", async () => {
  const { head, moved } = made;
  const folder = fetched(moved, 9);
  const copy = new TestRepository(folder);
  copy.git("fetch", "--quiet", `file://${made.origin.folder}`, head);
  writeFileSync(join(folder, ".git", "info", "grafts"), `${moved} ${head}\n`);
  copy.git("replace", "--graft", moved, head);
  writeFileSync(join(folder, ".git", "shallow"), `${moved}\n`);
  expect((await descentOf(folder, moved, head)).includes).toBe("no");
});

test("a store whose objects are gone does not tell", async () => {
  const { head, newer } = made;
  const folder = fetched(newer, 9);
  for (const part of readdirSync(join(folder, ".git", "objects"))) {
    rmSync(join(folder, ".git", "objects", part), { recursive: true });
  }
  expect((await descentOf(folder, newer, head)).includes).not.toBe("yes");
});
