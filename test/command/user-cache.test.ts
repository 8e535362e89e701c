import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { userStorage } from "../../src/command/user-cache.ts";
import { nothingKept } from "../../src/storage.ts";

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "portcullis-home-"));
});
afterEach(() => rmSync(home, { recursive: true }));

const rights = (path: string): number => statSync(path).mode & 0o777;

describe("what the command keeps", () => {
  test("lies in the user's cache folder, for the user alone", async () => {
    const { keep, results } = userStorage({ HOME: home });
    const own = join(home, ".cache", "portcullis");
    expect(results).toBe(join(own, "results"));
    for (const folder of [own, join(own, "files"), join(own, "results")]) {
      expect(rights(folder)).toBe(0o700);
    }
    writeFileSync(join(home, "file"), "content");
    await keep.put("name", join(home, "file"));
    expect(readFileSync((await keep.take("name")) ?? "", "utf8")).toBe("content");
    // Another run finds it.
    expect(await userStorage({ HOME: home }).keep.take("name")).toBe(join(own, "files", "name"));
  });

  test("lies where XDG_CACHE_HOME says, if that is absolute", () => {
    const chosen = join(home, "caches");
    expect(userStorage({ HOME: home, XDG_CACHE_HOME: chosen }).results).toBe(
      join(chosen, "portcullis", "results"),
    );
    const relative = userStorage({ HOME: home, XDG_CACHE_HOME: "caches" });
    expect(relative.results).toBe(join(home, ".cache", "portcullis", "results"));
  });

  test("can be written to where the folder exists for readers", () => {
    mkdirSync(join(home, ".cache", "portcullis"), { recursive: true, mode: 0o755 });
    expect(userStorage({ HOME: home }).results).toBeDefined();
  });
});

describe("nothing is kept", () => {
  test.each([0o777, 0o775, 0o722])("where others may write (%o)", (mode) => {
    const caches = join(home, ".cache");
    for (const folder of [
      "",
      "portcullis",
      join("portcullis", "results"),
      join("portcullis", "files"),
    ]) {
      const path = join(caches, folder);
      mkdirSync(path, { recursive: true });
      chmodSync(path, mode);
      expect(userStorage({ HOME: home })).toBe(nothingKept);
      chmodSync(path, 0o700);
    }
    expect(userStorage({ HOME: home }).results).toBeDefined();
  });

  test("where the folder is a link", () => {
    mkdirSync(join(home, "elsewhere"), { mode: 0o700 });
    mkdirSync(join(home, ".cache"));
    symlinkSync(join(home, "elsewhere"), join(home, ".cache", "portcullis"));
    expect(userStorage({ HOME: home })).toBe(nothingKept);
  });

  test("where the folder is somebody else's", () => {
    // Only root can make such a folder; everybody else has one at hand.
    const isRoot = process.getuid?.() === 0;
    const caches = isRoot ? join(home, "theirs") : "/";
    if (isRoot) {
      mkdirSync(join(caches, "portcullis"), { recursive: true });
      chownSync(join(caches, "portcullis"), 12345, 12345);
    }
    expect(userStorage({ HOME: home, XDG_CACHE_HOME: caches })).toBe(nothingKept);
  });

  test("where the folder cannot be made", () => {
    writeFileSync(join(home, ".cache"), "a file");
    expect(userStorage({ HOME: home })).toBe(nothingKept);
    expect(readdirSync(home)).toEqual([".cache"]);
  });
});
