import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, expect, test } from "@jest/globals";
import { readOnlyCause } from "../../src/github/read-only.ts";
import { readSurroundings, type Surroundings } from "../../src/github/surroundings.ts";
import { uploadTarget } from "../../src/github/upload/target.ts";
import { type EventName, eventNames, eventRun, hostile } from "./payloads.ts";

const commits = { base: "b".repeat(40), head: "d".repeat(40), merge: "e".repeat(40) };
const folder = mkdtempSync(path.join(tmpdir(), "portcullis-payloads-"));
const kept = { ...process.env };

afterEach(() => {
  process.env = { ...kept };
});
afterAll(() => rmSync(folder, { recursive: true }));

/** What the step reads of an event, from a file as the runner writes it. */
function surroundingsOf(name: EventName): Surroundings {
  const { event, payload, environment } = eventRun(name, commits);
  const file = path.join(folder, "event.json");
  writeFileSync(file, JSON.stringify(payload));
  process.env = {
    ...kept,
    GITHUB_EVENT_NAME: event,
    GITHUB_EVENT_PATH: file,
    GITHUB_SERVER_URL: "https://github.com",
    GITHUB_WORKSPACE: folder,
    ...environment,
  };
  return readSurroundings();
}

test.each(eventNames)("%s: the step can read the event, and knows what an upload is about", (name) => {
  const surroundings = surroundingsOf(name);
  const standing = name.startsWith("pull_request") ? ("merge" as const) : undefined;
  const checkedOut = { commit: commits.merge, standing };
  const target = uploadTarget({ ...surroundings, checkedOut });
  expect(target).toEqual({ commit: commits.merge, ref: surroundings.ref });
});

test.each(eventNames)("%s: names a base where something is to be merged", (name) => {
  const { event } = surroundingsOf(name);
  const merges = name.startsWith("pull_request") || name === "merge_group";
  expect(event.base).toEqual(merges ? { branch: "main", commit: commits.base } : undefined);
  expect(event.authorWritesWorkflow).toBe(merges);
});

test("only the fork's token is one that may only read, and its names are as bad as can be", () => {
  const readOnly = eventNames.filter((name) => readOnlyCause(surroundingsOf(name)) !== undefined);
  expect(readOnly).toEqual(["pull_request from a fork"]);
  const { payload } = surroundingsOf("pull_request from a fork");
  expect(payload).toMatchObject({
    pull_request: { title: hostile.title, head: { ref: hostile.branch } },
  });
  expect(process.env["GITHUB_HEAD_REF"]).toBe(hostile.branch);
});
