import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { UsageError } from "../../src/errors.ts";
import { defaultPolicy } from "../../src/policy/default.ts";
import { loadPolicy } from "../../src/policy/load.ts";
import { filesNamedBy } from "../../src/policy/signatures.ts";
import { context } from "./reading-policies.ts";

let folder: string;
let root: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "policy-"));
  root = path.join(folder, "repository");
  mkdirSync(path.join(root, ".github"), { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true }));

const own = ".github/portcullis.yml";

function write(file: string, content: string | Uint8Array): void {
  writeFileSync(path.join(root, file), content);
}

function load(named?: string) {
  return loadPolicy(root, named, root, context);
}

function mistake(named?: string): string {
  try {
    load(named);
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
  return "none";
}

test("a repository without a policy has the default", () => {
  expect(load()).toEqual(defaultPolicy());
  rmSync(path.join(root, ".github"), { recursive: true });
  expect(load()).toEqual(defaultPolicy());
  write(".github", "a file");
  expect(load()).toEqual(defaultPolicy());
});

test("the repository's own policy counts, with or without a byte order mark", () => {
  write(own, "\ufeffversion: 1\nfail-on: low\n");
  expect(load()).toMatchObject({ path: own, failOn: "low" });
});

test("a named policy counts in its stead, and its files lie beside it when it lies elsewhere", () => {
  write(own, "version: 1\nfail-on: low\n");
  write("strict.yml", "version: 1\nregistries: { constraints: [a.yaml] }\n");
  write("../elsewhere.yml", "version: 1\nregistries: { constraints: [a.yaml] }\n");
  expect(load("strict.yml")).toMatchObject({
    path: "strict.yml",
    failOn: "high",
    registries: { constraints: ["a.yaml"] },
  });
  expect(load("../elsewhere.yml")).toMatchObject({
    path: "../elsewhere.yml",
    registries: { constraints: [path.join(folder, "a.yaml")] },
  });
});

test("the files of its section signatures lie beside a policy from elsewhere too", () => {
  const section =
    "signatures: { trusted-root: r.json, images: [{ match: a/**, key: keys/a.pub }], cluster-image-policies: [c.yaml] }";
  write("inside.yml", `version: 1\n${section}\n`);
  write("../elsewhere.yml", `version: 1\n${section}\n`);
  const files = (name: string) => {
    const { signatures } = load(name);
    return signatures === undefined ? [] : filesNamedBy(signatures).map(({ file }) => file.path);
  };
  const named = ["keys/a.pub", "r.json", "c.yaml"];
  expect(files("inside.yml")).toEqual(named);
  expect(files("../elsewhere.yml")).toEqual(named.map((file) => path.join(folder, file)));
});

test("a name is looked up from the working directory", () => {
  write(".github/other.yml", "version: 1\n");
  const policy = loadPolicy(root, "other.yml", path.join(root, ".github"), context);
  expect(policy.path).toBe(".github/other.yml");
});

test("a policy with the wrong ending is a mistake, not the default", () => {
  write(".github/portcullis.yaml", "version: 1\n");
  expect(mistake()).toBe(
    ".github/portcullis.yaml: a policy is read from .github/portcullis.yml; rename the file",
  );
});

test("a named policy must exist and be a file", () => {
  expect(mistake("none.yml")).toBe(
    'policy "none.yml": there is no such file; it must be a policy file such as .github/portcullis.yml',
  );
  expect(mistake(".github")).toBe('policy ".github": is not a file; it must be a policy file');
});

test("a named pipe does not hold the run", () => {
  execFileSync("mkfifo", [path.join(root, own)]);
  expect(mistake()).toBe(`${own}: is not a file; it must be a policy file`);
});

test("the repository's own policy is no link out of it, and no link to nowhere", () => {
  write("../elsewhere.yml", "version: 1\nfail-on: none\n");
  symlinkSync("../../elsewhere.yml", path.join(root, own));
  expect(mistake()).toBe(`${own}: is a link out of the repository; put the policy itself there`);
  rmSync(path.join(root, own));
  symlinkSync("nowhere.yml", path.join(root, own));
  expect(mistake()).toContain(`${own}: there is no such file`);
  rmSync(path.join(root, own));
  write("inside.yml", "version: 1\nfail-on: none\n");
  symlinkSync("../inside.yml", path.join(root, own));
  expect(load()).toMatchObject({ path: own, failOn: "none" });
});

test("what is too large or not text is refused", () => {
  write(own, "a".repeat(1024 * 1024 + 1));
  expect(mistake()).toBe(`${own}: has 1048577 bytes; a policy may have 1048576 at most`);
  write(own, Uint8Array.from([0x61, 0xff, 0xfe]));
  expect(mistake()).toBe(`${own}: is not UTF-8 text; save it as UTF-8`);
});

test("mistakes in a named policy begin with its path", () => {
  write("bad.yml", "version: 1\nmode: on\n");
  expect(mistake("bad.yml")).toBe("bad.yml:2:7: mode is true; it must be one of enforce, warn");
});
