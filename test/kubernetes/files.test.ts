import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { listFiles } from "../../src/kubernetes/files.ts";

let root: string;
let outside: string;
const nothing = () => false;

beforeAll(() => {
  root = mkdtempSync(path.join(tmpdir(), "files-"));
  outside = mkdtempSync(path.join(tmpdir(), "outside-"));
  const put = (name: string) => {
    mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    writeFileSync(path.join(root, name), "a: 1\n");
  };
  for (const name of [
    "b.yaml",
    "a.yml",
    "c.json",
    "d.txt",
    "sub/E.YAML",
    "sub/Kustomization",
    ".git/x.yaml",
    "node_modules/y/z.yaml",
    ".github/w.yml",
    "named.tmpl",
  ])
    put(name);
  writeFileSync(path.join(outside, "secret.yaml"), "b: 2\n");
  symlinkSync("sub", path.join(root, "loop-in"));
  symlinkSync("..", path.join(root, "sub", "circle"));
  symlinkSync(path.join(outside, "secret.yaml"), path.join(root, "out.yaml"));
  symlinkSync(outside, path.join(root, "out-folder"));
  symlinkSync("nowhere", path.join(root, "broken.yaml"));
});

afterAll(() => {
  rmSync(root, { recursive: true });
  rmSync(outside, { recursive: true });
});

test("finds what may hold objects, sorted, each file once", () => {
  const { files } = listFiles(root, [root], nothing);
  expect(files.map((file) => file.path)).toEqual([
    ".github/w.yml",
    "a.yml",
    "b.yaml",
    "c.json",
    "sub/E.YAML",
    "sub/Kustomization",
  ]);
});

test("says which links lead out or nowhere, and follows none of them", () => {
  const { problems } = listFiles(root, [root], nothing);
  expect(problems.map(({ kind, location }) => `${kind} ${location.path}`).sort()).toEqual([
    "link-not-followed out-folder",
    "unreadable broken.yaml",
    "unreadable out.yaml",
  ]);
});

test("reads a file that is named itself, whatever its extension", () => {
  const { files } = listFiles(root, [path.join(root, "named.tmpl")], nothing);
  expect(files.map((file) => file.path)).toEqual(["named.tmpl"]);
});

test("leaves out what is excluded, folders whole", () => {
  const { files } = listFiles(root, [root], (name) => name === "sub" || name === "b.yaml");
  expect(files.map((file) => file.path)).toEqual([".github/w.yml", "a.yml", "c.json"]);
});

test("refuses a path that does not exist and one outside of the root", () => {
  expect(() => listFiles(root, [path.join(root, "missing")], nothing)).toThrow(
    /path ".*missing" does not exist/,
  );
  expect(() => listFiles(root, [outside], nothing)).toThrow(/lies outside of/);
  expect(() => listFiles(root, [path.join(root, "out.yaml")], nothing)).toThrow(/lies outside of/);
});
