import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { ignoreFilesOf } from "../../src/policy/ignore-files.ts";
import { loadPolicy } from "../../src/policy/load.ts";
import { context } from "./reading-policies.ts";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "ignore-files-"));
  mkdirSync(join(root, ".github"));
});
afterEach(() => rmSync(root, { recursive: true }));

const found = (named?: string): string[] =>
  ignoreFilesOf(loadPolicy(root, named, root, context)).map(({ path }) => path);

test("in the working tree the standard files count where they exist, in a fixed order", () => {
  expect(found()).toEqual([]);
  writeFileSync(join(root, ".trivyignore.yaml"), "");
  expect(found()).toEqual([".trivyignore.yaml"]);
  writeFileSync(join(root, ".trivyignore"), "");
  expect(found()).toEqual([".trivyignore", ".trivyignore.yaml"]);
});

test("links and folders do not", () => {
  writeFileSync(join(root, "list"), "");
  symlinkSync(join(root, "list"), join(root, ".trivyignore"));
  mkdirSync(join(root, ".trivyignore.yaml"));
  expect(found()).toEqual([]);
});

test("a policy that names its own, or none, is obeyed", () => {
  writeFileSync(join(root, ".trivyignore"), "");
  const policy = join(root, ".github/portcullis.yml");
  writeFileSync(policy, "version: 1\nvulnerabilities: { ignore-files: [a.yaml] }\n");
  expect(found()).toEqual(["a.yaml"]);
  writeFileSync(policy, "version: 1\nvulnerabilities: { ignore-files: [] }\n");
  expect(found()).toEqual([]);
  writeFileSync(policy, "version: 1\nvulnerabilities: {}\n");
  expect(found()).toEqual([".trivyignore"]);
});
