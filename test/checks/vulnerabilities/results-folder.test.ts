import { mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { ResultsFolder } from "../../../src/checks/vulnerabilities/results-folder.ts";
import { newFolder } from "../../trivy/scanning.ts";

const asText = (value: unknown): string => {
  if (typeof value !== "string") throw new Error("it is no text");
  return value;
};

test("gives back what was kept under the same key, and nothing else", async () => {
  const folder = new ResultsFolder(join(newFolder(), "results"));
  expect(await folder.take("a", asText)).toBeUndefined();
  await folder.put("a", "first");
  await folder.put("a", "second");
  await folder.put("b", 7);
  expect(await folder.take("a", asText)).toBe("second");
  expect(await folder.take("b", asText)).toBeUndefined();
  expect(await folder.take("c", asText)).toBeUndefined();
});

test("an entry under another's name, a broken one and one that is too large count as not there", async () => {
  const path = newFolder();
  const folder = new ResultsFolder(path, { entryBytes: 100 });
  await folder.put("a", "one");
  const [name = ""] = readdirSync(path);
  const whole = readFileSync(join(path, name), "utf8");
  for (const text of [whole.replace('"a"', '"b"'), whole.slice(1), "null", "7", ""]) {
    writeFileSync(join(path, name), text);
    expect(await folder.take("a", asText)).toBeUndefined();
  }
  await folder.put("a", "x".repeat(200));
  expect(await folder.take("a", asText)).toBeUndefined();
});

test("a folder that cannot be written keeps nothing and is no failure", async () => {
  const file = join(newFolder(), "file");
  writeFileSync(file, "");
  const folder = new ResultsFolder(file);
  await folder.put("a", "one");
  await folder.shrink();
  expect(await folder.take("a", asText)).toBeUndefined();
  expect(readFileSync(file, "utf8")).toBe("");
});

test("what was of use longest ago is removed first, and files of others are left alone", async () => {
  const path = newFolder();
  const folder = new ResultsFolder(path, { entries: 2 });
  mkdirSync(path, { recursive: true });
  writeFileSync(join(path, "trivy-db.json"), "of others");
  for (const key of ["a", "b", "c"]) await folder.put(key, key);
  for (const name of readdirSync(path)) utimesSync(join(path, name), 1_000, 1_000);
  await folder.touch("a");
  await folder.touch("c");
  await folder.shrink();
  expect(await folder.take("a", asText)).toBe("a");
  expect(await folder.take("b", asText)).toBeUndefined();
  expect(await folder.take("c", asText)).toBe("c");
  expect(readFileSync(join(path, "trivy-db.json"), "utf8")).toBe("of others");

  const small = new ResultsFolder(path, { bytes: 1 });
  await small.shrink();
  expect(readdirSync(path)).toEqual(["trivy-db.json"]);
});

test("a file that nobody finished writing is removed after an hour", async () => {
  const path = newFolder();
  const name = `${"a".repeat(64)}.json.${"0".repeat(8)}-0000-0000-0000-${"0".repeat(12)}.partial`;
  writeFileSync(join(path, name), "half");
  const folder = new ResultsFolder(path);
  await folder.shrink();
  expect(readdirSync(path)).toEqual([name]);
  await folder.shrink(Date.now() + 2 * 60 * 60 * 1000);
  expect(readdirSync(path)).toEqual([]);
});
