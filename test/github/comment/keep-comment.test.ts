import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { markerOf } from "../../../src/github/comment/body.ts";
import { keepComment, type CommentRequest } from "../../../src/github/comment/keep-comment.ts";
import type { Remark } from "../../../src/github/remark.ts";
import type { Surroundings } from "../../../src/github/surroundings.ts";
import type { Fault } from "../github-faults.ts";
import { LocalComments, type LocalComment } from "../local-github-comments.ts";
import { LocalGitHub, type LocalGitHubOptions } from "../local-github.ts";
import { pullPayload, pullSurroundings, surroundingsOf } from "../surroundings-sample.ts";

const token = "ghs_s3cr3tT0k3n";
const marker = markerOf("portcullis");
const bot = "github-actions[bot]";

let github: LocalGitHub;
beforeEach(async () => {
  github = await LocalGitHub.start({ token });
});
afterEach(() => github.stop());

async function restart(options: LocalGitHubOptions): Promise<void> {
  await github.stop();
  github = await LocalGitHub.start({ token, ...options });
}

type Given = Partial<CommentRequest> & { readonly from?: Partial<Surroundings> };

function keep(text: string, { from, ...given }: Given = {}): Promise<Remark> {
  return keepComment({
    offline: false,
    token,
    category: "portcullis",
    body: `${marker}\n${text}`,
    surroundings: pullSurroundings("pull_request", {
      api: github.url,
      graphql: `${github.url}/graphql`,
      ...from,
    }),
    limits: { backoffMs: 1, rateLimitPauseMs: 1, longestPauseMs: 1_000, exchangeMs: 500 },
    ...given,
  });
}

/** GraphQL is there, and says that the token is this one. */
async function viewedAs(login: string, type: LocalComment["type"] = "Bot"): Promise<LocalComments> {
  await restart({ viewer: login });
  return new LocalComments(github, { login: type === "Bot" ? withSuffix(login) : login, type });
}

function withSuffix(login: string): string {
  return login.endsWith("[bot]") ? login : `${login}[bot]`;
}

test("the first run makes the comment, and each further one edits it in place", async () => {
  const { comments } = await viewedAs(bot);
  expect(await keep("one")).toMatchObject({ level: "info" });
  expect(await keep("two")).toMatchObject({ level: "info" });
  expect(await keep("three")).toMatchObject({ level: "info" });
  expect(comments.map(({ body }) => body)).toEqual([`${marker}\nthree`]);
  expect(github.requestsFor("issues/create-comment")).toHaveLength(1);
});

test("pull_request_target has the comment as well, on a fork's pull request too", async () => {
  const { comments } = await viewedAs(bot);
  const surroundings = pullSurroundings("pull_request_target", {
    api: github.url,
    payload: pullPayload("eve/shop"),
  });
  expect(await keep("one", { surroundings })).toMatchObject({ level: "info" });
  expect(comments).toHaveLength(1);
});

test("a comment far down the pages is found", async () => {
  const local = await viewedAs(bot);
  for (let index = 0; index < 250; index++) local.add("ann", "User", `remark ${index}`);
  const own = local.add(bot, "Bot", `${marker}\r\nold`);
  local.add(bot, "Bot", `${marker}\nanother one of ours`);
  await keep("new");
  expect(own.body).toBe(`${marker}\nnew`);
  expect(local.comments).toHaveLength(252);
  expect(github.requestsFor("issues/list-comments").map(({ query }) => query.get("page"))).toEqual([
    "1",
    "2",
    "3",
  ]);
});

test.each<[string, string, LocalComment["type"]]>([
  ["a person", "eve", "User"],
  ["a person with our name", bot, "User"],
  ["a person with half our name", "github-actions", "User"],
  ["another bot", "renovate[bot]", "Bot"],
])("what %s marks is left alone", async (_, login, type) => {
  const local = await viewedAs(bot);
  const theirs = local.add(login, type, `${marker}\nmine`);
  await keep("ours");
  expect(theirs.body).toBe(`${marker}\nmine`);
  expect(local.comments).toHaveLength(2);
});

test.each([
  `text before\n${marker}`,
  ` ${marker}\n`,
  `${marker} and more`,
  markerOf("other"),
  `> ${marker}`,
  "",
])("%j does not begin with the marker", async (body) => {
  const local = await viewedAs(bot);
  local.add(bot, "Bot", body);
  await keep("ours");
  expect(local.comments.map((comment) => comment.body)).toEqual([body, `${marker}\nours`]);
});

test.each<[string, string, LocalComment["type"], string]>([
  ["an app", "acme-gate[bot]", "Bot", token],
  ["an app without its suffix", "acme-gate", "Bot", token],
  ["a person's token", "ann", "User", "ghp_annsT0k3n"],
])("the token of %s finds its own comment and not that of Actions", async (_, login, type, own) => {
  await github.stop();
  github = await LocalGitHub.start({ token: own, viewer: login });
  const name = type === "Bot" ? withSuffix(login) : login;
  const local = new LocalComments(github, { login: name, type });
  const theirs = local.add(bot, "Bot", `${marker}\nof another workflow`);
  local.add(type === "Bot" ? login.replace("[bot]", "") : `${login}[bot]`, "User", marker);
  await keep("one", { token: own });
  await keep("two", { token: own });
  expect(theirs.body).toContain("of another workflow");
  expect(local.comments).toHaveLength(3);
  expect(local.comments[2]).toMatchObject({ login: name, body: `${marker}\ntwo` });
});

test("without GraphQL the token is taken to be the job's", async () => {
  const { comments } = new LocalComments(github);
  await keep("one", { from: { graphql: undefined } });
  await keep("two", { from: { graphql: "nonsense" } });
  expect(comments).toHaveLength(1);
  await keep("three");
  expect(comments.map(({ body }) => body)).toEqual([`${marker}\nthree`]);
  expect(new Set(github.takeProblems())).toEqual(new Set(["there is no POST /graphql"]));
});

test.each<[string, Given, string]>([
  ["a push", { surroundings: surroundingsOf() }, "push has no pull request"],
  ["offline", { offline: true }, "offline"],
  ["no token", { token: undefined }, "no token"],
  ["a payload without a number", { from: { payload: { pull_request: {} } } }, "number"],
  ["no payload", { from: { payload: undefined } }, "number"],
])("%s: one line, and nothing is asked", async (_, given, named) => {
  const { level, line } = await keep("one", given);
  expect(["info", "notice"]).toContain(level);
  expect(line).toContain(named);
  expect(github.requests).toEqual([]);
});

const denied: Fault = {
  kind: "raw",
  status: 403,
  body: JSON.stringify({ message: "Resource not accessible by integration" }),
};

test.each<[string, Partial<Surroundings>, Remark["level"], string]>([
  ["a token without the permission", {}, "warning", "pull-requests: write"],
  ["a fork", { payload: pullPayload("eve/shop") }, "notice", "fork"],
  ["Dependabot", { actor: "dependabot[bot]" }, "warning", "pull-requests: write"],
  [
    "Dependabot on pull_request_target",
    { event: pullSurroundings("pull_request_target").event, actor: "dependabot[bot]" },
    "notice",
    "Dependabot",
  ],
])("%s is told in one line", async (_, from, level, named) => {
  const local = await viewedAs(bot);
  github.fault("issues/create-comment", denied);
  const remark = await keep("one", { from });
  expect(remark.level).toBe(level);
  expect(remark.line).toContain(named);
  expect(local.comments).toEqual([]);
});

test.each<[string, Fault]>([
  ["issues/list-comments", { kind: "status", status: 500 }],
  ["issues/list-comments", { kind: "silence" }],
  ["issues/list-comments", { kind: "invalid-json" }],
  ["issues/list-comments", { kind: "secondary-limit", retryAfter: 3_600 }],
  ["issues/create-comment", { kind: "cut" }],
  ["issues/create-comment", { kind: "status", status: 401 }],
  ["issues/create-comment", { kind: "status", status: 404 }],
])("%s with %j is a warning, and no second comment", async (operation, fault) => {
  const local = await viewedAs(bot);
  github.fault(operation, fault);
  const { level, line } = await keep("one", {});
  expect(level).toBe("warning");
  expect(line).toMatch(/^No comment on the pull request: /);
  expect(line).not.toContain(token);
  expect(local.comments).toEqual([]);
});

test("a comment that may or may not have been made is not made again", async () => {
  await viewedAs(bot);
  github.fault("issues/create-comment", { kind: "cut" });
  await keep("one");
  expect(github.requestsFor("issues/create-comment")).toHaveLength(1);
});

test("what cannot be edited is a warning", async () => {
  const local = await viewedAs(bot);
  local.add(bot, "Bot", marker);
  github.fault("issues/update-comment", { kind: "status", status: 503 });
  expect(await keep("one")).toMatchObject({ level: "warning" });
});

test("a list that never ends is not followed for ever, and nothing is added to it", async () => {
  const local = await viewedAs(bot);
  for (let index = 0; index < 3_100; index++) local.add("eve", "User", marker);
  const { level, line } = await keep("one");
  expect(level).toBe("notice");
  expect(line).toContain("too many comments");
  expect(local.comments).toHaveLength(3_100);
}, 30_000);
