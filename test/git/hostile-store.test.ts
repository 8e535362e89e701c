import { chmodSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { deflateSync } from "node:zlib";
import { afterAll, expect, test } from "@jest/globals";
import { type RangeSources, withRange } from "../../src/git/complete-range.ts";
import { type ReadObject, readObjects } from "../../src/git/object-reader.ts";
import { collected, type History, historyOf, line } from "./history.ts";

const made: History[] = [];
afterAll(() => made.forEach(({ repository }) => repository.remove()));

function history(length: number, ...init: string[]): History {
  const result = historyOf(line(length), ...init);
  made.push(result);
  return result;
}

/** Everything that the range's commits are, read and hashed. */
function read(
  of: History,
  include: string,
  exclude: string,
  remote?: RangeSources["remote"],
): Promise<readonly ReadObject[]> {
  const sources = { checkout: of.repository.folder, remote };
  return withRange(sources, { include: [include], exclude: [exclude] }, async (range) => {
    if (range.missing.length > 0) throw new Error(`missing: ${range.missing.join()}`);
    return collected(readObjects(range.scratch, range.commits));
  });
}

/** Puts bytes into the object store under a name that is not theirs. */
function plant({ repository }: History, name: string, bytes: string): void {
  const file = join(repository.folder, ".git", "objects", name.slice(0, 2), name.slice(2));
  rmSync(file);
  writeFileSync(file, deflateSync(Buffer.from(`commit ${Buffer.byteLength(bytes)}\0${bytes}`)));
}

test.each(["sha1", "sha256"])("an object with another one's name, %s", async (format) => {
  const whole = history(4, `--object-format=${format}`);
  const [base = "", middle = "", tip = ""] = [whole.ids[0], whole.ids[2], whole.ids[3]];
  expect(await read(whole, tip, base)).toHaveLength(3);
  plant(whole, middle, `${whole.repository.git("cat-file", "commit", middle)} and more\n`);
  await expect(read(whole, tip, base)).rejects.toMatchObject({
    code: "wrong-object",
    objects: [middle],
  });
});

test("a base with another one's name", async () => {
  const whole = history(4);
  const [first = "", base = "", tip = ""] = [whole.ids[0], whole.ids[1], whole.ids[3]];
  const bytes = whole.repository.git("cat-file", "commit", base);
  plant(whole, base, bytes.replace(`parent ${first}`, `parent ${tip}`));
  await expect(read(whole, tip, base)).rejects.toMatchObject({ code: "wrong-object" });
});

test("an old commit whose stored bytes claim a part of the range", async () => {
  const whole = history(6);
  const [first = "", old = "", base = "", tip = ""] = [
    whole.ids[0],
    whole.ids[1],
    whole.ids[2],
    whole.ids[5],
  ];
  const bytes = whole.repository.git("cat-file", "commit", old);
  plant(whole, old, bytes.replace(`parent ${first}`, `parent ${whole.ids[4]}`));
  expect(whole.repository.git("rev-list", `${base}..${tip}`)).toBe(tip);
  await expect(read(whole, tip, base)).rejects.toMatchObject({ code: "wrong-object" });
});

function packOf({ repository }: History): string {
  repository.git("repack", "-a", "-d", "-q");
  const folder = join(repository.folder, ".git", "objects", "pack");
  const name = readdirSync(folder).find((file) => file.endsWith(".pack")) ?? "";
  chmodSync(join(folder, name), 0o644);
  return join(folder, name);
}

test("a corrupt pack is an error alone, and no matter beside a server", async () => {
  const whole = history(6);
  const server = whole.repository.folder;
  const [base = "", tip = ""] = [whole.ids[0], whole.ids[5]];
  const copy = join(server, "copy.git");
  whole.repository.git("clone", "--quiet", "--bare", `file://${server}`, copy);
  const remote = {
    server: `file://${dirname(copy)}`,
    repository: basename(copy),
    token: undefined,
  };
  const pack = packOf(whole);
  const bytes = readFileSync(pack);
  writeFileSync(pack, bytes.fill(0x58, 60, 300));
  await expect(read(whole, tip, base)).rejects.toThrow(/missing|corrupt/);
  expect(await read(whole, tip, base, remote)).toHaveLength(5);
  truncateSync(pack, 100);
  expect(await read(whole, tip, base, remote)).toHaveLength(5);
});

test("an object that was deleted is said to be missing", async () => {
  const whole = history(6);
  const [base = "", gone = "", tip = ""] = [whole.ids[0], whole.ids[3], whole.ids[5]];
  const objects = join(whole.repository.folder, ".git", "objects");
  rmSync(join(objects, gone.slice(0, 2), gone.slice(2)));
  const sources = { checkout: whole.repository.folder, remote: undefined };
  const missing = await withRange(sources, { include: [tip], exclude: [base] }, (range) =>
    Promise.resolve(range.missing),
  );
  expect(missing).toEqual([gone]);
});
