import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { UsageError } from "../../src/errors.ts";
import type { ApiLimits } from "../../src/github/api-limits.ts";
import { gitHubApi, type GitHubApi } from "../../src/github/api.ts";
import { verificationsOf, type VerificationLimits } from "../../src/github/commit-verification.ts";
import {
  gitCommit,
  listedCommit,
  unverified,
  verified,
  type Verification,
} from "./commit-answers.ts";
import type { Fault } from "./github-faults.ts";
import { LocalGitHub } from "./local-github.ts";

const token = "ghs_local";
const single = "git/get-commit";
const list = "repos/list-commits";
const yes = { verified: true, verifiedAt: Date.parse("2026-11-20T10:00:00Z") / 1_000 };

let github: LocalGitHub;
let api: GitHubApi;
beforeEach(async () => {
  github = await LocalGitHub.start({ token });
  api = client();
});
afterEach(async () => {
  api.close();
  await github.stop();
});

function client(limits: Partial<ApiLimits> = {}): GitHubApi {
  const quick = { backoffMs: 1, rateLimitPauseMs: 1, longestPauseMs: 1_000, ...limits };
  return gitHubApi({ baseUrl: github.url, token, limits: quick });
}

/** Commit names, newest first. */
function commits(count: number): string[] {
  return Array.from({ length: count }, (_, index) => index.toString(16).padStart(40, "c"));
}

const [only] = commits(1) as [string];

function ask(
  shas: readonly string[],
  limits: Partial<VerificationLimits> = {},
  tip?: string,
): ReturnType<typeof verificationsOf> {
  return verificationsOf(shas, {
    api,
    repository: "acme/shop",
    limits: { askPauseMs: 1, ...limits },
    ...(tip === undefined ? {} : { tip }),
  });
}

/** Answers for single commits by their name. */
function answerSingles(of: (sha: string) => Verification): void {
  github.answer(single, ({ path }) => {
    const sha = path["commit_sha"] ?? "";
    return { body: gitCommit(sha, of(sha)) };
  });
}

/** Answers pages of a history, newest first. */
function answerLists(history: readonly string[], of: (sha: string) => Verification): void {
  github.answer(list, ({ query }) => {
    const size = Number(query.get("per_page") ?? 30);
    const start = (Number(query.get("page") ?? 1) - 1) * size;
    const page = history.slice(start, start + size);
    const next = '<https://api.github.com/next>; rel="next"';
    return {
      body: page.map((sha) => listedCommit(sha, of(sha))),
      ...(start + size < history.length ? { headers: { link: next } } : {}),
    };
  });
}

test("a commit that GitHub verified is verified, since when GitHub says", async () => {
  answerSingles(() => verified);
  expect(await ask([only])).toEqual(new Map([[only, yes]]));
  answerSingles(() => ({ ...verified, verified_at: null }));
  expect(await ask([only])).toEqual(new Map([[only, { verified: true }]]));
  answerSingles(() => ({ ...verified, verified_at: "yesterday" }));
  expect(await ask([only])).toEqual(new Map([[only, { verified: true }]]));
});

test.each([
  "expired_key",
  "not_signing_key",
  "unsigned",
  "unknown_signature_type",
  "no_user",
  "unverified_email",
  "bad_email",
  "unknown_key",
  "malformed_signature",
  "invalid",
  "bad_cert",
  "ocsp_revoked",
  "a_reason_of_next_year",
])("%s is not verified, and is asked once", async (reason) => {
  answerSingles(() => unverified(reason));
  expect((await ask([only])).get(only)).toEqual({ verified: false, reason });
  expect(github.requests).toHaveLength(1);
});

test.each([
  [{ ...verified, reason: "unknown_key" }, "unknown_key"],
  [{ ...unverified("valid") }, "valid"],
  [unverified("OCSP_REVOKED"), "ocsp_revoked"],
  [unverified("::error::x"), "a reason without a name"],
  [unverified("x".repeat(200)), "a reason without a name"],
])("what contradicts itself or has no name is not verified (%#)", async (verification, reason) => {
  answerSingles(() => verification);
  expect((await ask([only])).get(only)).toEqual({ verified: false, reason });
});

test.each(["gpgverify_error", "gpgverify_unavailable", "OCSP_ERROR", "ocsp_pending"])(
  "%s is asked again, and is never a pass",
  async (reason) => {
    answerSingles(() => ({ ...verified, reason }));
    const { indeterminate } = (await ask([only])).get(only) as { indeterminate: string };
    expect(indeterminate).toContain(reason);
    expect(github.requests).toHaveLength(3);
    let asked = 0;
    answerSingles(() => (++asked < 3 ? unverified(reason) : verified));
    expect((await ask([only])).get(only)).toEqual(yes);
  },
);

test.each<readonly [Fault, string]>([
  [{ kind: "status", status: 401 }, "401"],
  [{ kind: "status", status: 403 }, "403"],
  [{ kind: "status", status: 404 }, "404"],
  [{ kind: "status", status: 429 }, "429"],
  [{ kind: "status", status: 500 }, "500"],
  [{ kind: "status", status: 503 }, "503"],
  [{ kind: "secondary-limit", retryAfter: 0 }, "secondary rate limit"],
  [{ kind: "secondary-limit", retryAfter: 3_600 }, "secondary rate limit"],
  [{ kind: "primary-limit", resetAfter: 3_600 }, "rate limit exceeded"],
  [{ kind: "silence" }, "in time"],
  [{ kind: "trickle" }, "in time"],
  [{ kind: "cut" }, "cannot be reached"],
  [{ kind: "invalid-json" }, "not JSON"],
  [{ kind: "redirect", status: 302, location: "https://evil.example/" }, "evil.example"],
  [{ kind: "raw", status: 200, body: "" }, "another commit"],
  [{ kind: "raw", status: 200, body: "[]" }, "another commit"],
  [{ kind: "raw", status: 200, body: "null" }, "another commit"],
  [{ kind: "raw", status: 200, body: JSON.stringify({ sha: only }) }, "did not say"],
  [
    {
      kind: "raw",
      status: 200,
      body: JSON.stringify({ sha: only, verification: { verified: 1 } }),
    },
    "did not say",
  ],
])("%j leaves the commit indeterminate, alone and in a list", async (fault, reason) => {
  api = client({ exchangeMs: 100, attempts: 2 });
  answerSingles(() => verified);
  github.fault(single, fault);
  github.fault(list, fault);
  for (const tip of [undefined, only]) {
    const answers = await ask(commits(6), { asks: 1, concurrency: 1, setbacks: 2 }, tip);
    expect(answers.size).toBe(6);
    expect(answers.get(only)).toEqual({ indeterminate: expect.stringContaining(reason) });
    for (const answer of answers.values()) expect(answer).toHaveProperty("indeterminate");
  }
});

test("the answer for another commit says nothing about this one", async () => {
  const other = "d".repeat(40);
  github.answer(single, () => ({ body: gitCommit(other, verified) }));
  answerLists(
    Array.from({ length: 6 }, () => other),
    () => verified,
  );
  const answers = await ask(commits(6), {}, only);
  expect([...answers.keys()]).toEqual(expect.arrayContaining(commits(6)));
  for (const answer of answers.values()) expect(answer).toHaveProperty("indeterminate");
  expect(answers.has(other)).toBe(false);
});

test("many commits are listed, a hundred at a time", async () => {
  const wanted = commits(250);
  answerLists(wanted, (sha) => (sha.endsWith("0") ? unverified("unsigned") : verified));
  const answers = await ask(wanted, {}, only);
  expect(github.requests).toHaveLength(3);
  expect(github.requests[0]?.query.get("sha")).toBe(only);
  for (const sha of wanted) {
    const no = { verified: false, reason: "unsigned" };
    expect(answers.get(sha)).toEqual(sha.endsWith("0") ? no : yes);
  }
});

test("what the list leaves open is asked one by one", async () => {
  const wanted = commits(6);
  const missing = wanted.at(-1);
  answerLists(wanted.slice(0, -1), (sha) =>
    sha === only ? unverified("gpgverify_unavailable") : verified,
  );
  answerSingles(() => verified);
  const answers = await ask(wanted, {}, only);
  expect(answers).toEqual(new Map(wanted.map((sha) => [sha, yes])));
  const asked = github.requestsFor(single).map(({ path }) => path["commit_sha"]);
  expect(asked).toEqual([only, missing]);
  expect(github.requestsFor(list)).toHaveLength(1);
});

test("a list in which wanted commits are rare is not read on", async () => {
  const wanted = commits(5);
  const foreign = Array.from({ length: 1_000 }, (_, index) => index.toString().padStart(40, "e"));
  answerLists([only, ...foreign], () => verified);
  answerSingles(() => verified);
  expect((await ask(wanted, {}, only)).size).toBe(5);
  expect(github.requestsFor(list)).toHaveLength(1);
});

test("a few commits, and commits without a tip, are not listed", async () => {
  answerSingles(() => verified);
  expect((await ask(commits(4), {}, only)).size).toBe(4);
  expect((await ask(commits(9))).size).toBe(9);
  expect(github.requestsFor(list)).toHaveLength(0);
});

test("a commit named twice is asked about once, and none cost nothing", async () => {
  answerSingles(() => verified);
  expect(await ask([])).toEqual(new Map());
  expect((await ask([only, only])).size).toBe(1);
  expect(github.requests).toHaveLength(1);
});

test("the budget of requests is kept, and what is beyond it is indeterminate", async () => {
  answerSingles(() => verified);
  const answers = [...(await ask(commits(20), { requests: 7, concurrency: 1 })).values()];
  expect(github.requests).toHaveLength(7);
  expect(answers.filter((answer) => "verified" in answer)).toHaveLength(7);
  expect(answers.at(-1)).toEqual({ indeterminate: expect.stringContaining("7 requests") });
});

test("a request that is turned away is the last one", async () => {
  for (const status of [401, 403, 429] as const) {
    github.requests.length = 0;
    github.fault(single, { kind: "status", status });
    const answers = await ask(commits(20), { concurrency: 1 });
    expect(new Set(github.requests.map(({ url }) => url)).size).toBe(1);
    expect([...answers.values()].at(-1)).toEqual({
      indeterminate: expect.stringMatching(new RegExp(`^not asked after .*${status}`)),
    });
  }
});

test("GitHub is left alone after failures in a row, and not after single ones", async () => {
  const wanted = commits(12);
  github.fault(single, { kind: "status", status: 500 });
  await ask(wanted, { concurrency: 1, setbacks: 3 });
  expect(new Set(github.requests.map(({ url }) => url)).size).toBe(3);
  github.fault(single, { kind: "status", status: 500 }, 0);
  github.requests.length = 0;
  github.answer(single, ({ path }) => {
    const sha = path["commit_sha"] ?? "";
    const known = Number.parseInt(sha.slice(-1), 16) % 2 === 0;
    return known ? { body: gitCommit(sha, verified) } : { status: 404, body: { message: "no" } };
  });
  const answers = await ask(wanted, { concurrency: 1, setbacks: 2 });
  expect([...answers.values()].filter((answer) => "verified" in answer)).toHaveLength(6);
});

test("only so many requests are under way at once, and all are served", async () => {
  let atOnce = 0;
  let most = 0;
  const inner = api;
  api = {
    ...inner,
    sent: 0,
    close: () => inner.close(),
    request: async (request) => {
      most = Math.max(most, ++atOnce);
      try {
        return await inner.request(request);
      } finally {
        atOnce--;
      }
    },
  };
  answerSingles(() => verified);
  expect((await ask(commits(40), { concurrency: 4 })).size).toBe(40);
  expect(most).toBe(4);
});

test.each(["acme", "acme/", "/shop", "acme/shop/x", ""])(
  "%j is not a repository",
  async (repository) => {
    await expect(verificationsOf([only], { api, repository })).rejects.toThrow(UsageError);
  },
);
