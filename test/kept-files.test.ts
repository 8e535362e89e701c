import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { keepIn } from "../src/kept-files.ts";

let folder: string;
let source: string;
beforeEach(() => {
  const all = mkdtempSync(join(tmpdir(), "portcullis-kept-"));
  folder = join(all, "kept");
  source = join(all, "source");
  mkdirSync(folder);
  writeFileSync(source, "content", { mode: 0o644 });
});
afterEach(() => rmSync(join(folder, ".."), { recursive: true }));

const generous = { totalBytes: 1000, files: 10 };

describe("a kept file", () => {
  test("is a copy that only we may read", async () => {
    const keep = keepIn(folder, generous);
    expect(await keep.take("a-1.tar.gz")).toBeUndefined();
    await keep.put("a-1.tar.gz", source);
    writeFileSync(source, "something else");
    const taken = await keep.take("a-1.tar.gz");
    expect(taken).toBe(join(folder, "a-1.tar.gz"));
    expect(readFileSync(taken ?? "", "utf8")).toBe("content");
    expect(statSync(taken ?? "").mode & 0o777).toBe(0o600);
  });

  test("takes the place of an older one, and nothing unfinished is left", async () => {
    const keep = keepIn(folder, generous);
    await keep.put("a", source);
    writeFileSync(source, "newer");
    await Promise.all([keep.put("a", source), keep.put("a", source)]);
    expect(readFileSync(join(folder, "a"), "utf8")).toBe("newer");
    expect(readdirSync(folder)).toEqual(["a"]);
  });

  test("is a file, and neither a folder nor a link", async () => {
    const keep = keepIn(folder, generous);
    mkdirSync(join(folder, "folder"));
    symlinkSync(source, join(folder, "link"));
    expect(await keep.take("folder")).toBeUndefined();
    expect(await keep.take("link")).toBeUndefined();
  });

  test.each(["../source", "a/b", ".hidden", "", "..", "a\0b", "x".repeat(201)])(
    "cannot be named %j",
    async (name) => {
      const keep = keepIn(folder, generous);
      await keep.put(name, source);
      expect(await keep.take(name)).toBeUndefined();
      expect(readdirSync(folder)).toEqual([]);
    },
  );

  test("that cannot be kept is nobody's business", async () => {
    await keepIn(folder).put("a", join(folder, "missing"));
    await keepIn(join(folder, "nowhere")).put("a", source);
    expect(await keepIn(join(folder, "nowhere")).take("a")).toBeUndefined();
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe("room is made", () => {
  /** Used so many hours ago. */
  function place(name: string, hours: number): void {
    writeFileSync(join(folder, name), "1234567");
    const used = new Date(Date.now() - hours * 3_600_000);
    utimesSync(join(folder, name), used, used);
  }

  test("by the number of files, for what was used last", async () => {
    for (const [name, hours] of [
      ["old", 3],
      ["older", 4],
      ["recent", 1],
    ] as const)
      place(name, hours);
    await keepIn(folder, { totalBytes: 1000, files: 3 }).put("new", source);
    expect(readdirSync(folder).sort()).toEqual(["new", "old", "recent"]);
  });

  test("by their size, and the new one stays whatever it is", async () => {
    for (const [name, hours] of [
      ["old", 3],
      ["recent", 1],
    ] as const)
      place(name, hours);
    await keepIn(folder, { totalBytes: 15, files: 10 }).put("new", source);
    expect(readdirSync(folder).sort()).toEqual(["new", "recent"]);
    await keepIn(folder, { totalBytes: 1, files: 10 }).put("newer", source);
    expect(readdirSync(folder)).toEqual(["newer"]);
  });

  test("and what is taken counts as used", async () => {
    for (const [name, hours] of [
      ["old", 3],
      ["recent", 1],
    ] as const)
      place(name, hours);
    const keep = keepIn(folder, { totalBytes: 1000, files: 2 });
    await keep.take("old");
    await keep.put("new", source);
    expect(readdirSync(folder).sort()).toEqual(["new", "old"]);
  });

  test("by what a run left unfinished, and not by what another one is writing", async () => {
    place(".a.partial", 30);
    place(".b.partial", 1);
    mkdirSync(join(folder, "folder"));
    await keepIn(folder, { totalBytes: 1000, files: 1 }).put("new", source);
    expect(readdirSync(folder).sort()).toEqual([".b.partial", "folder", "new"]);
    expect(existsSync(source)).toBe(true);
  });
});
