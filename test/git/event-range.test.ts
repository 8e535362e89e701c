import { describe, expect, test } from "@jest/globals";
import { eventRange, type RangeEvent, type RangeSettings } from "../../src/git/event-range.ts";

const head = "a".repeat(40);
const base = "b".repeat(40);
const since = "c".repeat(40);
const zero = "0".repeat(40);

const commit = (name: string) => ({ kind: "commit", commit: name });
const branch = (name: string) => ({ kind: "branch", branch: name });
const verifiedTag = (otherwise?: string) => ({ kind: "verified-tag", otherwise });

function rangeOf(event: Partial<RangeEvent>, sinceCommit?: string, defaultBranch = "main") {
  const settings: RangeSettings = { defaultBranch, sinceCommit };
  return eventRange({ name: "push", payload: {}, sha: head, ref: "", ...event }, settings);
}

describe.each(["pull_request", "pull_request_target", "pull_request_review"])("%s", (name) => {
  const payload = {
    pull_request: { head: { sha: head, ref: "main" }, base: { sha: base, ref: "release/1" } },
  };
  test.each([undefined, since])("head without the base then and the base now (%j)", (root) => {
    expect(rangeOf({ name, payload, sha: "d".repeat(40), ref: "refs/pull/1/merge" }, root)).toEqual(
      {
        kind: "range",
        include: [commit(head)],
        exclude: [commit(base), branch("release/1")],
        trustRef: branch("release/1"),
        trust: "base",
        note: expect.stringContaining("pull request"),
      },
    );
  });
});

test("merge_group", () => {
  const payload = {
    merge_group: { head_sha: head, base_sha: base, base_ref: "refs/heads/release/1" },
  };
  expect(rangeOf({ name: "merge_group", payload }, since)).toEqual({
    kind: "range",
    include: [commit(head)],
    exclude: [commit(base)],
    trustRef: branch("release/1"),
    trust: "base",
    note: expect.stringContaining("merge group"),
  });
});

const push = (ref: string, before = base, more = {}) => ({
  payload: { ref, before, after: head, ...more },
});

test.each([
  [
    "to the default branch",
    push("refs/heads/main"),
    undefined,
    [commit(base)],
    commit(base),
    "before",
  ],
  [
    "to the default branch, with a root",
    push("refs/heads/main"),
    since,
    [commit(since)],
    commit(since),
    "since-commit",
  ],
  [
    "the first one to the default branch",
    push("refs/heads/main", zero),
    undefined,
    [],
    commit(head),
    "itself",
  ],
  [
    "the first one to it, with a root",
    push("refs/heads/main", zero),
    since,
    [commit(since)],
    commit(since),
    "since-commit",
  ],
  [
    "to another branch",
    push("refs/heads/topic"),
    undefined,
    [commit(base)],
    branch("main"),
    "default-branch",
  ],
  [
    "to another branch, with a root",
    push("refs/heads/topic"),
    since,
    [commit(since)],
    branch("main"),
    "default-branch",
  ],
  [
    "of a new branch",
    push("refs/heads/topic", zero),
    undefined,
    [branch("main")],
    branch("main"),
    "default-branch",
  ],
  [
    "of a new branch with SHA-256",
    push("refs/heads/topic", "0".repeat(64)),
    undefined,
    [branch("main")],
    branch("main"),
    "default-branch",
  ],
  [
    "of a branch named like a tag's ref",
    push("refs/heads/refs/tags/v1"),
    undefined,
    [commit(base)],
    branch("main"),
    "default-branch",
  ],
])("a push %s", (_, event, root, exclude, trustRef, trust) => {
  const range = rangeOf(event, root);
  expect(range).toMatchObject({ kind: "range", include: [commit(head)], exclude, trustRef, trust });
  expect(range).not.toHaveProperty("tag");
});

test("a forced push excludes the same, and says that it was forced", () => {
  const range = rangeOf(push("refs/heads/main", base, { forced: true }));
  expect(range).toMatchObject({ exclude: [commit(base)], note: expect.stringContaining("forced") });
  const other = rangeOf(push("refs/heads/main", base, { forced: false }));
  expect(other).toMatchObject({ note: expect.stringMatching(/^(?!.*forced).*incremental/) });
});

test.each([
  ["a deleted branch", { ref: "refs/heads/x", before: base, after: zero, deleted: true }],
  ["a deleted tag", { ref: "refs/tags/x", before: base, after: zero, deleted: true }],
  ["a deletion told by its name alone", { ref: "refs/heads/x", before: base, after: zero }],
])("%s has no range", (_, payload) => {
  expect(rangeOf({ payload })).toEqual({
    kind: "none",
    reason: expect.stringContaining("deleted"),
  });
});

test.each([
  ["a push", { payload: push("refs/tags/v1/x", zero).payload }],
  ["a moved tag", { payload: push("refs/tags/v1/x").payload }],
  ["a release", { name: "release", payload: { release: { tag_name: "v1/x" } } }],
  ["a dispatch", { name: "workflow_dispatch", ref: "refs/tags/v1/x" }],
])("a tag, by %s", (_, event) => {
  for (const root of [undefined, since]) {
    expect(rangeOf(event, root)).toEqual({
      kind: "range",
      include: [{ kind: "tag", tag: "v1/x" }],
      exclude: [verifiedTag(root)],
      trustRef: branch("main"),
      trust: "default-branch",
      tag: "v1/x",
      note: expect.stringContaining("tag"),
    });
  }
});

test.each([
  ["schedule", "refs/heads/main", undefined, []],
  ["schedule", "refs/heads/main", since, [commit(since)]],
  ["schedule", "", undefined, []],
  ["workflow_dispatch", "refs/heads/main", undefined, []],
  ["workflow_dispatch", "refs/heads/topic", undefined, [branch("main")]],
  ["workflow_dispatch", "refs/heads/topic", since, [commit(since)]],
  ["workflow_run", "refs/heads/main", since, [commit(since)]],
])("%s at %j with the root %j", (name, ref, root, exclude) => {
  expect(rangeOf({ name, ref }, root)).toMatchObject({
    kind: "range",
    include: [commit(head)],
    exclude,
    trustRef: branch("main"),
    trust: "default-branch",
  });
});

test.each([
  ["pull_request", {}, "pull_request.base.ref"],
  ["pull_request", { pull_request: { base: { ref: "x" } } }, "pull_request.head.sha"],
  [
    "pull_request",
    { pull_request: { base: { ref: "x", sha: "--all" }, head: { sha: head } } },
    "pull_request.base.sha",
  ],
  ["merge_group", { merge_group: { base_ref: "x", head_sha: zero } }, "merge_group.head_sha"],
  ["push", {}, "ref"],
  ["push", { ref: "refs/heads/x", after: "main", before: base }, "after"],
  ["push", { ref: "refs/heads/x", after: head, before: "^main" }, "before"],
  ["push", { ref: "refs/heads/x", after: head }, "before"],
  ["release", { release: { tag_name: 1 } }, "release.tag_name"],
  ["release", null, "release.tag_name"],
])("%s with the payload %j is named, not guessed", (name, payload, path) => {
  expect(() => rangeOf({ name, payload })).toThrow(`no ${path} that is`);
});

test("a schedule without a commit is named, not guessed", () => {
  expect(() => rangeOf({ name: "schedule", sha: "" })).toThrow("no GITHUB_SHA that is");
});
