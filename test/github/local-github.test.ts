import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { request } from "node:http";
import { gitCommit, listedCommit, unverified, verified } from "./commit-answers.ts";
import { LocalGitHub } from "./local-github.ts";

const sha = "a".repeat(40);
const commitPath = `/repos/acme/shop/git/commits/${sha}`;
const token = "ghs_local";

let github: LocalGitHub;
beforeEach(async () => {
  github = await LocalGitHub.start({ token });
  github.answer("git/get-commit", () => ({ body: gitCommit(sha, verified) }));
});
afterEach(() => github.stop());

interface Asked {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

interface Got {
  readonly status: number;
  readonly json: Readonly<Record<string, unknown>>;
  readonly allow: string | undefined;
}

/** One request with exactly these headers. */
function ask(path: string, { method = "GET", headers = {}, body }: Asked = {}): Promise<Got> {
  return new Promise((resolve, reject) => {
    const sent = request(new URL(path, github.url), {
      method,
      headers: { "user-agent": "test", ...headers },
      agent: false,
    });
    sent.on("error", reject);
    sent.on("response", (response) => {
      response.toArray().then((chunks: Buffer[]) => {
        const json = JSON.parse(Buffer.concat(chunks).toString()) as Got["json"];
        resolve({ status: response.statusCode ?? 0, json, allow: response.headers.allow });
      }, reject);
    });
    sent.end(body);
  });
}

const signedIn = { authorization: `Bearer ${token}` };

test("a request as described gets the answer of the test", async () => {
  const { status, json } = await ask(commitPath);
  expect(status).toBe(200);
  expect(json["verification"]).toEqual(verified);
  expect(github.requestsFor("git/get-commit")).toMatchObject([
    { method: "GET", path: { owner: "acme", repo: "shop", commit_sha: sha } },
  ]);
});

test("what the API does not have is 404, and another method 405", async () => {
  expect(await ask("/repos/acme/shop/commit-status")).toMatchObject({
    status: 404,
    json: { message: "Not Found", status: "404" },
  });
  expect(await ask(commitPath, { method: "DELETE", headers: signedIn })).toMatchObject({
    status: 405,
    allow: "GET",
  });
  expect(github.takeProblems()).toHaveLength(2);
});

test.each([
  ["an unknown parameter", "/repos/acme/shop/commits?branch=main", "branch"],
  ["a parameter of another type", "/repos/acme/shop/commits?per_page=many", "per_page"],
  ["a parameter given twice", "/repos/acme/shop/commits?page=1&page=2", "page"],
])("%s is refused and told at the end", async (_, path, named) => {
  github.answer("repos/list-commits", () => ({ body: [] }));
  expect(await ask(path)).toMatchObject({ status: 422 });
  await expect(github.stop()).rejects.toThrow(named);
});

const upload = { commit_sha: sha, ref: "refs/heads/main", sarif: "H4sI" };

test.each([
  ["a short reference", { ...upload, ref: "main" }, "/ref"],
  ["an unknown field", { ...upload, base_ref: "main" }, "base_ref"],
  ["a missing field", { commit_sha: sha, ref: "refs/heads/main" }, "sarif"],
  ["no body", undefined, "body"],
])("a SARIF upload with %s is refused", async (_, body, named) => {
  github.answer("code-scanning/upload-sarif", () => ({ status: 202, body: { id: "1" } }));
  const got = await ask("/repos/acme/shop/code-scanning/sarifs", {
    method: "POST",
    headers: { ...signedIn, "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  expect(got.status).toBe(422);
  expect(github.takeProblems().join("\n")).toContain(named);
});

test("a body is JSON and says so", async () => {
  github.answer("code-scanning/upload-sarif", () => ({ status: 202, body: { id: "1" } }));
  const ways = [{}, { "content-type": "application/json" }].map((headers) =>
    ask("/repos/acme/shop/code-scanning/sarifs", {
      method: "POST",
      headers: { ...signedIn, ...headers },
      body: JSON.stringify(upload),
    }),
  );
  expect((await Promise.all(ways)).map(({ status }) => status)).toEqual([422, 202]);
  expect(github.takeProblems()).toEqual(["code-scanning/upload-sarif: the body is no JSON"]);
});

test.each([
  ["a status that is not described", { status: 418 }],
  ["a missing field", { body: { sha } }],
  ["null where none may be", { body: { ...(gitCommit(sha, verified) as object), sha: null } }],
])("a test's answer with %s is a mistake of the test", async (_, answer) => {
  github.answer("git/get-commit", () => answer);
  expect(await ask(commitPath)).toMatchObject({ status: 500 });
  expect(github.takeProblems()).not.toEqual([]);
});

test("the sample answers are as described, null included", async () => {
  github.answer("git/get-commit", () => ({ body: gitCommit(sha, unverified("unsigned")) }));
  github.answer("repos/list-commits", () => ({
    body: [listedCommit(sha, verified), listedCommit(sha, unverified("unsigned"))],
  }));
  const paths = [commitPath, "/repos/acme/shop/commits?per_page=100&page=1"];
  const statuses = (await Promise.all(paths.map((path) => ask(path)))).map(({ status }) => status);
  expect(statuses).toEqual([200, 200]);
});

test.each([
  ["without a user agent", { "user-agent": "" }, 403],
  ["with a version that never was", { "x-github-api-version": "1999-01-01" }, 400],
  ["with another token", { authorization: "Bearer ghs_other" }, 401],
  ["with half a header", { authorization: token }, 401],
  ["with the token", signedIn, 200],
  ["with the old word for a token", { authorization: `token ${token}` }, 200],
])("a request %s", async (_, headers, status) => {
  expect(await ask(commitPath, { headers })).toMatchObject({ status });
});

test("without a token nothing is written, and what is private is not found", async () => {
  const path = "/repos/acme/shop/issues/1/comments";
  expect(await ask(path, { method: "POST", body: "{}" })).toMatchObject({ status: 401 });
  await github.stop();
  github = await LocalGitHub.start({ token, isPrivate: true });
  expect(await ask(commitPath)).toMatchObject({ status: 404 });
});
