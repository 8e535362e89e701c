import { chmodSync, existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, expect, test } from "@jest/globals";
import { checkoutOf, jobToken, said, stepOf } from "./job.ts";
import { LocalCodeScanning } from "./local-github-code-scanning.ts";
import { LocalGitHub } from "./local-github.ts";
import { harmless, privilegedPod } from "./manifests.ts";
import { cleanUp, temporaryFolder } from "./runner.ts";

afterAll(cleanUp);

let github: LocalGitHub;
beforeEach(async () => {
  github = await LocalGitHub.start({ token: jobToken });
});
afterEach(() => github.stop());

const bad = checkoutOf({ "deploy/web.yaml": privilegedPod });
const good = checkoutOf({ "deploy/web.yaml": harmless });

function scanning(...refs: readonly string[]): LocalCodeScanning {
  const commits = new Set([bad.commit, good.commit]);
  return new LocalCodeScanning(github, {
    commits,
    refs: new Set(["refs/heads/main", ...refs]),
  });
}

/** A file of root's that others may not write; whoever is root can write it, so a folder is in its place. */
function unwritable(): string {
  const folder = temporaryFolder();
  if (process.getuid?.() === 0) return folder;
  const file = join(folder, "file");
  writeFileSync(file, "");
  chmodSync(file, 0o400);
  return file;
}

test.each([
  ["GITHUB_OUTPUT", "/dev/full", "outputs"],
  ["GITHUB_OUTPUT", unwritable(), "outputs"],
  ["GITHUB_STEP_SUMMARY", "/dev/full", "summary"],
  ["GITHUB_STEP_SUMMARY", unwritable(), "summary"],
])("%s at %s is named, and both verdicts stand", async (name, file, word) => {
  const { uploads } = scanning();
  const environment = { [name]: file };
  const [passed, failed] = await Promise.all([
    stepOf(github, good, { environment }),
    stepOf(github, bad, { environment }),
  ]);
  expect([passed.status, failed.status]).toEqual([0, 1]);
  expect(said(passed, "warning").join("\n")).toContain(word);
  expect(passed.log).toMatch(/^PASS: /m);
  expect(said(failed, "error").at(-1)).toMatch(/^FAIL: /);
  expect(uploads).toHaveLength(2);
});

test("a file of outputs that is full takes no verdict from a step that has none", async () => {
  const environment = { GITHUB_OUTPUT: "/dev/full", GITHUB_STEP_SUMMARY: "/dev/full" };
  const result = await stepOf(github, good, { inputs: { checks: "none" }, environment });
  expect(result.status).toBe(1);
  expect(said(result, "error").join("\n")).toMatch(/NO VERDICT[^]*checks: /);
});

/** The commands that the step itself uses. */
const ours = ["add-mask", "endgroup", "error", "group", "notice", "warning"];

test.each([
  ["refs/heads/x##[add-matcher]evil.json;::error::y", true],
  ["refs/heads/$(touch${IFS}pwned)`touch${IFS}pwned`", true],
  ["refs/heads/x\n::error::y", false],
  ["refs/heads/x\u001b[2J\u202ey", false],
  ["refs/heads/x\r##[error]y", false],
  ["::set-env name=PATH::x", false],
  ["", false],
])("the ref %j is text", async (ref, isRef) => {
  const { uploads } = scanning(ref);
  const result = await stepOf(github, good, { environment: { GITHUB_REF: ref } });
  expect(result).toMatchObject({ status: 0, outputs: { verdict: "pass" } });
  expect(uploads.map(({ body }) => body.ref)).toEqual(isRef ? [ref] : []);
  expect(said(result, "notice")).toHaveLength(isRef ? 0 : 1);
  expect(result.commands.filter(({ name }) => !ours.includes(name))).toEqual([]);
  expect(said(result, "error")).toEqual([]);
  for (const text of [result.log, result.summary]) {
    for (const hostile of ["##[", "\u001b[2J", "\u202e"]) expect(text).not.toContain(hostile);
  }
  expect(existsSync(join(good.workspace, "pwned"))).toBe(false);
});

test.each([
  ["GITHUB_REPOSITORY", "acme/shop\n::error::y"],
  ["GITHUB_EVENT_NAME", "push::error::y"],
  ["GITHUB_SHA", "\n::error::y"],
  ["GITHUB_SERVER_URL", "x\n::error::y"],
])("the variable %s of %j is text, and no verdict", async (name, value) => {
  const result = await stepOf(github, good, { environment: { [name]: value } });
  expect(result).toMatchObject({ status: 1, outputs: { verdict: "error" } });
  expect(said(result, "error")).toEqual([expect.stringContaining(name)]);
});
