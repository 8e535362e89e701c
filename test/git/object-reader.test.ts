import { afterAll, expect, test } from "@jest/globals";
import { storeOf } from "../../src/git/checkout-store.ts";
import {
  maxObjectBytes,
  type ReadObject,
  readObjects,
  typesOf,
} from "../../src/git/object-reader.ts";
import { type Scratch, withScratch } from "../../src/git/scratch-repository.ts";
import { collected, historyOf, line } from "./history.ts";
import { TestRepository } from "./repository.ts";

const here = new TestRepository();
afterAll(() => here.remove());
const commit = here.commit({ file: "content" });
const tree = here.git("rev-parse", "HEAD^{tree}");
const blob = here.git("rev-parse", "HEAD:file");
here.git("tag", "-a", "-m", "a tag", "v1");
const tag = here.git("rev-parse", "v1");
const absent = "2".repeat(40);

async function inScratch<T>(use: (scratch: Scratch) => Promise<T>): Promise<T> {
  return withScratch(await storeOf(here.folder), use);
}

function readAll(ids: string[], maxBytes?: number): Promise<ReadObject[]> {
  return inScratch((scratch) => collected(readObjects(scratch, ids, maxBytes)));
}

test("objects come in the order of their names, with their types and bytes", async () => {
  const objects = await readAll([tag, blob, absent, commit, blob, tree]);
  expect(objects.map(({ id, state }) => [id, state])).toEqual([
    [tag, "whole"],
    [blob, "whole"],
    [absent, "missing"],
    [commit, "whole"],
    [blob, "whole"],
    [tree, "whole"],
  ]);
  expect(objects.map((object) => ("type" in object ? object.type : undefined))).toEqual([
    "tag",
    "blob",
    undefined,
    "commit",
    "blob",
    "tree",
  ]);
  expect(objects[1]).toMatchObject({ bytes: Buffer.from("content") });
});

test("nothing asked, nothing started", async () => {
  expect(await readAll([])).toEqual([]);
});

test("the bound is exact, and what is above it is passed over", async () => {
  const [within] = await readAll([blob], 7);
  expect(within).toMatchObject({ state: "whole" });
  const objects = await readAll([blob, commit, blob], 6);
  expect(objects.map(({ state }) => state)).toEqual(["too-large", "too-large", "too-large"]);
  expect(objects[0]).toEqual({ id: blob, state: "too-large", type: "blob", size: 7 });
});

test("a commit with a message of 100 MB is named, and those around it are read", async () => {
  const message = Buffer.alloc(100 << 20, "m");
  const head = here.gitWith("", "cat-file", "commit", commit).split("\n\n", 1)[0] ?? "";
  const large = here.writeObject("commit", Buffer.concat([Buffer.from(`${head}\n\n`), message]));
  const before = process.memoryUsage().arrayBuffers;
  const objects = await readAll([commit, large, commit]);
  expect(objects.map(({ state }) => state)).toEqual(["whole", "too-large", "whole"]);
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(4 * maxObjectBytes);
}, 30_000);

test("whoever stops early leaves no git behind", async () => {
  const { repository, ids } = historyOf(line(2_000));
  const first = await withScratch(await storeOf(repository.folder), async (scratch) => {
    for await (const object of readObjects(scratch, ids)) return object.id;
    return "";
  });
  expect(first).toBe(ids[0]);
  repository.remove();
}, 30_000);

test("types are told of what is there", async () => {
  const types = await inScratch((scratch) => typesOf(scratch, [tag, absent, tree, commit]));
  expect([...types]).toEqual([
    [tag, "tag"],
    [tree, "tree"],
    [commit, "commit"],
  ]);
});
