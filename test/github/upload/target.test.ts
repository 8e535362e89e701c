import { expect, test } from "@jest/globals";
import type { Standing } from "../../../src/github/checkout-standing.ts";
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

function target(surroundings: Surroundings, commit?: string, standing?: Standing) {
  const checkedOut = commit === undefined ? undefined : { commit, standing };
  return uploadTarget({ ...surroundings, checkedOut });
}

const missed = { isExpected: true, why: expect.any(String), how: expect.any(String) };

const standings: [Standing, string, string][] = [
  ["merge", merge, "refs/pull/7/merge"],
  ["merge", other, "refs/pull/7/merge"],
  ["head", head, "refs/pull/7/head"],
  ["later", other, "refs/pull/7/head"],
];

test.each(standings)("pull_request with its %s checked out", (standing, commit, ref) => {
  expect(target(pullSurroundings(), commit, standing)).toEqual({ commit, ref });
});

test("joined results of a pull_request are the run's commit's", () => {
  expect(target(pullSurroundings())).toEqual({ commit: merge, ref: "refs/pull/7/merge" });
  expect(target(pullSurroundings("pull_request", { commit: head }))).toEqual({
    commit: head,
    ref: "refs/pull/7/head",
  });
});

test.each(["pull_request", "pull_request_target"] as const)(
  "%s with anything else checked out says nothing about the change",
  (name) => {
    for (const standing of ["other", "unknown", undefined] as const) {
      // Not even where the event calls it by the merge's name.
      for (const commit of [base, other, merge]) {
        expect(target(pullSurroundings(name), commit, standing)).toMatchObject(missed);
      }
    }
  },
);

test("pull_request without GITHUB_REF takes the number of the payload, without both it is not uploaded", () => {
  expect(target(pullSurroundings("pull_request", { ref: "" }), merge, "merge")).toEqual({
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
    const surroundings = pullSurroundings("pull_request", { ref: "", payload });
    expect(target(surroundings, merge, "merge")).toMatchObject(missed);
  }
});

test("a pull_request whose ref is a branch's is not uploaded to the branch", () => {
  const surroundings = pullSurroundings("pull_request", { ref: "refs/heads/main" });
  expect(target(surroundings, merge, "merge")).toEqual({ commit: merge, ref: "refs/pull/7/merge" });
});

test("pull_request_target never reaches the base branch", () => {
  for (const from of ["acme/shop", "eve/shop", null]) {
    const surroundings = pullSurroundings("pull_request_target", { payload: pullPayload(from) });
    for (const [standing, commit, ref] of standings) {
      expect(target(surroundings, commit, standing)).toEqual({ commit, ref });
    }
    expect(target(surroundings)).toEqual({ commit: head, ref: "refs/pull/7/head" });
  }
});

test("pull_request_target without a number is not uploaded", () => {
  const payload = { pull_request: { base: { sha: base }, head: { sha: head } } };
  const surroundings = pullSurroundings("pull_request_target", { payload });
  expect(target(surroundings, head, "head")).toMatchObject(missed);
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
  expect(target(surroundings, head)).toEqual({ commit: head, ref: "refs/pull/7/head" });
  // Downloaded files may be anybody's.
  expect(target(surroundings)).toMatchObject(missed);
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
