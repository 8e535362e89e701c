import { expect, test } from "@jest/globals";
import type { Surroundings } from "../../../src/github/surroundings.ts";
import { uploadTarget } from "../../../src/github/upload/target.ts";
import {
  base,
  head,
  merge,
  pullPayload,
  pullSurroundings,
  surroundingsOf,
} from "../surroundings-sample.ts";

const other = "f".repeat(40);

function target(surroundings: Surroundings, checkedOut?: string) {
  return uploadTarget({ ...surroundings, checkedOut });
}

const missed = { isExpected: true, why: expect.any(String), how: expect.any(String) };

test.each([
  ["the trial merge", merge, "refs/pull/7/merge"],
  ["the head", head, "refs/pull/7/head"],
  ["a newer head", other, "refs/pull/7/head"],
  ["no checkout", undefined, "refs/pull/7/merge"],
])("pull_request with %s checked out", (_, checkedOut, ref) => {
  expect(target(pullSurroundings(), checkedOut)).toEqual({ commit: checkedOut ?? merge, ref });
});

test("pull_request with the base checked out says nothing about the change", () => {
  expect(target(pullSurroundings(), base)).toMatchObject(missed);
});

test("pull_request without GITHUB_REF takes the number of the payload, without both it is not uploaded", () => {
  expect(target(pullSurroundings("pull_request", { ref: "" }), merge)).toEqual({
    commit: merge,
    ref: "refs/pull/7/merge",
  });
  for (const payload of [
    undefined,
    {},
    { pull_request: {} },
    { pull_request: { number: "7/../../heads/main" } },
    { pull_request: { number: -7 } },
  ]) {
    expect(target(pullSurroundings("pull_request", { ref: "", payload }), merge)).toMatchObject(
      missed,
    );
  }
});

test("a pull_request whose ref is a branch's is not uploaded to the branch", () => {
  const surroundings = pullSurroundings("pull_request", { ref: "refs/heads/main" });
  expect(target(surroundings, merge)).toEqual({ commit: merge, ref: "refs/pull/7/merge" });
});

test.each([
  ["the head", head, { commit: head, ref: "refs/pull/7/head" }],
  ["the trial merge", merge, { commit: merge, ref: "refs/pull/7/merge" }],
  ["no checkout", undefined, { commit: head, ref: "refs/pull/7/head" }],
  ["the base", base, missed],
  ["something else", other, missed],
])("pull_request_target with %s checked out never reaches the base branch", (_, commit, found) => {
  for (const from of ["acme/shop", "eve/shop", null]) {
    const surroundings = pullSurroundings("pull_request_target", { payload: pullPayload(from) });
    expect(target(surroundings, commit)).toMatchObject(found);
  }
});

test("pull_request_target without a number is not uploaded", () => {
  const payload = { pull_request: { base: { sha: base }, head: { sha: head } } };
  const surroundings = pullSurroundings("pull_request_target", { payload });
  expect(target(surroundings, head)).toMatchObject(missed);
});

interface Preceding {
  readonly event?: unknown;
  readonly from?: string;
  readonly pulls?: unknown;
}

function afterwards({ event = "pull_request", from = "acme/shop", pulls = [] }: Preceding) {
  return surroundingsOf({
    event: { name: "workflow_run", base: undefined, head: base, authorWritesWorkflow: false },
    commit: base,
    payload: {
      workflow_run: {
        event,
        head_sha: head,
        head_branch: "main",
        head_repository: { full_name: from },
        pull_requests: pulls,
      },
    },
  });
}

const pullHere = {
  number: 7,
  head: { sha: head },
  base: { repo: { url: "https://api.github.com/repos/acme/shop" } },
};

test("workflow_run goes to the pull request that it names", () => {
  const surroundings = afterwards({ pulls: [{ number: 3, head: { sha: other } }, pullHere] });
  const found = { commit: head, ref: "refs/pull/7/head" };
  expect(target(surroundings, head)).toEqual(found);
  expect(target(surroundings)).toEqual(found);
  expect(target(surroundings, base)).toMatchObject(missed);
  expect(target(surroundings, other)).toMatchObject(missed);
});

test.each<[string, Preceding]>([
  ["a fork, for which GitHub names no pull request", { from: "eve/shop" }],
  ["a fork with a branch called main, after a push there", { event: "push", from: "eve/shop" }],
  ["no pull request", {}],
  ["a list that is none", { pulls: "7" }],
  [
    "a pull request of another repository",
    {
      pulls: [{ ...pullHere, base: { repo: { url: "https://api.github.com/repos/acme/other" } } }],
    },
  ],
  ["a number that is none", { pulls: [{ ...pullHere, number: "7" }] }],
  ["no event", { event: null }],
])("workflow_run of %s is never uploaded to a branch", (_, preceding) => {
  for (const checkedOut of [undefined, base, head, other]) {
    expect(target(afterwards(preceding), checkedOut)).toMatchObject(missed);
  }
});

test("workflow_run after a push is about the default branch where that is checked out", () => {
  const surroundings = afterwards({ event: "push" });
  expect(target(surroundings, base)).toEqual({ commit: base, ref: "refs/heads/main" });
  expect(target(surroundings, head)).toMatchObject(missed);
  expect(target(surroundings)).toMatchObject(missed);
});

test.each([
  ["push", "refs/heads/main"],
  ["push", "refs/tags/v1.2.3"],
  ["release", "refs/tags/v1.2.3"],
  ["schedule", "refs/heads/main"],
  ["workflow_dispatch", "refs/heads/feature/a b".replace(" ", "-")],
  ["merge_group", "refs/heads/gh-readonly-queue/main/pr-7-abc"],
])("%s of %s uploads for GITHUB_REF", (name, ref) => {
  const event = { name, base: undefined, head, authorWritesWorkflow: false };
  const surroundings = surroundingsOf({ event, ref });
  expect(target(surroundings, head)).toEqual({ commit: head, ref });
  expect(target(surroundings)).toEqual({ commit: head, ref });
  expect(target(surroundings, other)).toMatchObject({
    ...missed,
    why: expect.stringContaining(other.slice(0, 10)),
  });
});

test.each(["", "main", "refs/notes/x", "refs/heads/", "refs/heads/a\nb", "refs/remotes/origin/x"])(
  "GITHUB_REF %j is none to upload for",
  (ref) => {
    expect(target(surroundingsOf({ ref }), head)).toMatchObject({
      ...missed,
      why: expect.stringContaining(JSON.stringify(ref)),
    });
  },
);

test("without a checkout, files of an event that anybody may cause are not the branch's", () => {
  const event = { name: "issue_comment", base: undefined, head, authorWritesWorkflow: false };
  expect(target(surroundingsOf({ event }))).toMatchObject(missed);
  expect(target(surroundingsOf({ event }), head)).toEqual({ commit: head, ref: "refs/heads/main" });
});
