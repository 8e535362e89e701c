import {
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
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { copyWhole, writeWhole } from "../src/whole-file.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "portcullis-whole-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

test("a text takes the place of what is there, for us alone", async () => {
  const file = join(folder, "a.json");
  writeFileSync(file, "old", { mode: 0o644 });
  await writeWhole(file, "new");
  expect(readFileSync(file, "utf8")).toBe("new");
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readdirSync(folder)).toEqual(["a.json"]);
});

test("a link in its place is replaced, and what it leads to stays", async () => {
  const other = join(folder, "other");
  writeFileSync(other, "somebody's");
  symlinkSync(other, join(folder, "a"));
  await copyWhole(other, join(folder, "b"), 0o700);
  await writeWhole(join(folder, "a"), "ours");
  expect(readFileSync(other, "utf8")).toBe("somebody's");
  expect(readFileSync(join(folder, "a"), "utf8")).toBe("ours");
  expect(readFileSync(join(folder, "b"), "utf8")).toBe("somebody's");
  expect(statSync(join(folder, "b")).mode & 0o777).toBe(0o700);
});

test("what cannot be put leaves nothing behind, and says why", async () => {
  mkdirSync(join(folder, "a"));
  await expect(writeWhole(join(folder, "a"), "x")).rejects.toMatchObject({ code: "EISDIR" });
  await expect(copyWhole(join(folder, "none"), join(folder, "b"))).rejects.toMatchObject({
    code: "ENOENT",
  });
  expect(readdirSync(folder)).toEqual(["a"]);
});
