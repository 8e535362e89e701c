import { appendFileSync, chmodSync, mkdirSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { identifyTrivy } from "../../src/trivy/identify-program.ts";
import { fileState, notedProgram, noteProgram } from "../../src/trivy/program-note.ts";
import { placesForEach, script, sha256, version } from "./obtaining.ts";

const places = placesForEach();
const results = (): string => join(places().outside, "results");
const note = { sha256: sha256(script()), version };

function install(): string {
  const program = join(places().outside, "my-trivy");
  writeFileSync(program, script());
  chmodSync(program, 0o755);
  mkdirSync(results(), { recursive: true });
  return program;
}

/** As a run does that finds the program as it has been for an hour. */
async function noted(program: string): Promise<void> {
  const state = await fileState(program);
  await noteProgram(program, note, { state, results: results(), now: Date.now() + 3_600_000 });
}

const identify = (settings: object) =>
  identifyTrivy(
    { version: undefined, sha256: undefined, path: undefined, mirror: undefined, ...settings },
    { results: results(), root: places().root },
  );

test("a program that was noted is known without being read or run", async () => {
  const program = install();
  expect(await identify({ path: program })).toBeUndefined();
  await noted(program);
  const origin = `${program}, not verified`;
  expect(await identify({ path: program })).toEqual({ path: program, ...note, origin });
  const locked = await identify({ path: program, sha256: note.sha256, version });
  expect(locked?.origin).toBe(`${program}, verified by SHA-256`);
});

test("what the policy says of it has to agree", async () => {
  const program = install();
  await noted(program);
  expect(await identify({ path: program, sha256: "3".repeat(64) })).toBeUndefined();
  expect(await identify({ path: program, version: "1.0.0" })).toBeUndefined();
});

test("a program that was changed since is not known, whatever its times say", async () => {
  const program = install();
  utimesSync(program, 1_000, 1_000);
  await noted(program);
  expect(await notedProgram(program, results())).toEqual(note);
  writeFileSync(program, script().replace("echo", "echo "));
  utimesSync(program, 1_000, 1_000);
  expect(await notedProgram(program, results())).toBeUndefined();
});

test("a program that changes while it is looked at, or did a moment before, is not noted", async () => {
  const program = install();
  const state = await fileState(program);
  await noteProgram(program, note, { state, results: results() });
  expect(await notedProgram(program, results())).toBeUndefined();
  appendFileSync(program, "exit\n");
  const later = Date.now() + 3_600_000;
  await noteProgram(program, note, { state, results: results(), now: later });
  expect(await notedProgram(program, results())).toBeUndefined();
});

test("a program in the judged repository is not known, and neither is a version that is never run", async () => {
  const program = install();
  await noted(program);
  const judged = { results: results(), root: places().outside };
  const settings = { version: undefined, sha256: undefined, path: program, mirror: undefined };
  expect(await identifyTrivy(settings, judged)).toBeUndefined();
  const state = await fileState(program);
  const now = Date.now() + 3_600_000;
  const bad = { ...note, version: "0.69.4" };
  await noteProgram(program, bad, { state, results: results(), now });
  expect(await notedProgram(program, results())).toBeUndefined();
});
