import { createServer, type Server } from "node:http";
import { setImmediate } from "node:timers/promises";
import { inspect } from "node:util";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { GitHubApiError } from "../../src/github/api-error.ts";
import type { ApiLimits } from "../../src/github/api-limits.ts";
import { apiPath, gitHubApi, type ApiRequest, type GitHubApi } from "../../src/github/api.ts";
import { UsageError } from "../../src/errors.ts";
import { proxiesFrom } from "../../src/network/proxy.ts";
import { version } from "../../src/version.ts";
import { listening } from "../git/git-server.ts";
import { gitCommit, verified } from "./commit-answers.ts";
import type { Fault } from "./github-faults.ts";
import { LocalGitHub } from "./local-github.ts";

const token = "ghs_s3cr3tT0k3n";
const sha = "a".repeat(40);
const getCommit: ApiRequest = {
  method: "GET",
  path: apiPath`/repos/${"acme"}/${"shop"}/git/commits/${sha}`,
};
const operation = "git/get-commit";

const quick: Partial<ApiLimits> = {
  backoffMs: 1,
  rateLimitPauseMs: 1,
  longestPauseMs: 1_000,
  exchangeMs: 5_000,
};

let github: LocalGitHub;
const opened: GitHubApi[] = [];
const others: Server[] = [];
beforeEach(async () => {
  github = await LocalGitHub.start({ token });
  github.answer(operation, () => ({ body: gitCommit(sha, verified) }));
});
afterEach(async () => {
  for (const api of opened.splice(0)) api.close();
  for (const server of others.splice(0)) server.close();
  await github.stop();
});

function api(limits: Partial<ApiLimits> = {}, own: string | undefined = token): GitHubApi {
  const made = gitHubApi({ baseUrl: github.url, token: own, limits: { ...quick, ...limits } });
  opened.push(made);
  return made;
}

/** Resolves when a request has arrived. */
async function received(): Promise<void> {
  while (github.requests.length === 0) await setImmediate();
}

async function failureOf(made: GitHubApi, request = getCommit): Promise<GitHubApiError> {
  const outcome = await made.request(request).catch((error: unknown) => error);
  if (!(outcome instanceof GitHubApiError)) throw new Error(`no failure: ${inspect(outcome)}`);
  return outcome;
}

test("an answer comes parsed, and the request carries what GitHub asks for", async () => {
  const made = api();
  const answer = await made.request(getCommit);
  expect(answer).toEqual({ status: 200, body: gitCommit(sha, verified), hasNextPage: false });
  expect(made.sent).toBe(1);
  expect(github.requests[0]?.headers).toMatchObject({
    authorization: `Bearer ${token}`,
    accept: "application/vnd.github+json",
    "user-agent": `portcullis/${version}`,
    "x-github-api-version": "2022-11-28",
  });
});

test("without a token no authorization is sent", async () => {
  const made = gitHubApi({ baseUrl: github.url, token: undefined });
  opened.push(made);
  await made.request(getCommit);
  expect(github.requests[0]?.headers.authorization).toBeUndefined();
});

test("a base URL with a path keeps it, as on GitHub Enterprise Server", async () => {
  await github.stop();
  github = await LocalGitHub.start({ token, prefix: "/api/v3" });
  github.answer(operation, () => ({ body: gitCommit(sha, verified) }));
  await api().request(getCommit);
  expect(github.requests[0]?.url).toBe(`/api/v3${getCommit.path}`);
});

test("a body is sent as JSON, a query as typed, and the next page is told", async () => {
  const sarif = "H4sI".repeat(1_000);
  const link = '<https://api.github.com/x?page=2>; rel="next", <https://x>; rel="last"';
  github.answer("code-scanning/upload-sarif", () => ({ status: 202, body: { id: "s" } }));
  github.answer("repos/list-commits", () => ({ body: [], headers: { link } }));
  const made = api();
  const body = { commit_sha: sha, ref: "refs/heads/main", sarif };
  const upload = apiPath`/repos/${"acme"}/${"shop"}/code-scanning/sarifs`;
  expect(await made.request({ method: "POST", path: upload, body })).toMatchObject({ status: 202 });
  const list = apiPath`/repos/${"acme"}/${"shop"}/commits`;
  const query = { sha: "a b&c", per_page: 100 };
  expect(await made.request({ method: "GET", path: list, query })).toMatchObject({
    hasNextPage: true,
  });
  expect(github.requests[0]?.body).toEqual(body);
  expect(github.requests[1]?.query.get("sha")).toBe("a b&c");
});

test("values of a path stay in their place", () => {
  expect(apiPath`/repos/${"a/b"}/${"c?d#e"}/issues/${7}`).toBe("/repos/a%2Fb/c%3Fd%23e/issues/7");
  for (const value of ["", ".", "..", "\ud800"]) {
    expect(() => apiPath`/repos/${value}`).toThrow(UsageError);
  }
});

const limit: Fault = { kind: "secondary-limit", retryAfter: 0 };
const spent: Fault = { kind: "primary-limit", resetAfter: 0 };

test.each<readonly [code: string, fault: Fault, attempts: number]>([
  ["unauthorized", { kind: "status", status: 401 }, 2],
  ["forbidden", { kind: "status", status: 403 }, 2],
  ["not-found", { kind: "status", status: 404 }, 2],
  ["rate-limited", { kind: "status", status: 429 }, 4],
  ["rate-limited", limit, 4],
  ["rate-limited", { kind: "secondary-limit" }, 4],
  ["rate-limited", spent, 4],
  ["unavailable", { kind: "status", status: 500 }, 4],
  ["unavailable", { kind: "status", status: 502 }, 4],
  ["unavailable", { kind: "status", status: 503 }, 4],
  ["unavailable", { kind: "status", status: 504 }, 4],
  ["unavailable", { kind: "cut" }, 4],
  ["bad-response", { kind: "invalid-json" }, 4],
  ["rejected", { kind: "raw", status: 400, body: "" }, 1],
  ["rejected", { kind: "raw", status: 410, body: "" }, 1],
  ["rejected", { kind: "raw", status: 413, body: "" }, 1],
  ["rejected", { kind: "raw", status: 422, body: "" }, 1],
  ["rejected", { kind: "raw", status: 451, body: "" }, 1],
])("%s: %j is asked %i times in all", async (code, fault, attempts) => {
  github.fault(operation, fault);
  const made = api();
  expect(await failureOf(made)).toMatchObject({ code });
  expect(github.requests).toHaveLength(attempts);
  expect(made.sent).toBe(attempts);
  github.requests.length = 0;
  github.fault(operation, fault, attempts - 1);
  if (attempts > 1) expect(await api().request(getCommit)).toMatchObject({ status: 200 });
});

test("an answer that does not come, or does not end, is given up in time", async () => {
  for (const kind of ["silence", "trickle"] as const) {
    github.fault(operation, { kind }, 1);
    expect(await failureOf(api({ attempts: 1, exchangeMs: 40 }))).toMatchObject({
      code: "timed-out",
    });
    expect(await api().request(getCommit)).toMatchObject({ status: 200 });
  }
});

test("all attempts together have an end", async () => {
  github.fault(operation, { kind: "silence" });
  const made = api({ exchangeMs: 30, requestMs: 100, attempts: 1_000 });
  expect(await failureOf(made)).toMatchObject({ code: "timed-out" });
  expect(made.sent).toBeLessThan(20);
});

test("a stop ends what is under way and sends nothing more", async () => {
  github.fault(operation, { kind: "silence" });
  const stop = new AbortController();
  const made = gitHubApi({ baseUrl: github.url, token, limits: quick, stop: stop.signal });
  opened.push(made);
  void received().then(() => stop.abort());
  expect(await failureOf(made)).toMatchObject({ code: "timed-out" });
  expect(await failureOf(made)).toMatchObject({ code: "timed-out" });
  expect(github.requests).toHaveLength(1);
});

test.each<Fault>([
  { kind: "secondary-limit", retryAfter: 3_600 },
  { kind: "primary-limit", resetAfter: 1_800 },
  // By the server's own clock, which need not be ours.
  { kind: "primary-limit", resetAfter: 1_800, date: new Date("2001-01-01") },
])("what asks for a pause beyond reason is not waited for: %j", async (fault) => {
  github.fault(operation, fault);
  const error = await failureOf(api({ longestPauseMs: 60_000 }));
  expect(error).toMatchObject({ code: "rate-limited", status: 403 });
  expect(error.retryAfterMs).toBeGreaterThan(1_000_000);
  expect(github.requests).toHaveLength(1);
});

test("the longest pause holds for faults of GitHub's as well as for limits", async () => {
  const headers = { "retry-after": "1" };
  for (const status of [403, 429, 500, 503]) {
    github.requests.length = 0;
    github.fault(operation, { kind: "raw", status, body: "", headers });
    await failureOf(api({ longestPauseMs: 900 }));
    expect(github.requests).toHaveLength(1);
  }
});

test("a stop ends a pause", async () => {
  github.fault(operation, { kind: "secondary-limit", retryAfter: 60 });
  const stop = new AbortController();
  const limits = { ...quick, longestPauseMs: 90_000 };
  const made = gitHubApi({ baseUrl: github.url, token, limits, stop: stop.signal });
  opened.push(made);
  // The pause begins when the answer is there, which nobody outside sees.
  void received().then(() => setTimeout(() => stop.abort(), 200));
  expect(await failureOf(made)).toMatchObject({ code: "rate-limited" });
});

test("what ended by the server's clock is over, whatever ours says", async () => {
  github.fault(
    operation,
    { kind: "primary-limit", resetAfter: 0, date: new Date("2090-01-01") },
    1,
  );
  expect(await api().request(getCommit)).toMatchObject({ status: 200 });
});

test("a POST is sent again only when nobody can have acted on it", async () => {
  const id = "issues/create-comment";
  const path = apiPath`/repos/${"acme"}/${"shop"}/issues/${1}/comments`;
  const post: ApiRequest = { method: "POST", path, body: { body: "hello" } };
  const attemptsAfter = async (fault: Fault, request = post): Promise<number> => {
    github.requests.length = 0;
    github.fault(id, fault);
    await failureOf(api(), request);
    return github.requests.length;
  };
  expect(await attemptsAfter(limit)).toBe(4);
  expect(await attemptsAfter({ kind: "status", status: 502 })).toBe(1);
  expect(await attemptsAfter({ kind: "cut" })).toBe(1);
  expect(await attemptsAfter({ kind: "cut" }, { ...post, isRepeatable: true })).toBe(4);
});

test("an answer above the limit is refused", async () => {
  github.answer(operation, () => ({
    body: { ...(gitCommit(sha, verified) as object), message: "x".repeat(100_000) },
  }));
  expect(await failureOf(api({ answerBytes: 50_000 }))).toMatchObject({ code: "too-large" });
  expect(github.requests).toHaveLength(1);
});

test("an error that goes on without end is not listened to, and is no obstacle", async () => {
  github.fault(operation, { kind: "trickle", status: 500 });
  expect(await failureOf(api({ attempts: 1 }))).toMatchObject({ code: "unavailable" });
  github.fault(operation, { kind: "trickle", status: 500 }, 1);
  expect(await api().request(getCommit)).toMatchObject({ status: 200 });
});

test("a server that is not there is unavailable, even for a POST sent again", async () => {
  const gone = createServer();
  const baseUrl = await listening(gone);
  await new Promise((resolve) => gone.close(resolve));
  const made = gitHubApi({ baseUrl, token, limits: quick });
  opened.push(made);
  expect(await failureOf(made)).toMatchObject({ code: "unavailable" });
  expect(made.sent).toBe(4);
  expect(await failureOf(made, { ...getCommit, method: "POST" })).toMatchObject({
    code: "unavailable",
  });
  expect(made.sent).toBe(8);
});

test("a server that speaks something else is told apart", async () => {
  const mail = createServer();
  mail.on("connection", (socket) => socket.end("220 mail.example ESMTP\r\n"));
  others.push(mail);
  const made = gitHubApi({ baseUrl: await listening(mail), token, limits: quick });
  opened.push(made);
  const error = await failureOf(made);
  expect(error.code).toBe("bad-response");
  expect(error.message).toMatch(/does not speak HTTP \(HPE_\w+\)/);
});

/** A server on another port, and so another origin, that remembers what it was sent. */
async function elsewhere(): Promise<{ readonly url: string; readonly seen: unknown[] }> {
  const seen: unknown[] = [];
  const server = createServer((request, response) => {
    seen.push(request.headers);
    response.end("{}");
  });
  others.push(server);
  return { url: await listening(server), seen };
}

test.each([301, 302, 307] as const)("a %i to another host is not followed", async (status) => {
  const other = await elsewhere();
  github.fault(operation, { kind: "redirect", status, location: `${other.url}/repos` });
  expect(await failureOf(api())).toMatchObject({ code: "redirected" });
  expect(other.seen).toEqual([]);
});

test("a renamed repository is found by the redirect on the same host, and circles end", async () => {
  github.answer("repos/list-commits", () => ({ body: [] }));
  const location = `${github.url}/repos/acme/store/commits`;
  github.fault(operation, { kind: "redirect", status: 301, location });
  expect(await api().request(getCommit)).toMatchObject({ status: 200, body: [] });
  github.fault(operation, { kind: "redirect", status: 301, location: getCommit.path });
  expect(await failureOf(api())).toMatchObject({ code: "redirected" });
});

test("a redirect does not turn a POST into a GET", async () => {
  const path = apiPath`/repos/${"acme"}/${"shop"}/issues/${1}/comments`;
  const location = `${github.url}${path}`;
  github.fault("issues/create-comment", { kind: "redirect", status: 302, location });
  const post: ApiRequest = { method: "POST", path, body: { body: "hello" } };
  expect(await failureOf(api(), post)).toMatchObject({ code: "redirected" });
  expect(github.requests).toHaveLength(1);
});

test("GitHub's own words are in the error, on one line and short", async () => {
  const said = { message: "Validation\nFailed\u001b[31m", errors: [{ message: "x".repeat(999) }] };
  github.fault(operation, { kind: "raw", status: 422, body: JSON.stringify(said) });
  const error = await failureOf(api());
  expect(error.said).toMatch(/^Validation Failed \[31m; x+$/);
  expect(error.said?.length).toBe(300);
  expect(error.message).toContain("422 to GET /repos/acme/shop/git/commits/");
});

test("the token is in the header of the requests and nowhere else", async () => {
  const other = await elsewhere();
  const echo = JSON.stringify({ message: `Bearer ${token} is wrong`, errors: [`${token}!`] });
  const faults: Fault[] = [
    { kind: "raw", status: 422, body: echo },
    { kind: "raw", status: 403, body: echo },
    { kind: "raw", status: 200, body: `${token} is not JSON` },
    { kind: "redirect", status: 302, location: `${other.url}/?t=${token}` },
    { kind: "cut" },
    limit,
  ];
  for (const fault of faults) {
    github.fault(operation, fault);
    const made = api();
    const error = await failureOf(made);
    const shown = [inspect(error, { depth: 9, showHidden: true }), String(error), inspect(made)];
    expect(shown.join("\n")).not.toContain(token);
  }
  expect(github.requests.every(({ url }) => !url.includes(token))).toBe(true);
  expect(other.seen).toEqual([]);
});

test("a token that is none is not shown either", () => {
  const own = `${token}\r\nx-evil: 1`;
  const make = (): GitHubApi => gitHubApi({ baseUrl: github.url, token: own });
  expect(make).toThrow(UsageError);
  expect(make).toThrow(/^token: (?!.*s3cr3t)/);
});

test.each(["", "api.github.com", "ftp://x", "https://u:p@x", "https://x?y=1", "https://x#y"])(
  "%j is no base URL",
  (baseUrl) => {
    expect(() => gitHubApi({ baseUrl, token })).toThrow(/^GITHUB_API_URL: .*https:\/\/api\.github/);
  },
);

test("a proxy that refuses is named, and is not given the token", async () => {
  const seen: unknown[] = [];
  const proxy = createServer();
  proxy.on("connect", (request, socket) => {
    seen.push(request.headers);
    socket.end("HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 0\r\n\r\n");
  });
  others.push(proxy);
  const proxyFor = proxiesFrom({ HTTPS_PROXY: await listening(proxy) });
  const made = gitHubApi({ baseUrl: "https://api.github.invalid", token, limits: quick, proxyFor });
  opened.push(made);
  const error = await failureOf(made);
  expect(error.code).toBe("unavailable");
  expect(error.message).toContain("proxy");
  expect(seen.length).toBeGreaterThan(0);
  expect(inspect(seen)).not.toContain(token);
});
