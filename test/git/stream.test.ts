import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "@jest/globals";
import { readObjects } from "../../src/git/object-reader.ts";
import { gitOutput } from "../../src/git/stream.ts";
import { collected } from "./history.ts";

const path = process.env["PATH"];
const made: string[] = [];
afterEach(() => {
  process.env["PATH"] = path;
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true });
});

/** Puts a program called git in the place of git. */
function pretend(script: string): void {
  const folder = mkdtempSync(join(tmpdir(), "portcullis-path-"));
  made.push(folder);
  const file = join(folder, "git");
  writeFileSync(file, `#!${process.execPath}\n${script}\n`, { mode: 0o755 });
  process.env["PATH"] = folder;
}

const id = "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391";
const scratch = { folder: tmpdir(), format: "sha1", cuts: new Map<string, string[]>() } as const;
const read = (ids = [id]) => collected(readObjects(scratch, ids));
const say = (text: string): void => pretend(`process.stdout.write(${JSON.stringify(text)})`);

test("the stand-in is asked, and believed where the hash is right", async () => {
  say(`${id} blob 0\n\n`);
  expect(await read()).toEqual([{ id, state: "whole", type: "blob", bytes: Buffer.alloc(0) }]);
});

test.each([
  ["nothing", "", 'answered with "nothing"'],
  ["another object", `${"1".repeat(40)} blob 0\n\n`, "answered with"],
  ["an unknown type", `${id} blub 0\n\n`, "answered with"],
  ["no size", `${id} blob -\n\n`, "answered with"],
  ["an object that is cut off", `${id} blob 10\nabc`, "ends inside of an object"],
  ["more than was asked", `${id} blob 0\n\n${id} blob 0\n\n`, "more than was asked"],
  ["a line without an end", "x".repeat(1_000), "a line has over"],
])("%s is an error", async (_, text, message) => {
  say(text);
  await expect(read()).rejects.toMatchObject({ name: "GitError", code: "git-failed" });
  await expect(read()).rejects.toThrow(message);
});

test("other bytes than the name's are an error of their own", async () => {
  say(`${id} blob 3\nabc\n`);
  await expect(read()).rejects.toMatchObject({ code: "wrong-object", objects: [id] });
});

test("a git that fails is told with what it said", async () => {
  pretend("process.stderr.write('fatal: no such luck\\n'); process.exitCode = 128");
  const output = collected(gitOutput(["cat-file"], { folder: tmpdir(), lines: [] }));
  await expect(output).rejects.toThrow("git cat-file ended with 128: fatal: no such luck");
});

test("a git that says nothing is ended", async () => {
  pretend("setInterval(() => undefined, 1_000)");
  const options = { folder: tmpdir(), lines: [], idleMs: 300 };
  await expect(collected(gitOutput(["cat-file"], options))).rejects.toThrow(
    "wrote nothing for 0.3 s",
  );
});

test("a consumer may take longer than git may", async () => {
  pretend("process.stdout.write('a'); setTimeout(() => process.stdout.write('b'), 100)");
  let all = "";
  for await (const chunk of gitOutput(["x"], { folder: tmpdir(), lines: [], idleMs: 1_000 })) {
    all += chunk.toString();
    await new Promise((resolve) => setTimeout(resolve, 1_500));
  }
  expect(all).toBe("ab");
});

test("without git", async () => {
  process.env["PATH"] = tmpdir();
  await expect(read()).rejects.toMatchObject({ name: "GitError", code: "git-failed" });
});
