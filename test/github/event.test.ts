import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "@jest/globals";
import { UsageError } from "../../src/errors.ts";
import { readEvent } from "../../src/github/event.ts";

const folder = mkdtempSync(join(tmpdir(), "portcullis-event-"));
afterAll(() => rmSync(folder, { recursive: true }));

const base = "1".repeat(40);
const head = "2".repeat(40);
const commit = "3".repeat(40);

function read(name: string, payload: unknown): ReturnType<typeof readEvent> {
  const payloadPath = join(folder, "event.json");
  writeFileSync(payloadPath, typeof payload === "string" ? payload : JSON.stringify(payload));
  return readEvent({ name, payloadPath, commit });
}

const pull = { pull_request: { base: { ref: "main", sha: base }, head: { sha: head } } };

test.each(["pull_request", "pull_request_review", "pull_request_review_comment"])(
  "%s merges into its base, with the author's workflow",
  (name) => {
    expect(read(name, pull)).toEqual({
      name: "pull_request",
      base: { branch: "main", commit: base },
      head,
      authorWritesWorkflow: true,
    });
  },
);

test("pull_request_target runs the base's workflow", () => {
  const event = read("pull_request_target", pull);
  expect(event).toMatchObject({ name: "pull_request_target", authorWritesWorkflow: false });
  expect(event.base).toEqual({ branch: "main", commit: base });
});

test("merge_group names its branch in full", () => {
  const group = { base_ref: "refs/heads/release/1.x", base_sha: base, head_sha: head };
  expect(read("merge_group", { merge_group: group })).toEqual({
    name: "merge_group",
    base: { branch: "release/1.x", commit: base },
    head,
    authorWritesWorkflow: true,
  });
});

test.each(["push", "release", "schedule", "workflow_dispatch"])("%s merges nothing", (name) => {
  const event = { name, base: undefined, head: commit, authorWritesWorkflow: false };
  expect(readEvent({ name, payloadPath: undefined, commit })).toEqual(event);
});

test.each([
  ["", "GITHUB_EVENT_PATH"],
  ["not json", "GITHUB_EVENT_PATH"],
  ["[]", "not a JSON object"],
  ["null", "not a JSON object"],
  ["{}", "pull_request"],
  [{ pull_request: "main" }, "pull_request"],
  [{ pull_request: { base: null, head: { sha: head } } }, "pull_request.base.ref"],
  [{ pull_request: { base: { ref: "main" }, head: { sha: head } } }, "pull_request.base.sha"],
  [
    { pull_request: { base: { ref: "main", sha: "main" }, head: { sha: head } } },
    "pull_request.base.sha",
  ],
  [
    { pull_request: { base: { ref: ["main"], sha: base }, head: { sha: head } } },
    "pull_request.base.ref",
  ],
  [
    { pull_request: { base: { ref: "main", sha: `${base}\n` }, head: {} } },
    "pull_request.base.sha",
  ],
  [{ pull_request: { base: { ref: "main", sha: base } } }, "pull_request.head.sha"],
])("the payload %j is refused and says what is missing", (payload, named) => {
  expect(() => read("pull_request", payload)).toThrow(UsageError);
  expect(() => read("pull_request", payload)).toThrow(named);
});

test("a payload that is not there is refused", () => {
  const missing = join(folder, "missing.json");
  for (const payloadPath of [undefined, "", missing, folder]) {
    expect(() => readEvent({ name: "merge_group", payloadPath, commit })).toThrow(
      "GITHUB_EVENT_PATH",
    );
  }
});
