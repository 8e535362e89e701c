import { readFileSync } from "node:fs";
import { afterAll, afterEach, beforeEach, expect, test } from "@jest/globals";
import { parse } from "yaml";
import { inputNames } from "../../src/github/input-names.ts";
import { checkoutOf, jobToken, stepOf } from "./job.ts";
import { LocalCodeScanning } from "./local-github-code-scanning.ts";
import { LocalGitHub } from "./local-github.ts";
import { harmless } from "./manifests.ts";
import { cleanUp } from "./runner.ts";

interface ActionFile {
  readonly inputs: Readonly<Record<string, { readonly default?: string }>>;
  readonly outputs: Readonly<Record<string, unknown>>;
  readonly runs: { readonly using: string; readonly main: string };
}

const action = parse(
  readFileSync(new URL("../../action.yml", import.meta.url), "utf8"),
) as ActionFile;

let github: LocalGitHub;
beforeEach(async () => {
  github = await LocalGitHub.start({ token: jobToken });
});
afterEach(() => github.stop());
afterAll(cleanUp);

test("every input that action.yml declares is read, and no other, in the same order", () => {
  expect(Object.keys(action.inputs)).toEqual([...inputNames]);
});

/** What the source hands to the function that reads an input. */
test("every input is asked for by its name", () => {
  const source = readFileSync(new URL("../../src/github/inputs.ts", import.meta.url), "utf8");
  const readers = /(?:getInput|textOf|linesOf|joinedLines|readChoice|readBoolean)\("([\w-]+)"/g;
  const asked = new Set([...source.matchAll(readers)].map(([, name]) => name));
  expect([...asked].sort()).toEqual([...inputNames].sort());
});

/** The token alone has a default that the runner fills in. */
test("no input has a default that would hide that nobody set it", () => {
  const withDefault = Object.entries(action.inputs).filter(([, input]) => "default" in input);
  expect(withDefault).toEqual([
    ["token", expect.objectContaining({ default: "${{ github.token }}" })],
  ]);
});

test("a step sets every output that action.yml declares, and no other", async () => {
  const tree = checkoutOf({ "a.yaml": harmless });
  const refs = new Set(["refs/heads/main"]);
  new LocalCodeScanning(github, { commits: new Set([tree.commit]), refs });
  const { outputs } = await stepOf(github, tree);
  expect(Object.keys(outputs).sort()).toEqual(Object.keys(action.outputs).sort());
  for (const value of Object.values(outputs)) expect(value).not.toBe("");
});

test("the file that the runner starts is the one that these tests start", () => {
  expect(action.runs).toEqual({ using: "node24", main: "dist/index.js" });
});
