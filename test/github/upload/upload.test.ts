import { gunzipSync } from "node:zlib";
import { randomBytes } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "@jest/globals";
import type { Surroundings } from "../../../src/github/surroundings.ts";
import { isUploadFailure, type UploadOutcome } from "../../../src/github/upload/outcome.ts";
import { uploadSarif, type UploadRequest } from "../../../src/github/upload/upload.ts";
import { sarifDraft } from "../../../src/sarif/build.ts";
import { jsonText } from "../../../src/report/json-text.ts";
import { TestRepository } from "../../git/repository.ts";
import { finding, reportOn, rulesFor } from "../../report/sample.ts";
import type { Fault } from "../github-faults.ts";
import { LocalCodeScanning, type CodeScanningOptions } from "../local-github-code-scanning.ts";
import { LocalGitHub } from "../local-github.ts";
import { cleanUp, temporaryFolder } from "../runner.ts";
import { pullPayload, pullSurroundings, surroundingsOf } from "../surroundings-sample.ts";

const token = "ghs_s3cr3tT0k3n";
const post = "code-scanning/upload-sarif";
const get = "code-scanning/get-sarif";

const findings = [finding()];
const draft = sarifDraft(reportOn(findings), rulesFor(findings), { category: "x" });
const sarif = { text: jsonText(draft.log), runs: draft.log.runs.length, problems: draft.problems };

let root: string;
let commit: string;
beforeAll(() => {
  root = join(temporaryFolder(), "my shop");
  commit = new TestRepository(root).commit({ "deploy/web.yaml": "kind: Pod\n" });
});
afterAll(cleanUp);

let github: LocalGitHub;
const pauses: number[] = [];
beforeEach(async () => {
  github = await LocalGitHub.start({ token });
  pauses.length = 0;
});
afterEach(() => github.stop());

function scanning(given: Partial<CodeScanningOptions> = {}): LocalCodeScanning {
  const refs = new Set(["refs/heads/main", "refs/pull/7/head", "refs/pull/7/merge"]);
  return new LocalCodeScanning(github, { commits: new Set([commit]), refs, ...given });
}

type Given = Partial<UploadRequest> & { readonly from?: Partial<Surroundings> };

function attempt({ from, ...given }: Given = {}): Promise<UploadOutcome | undefined> {
  return uploadSarif({
    mode: "auto",
    waitsForProcessing: true,
    offline: false,
    token,
    sarif,
    root,
    startedAt: new Date("2026-11-21T11:22:33.456Z"),
    surroundings: surroundingsOf({ commit, api: github.url, ...from }),
    pause: (ms) => {
      pauses.push(ms);
      return Promise.resolve();
    },
    limits: { backoffMs: 1, rateLimitPauseMs: 1, longestPauseMs: 1_000, exchangeMs: 2_000 },
    ...given,
  });
}

test("the log is uploaded with everything that GitHub wants to know, and its processing waited for", async () => {
  const { uploads } = scanning();
  const outcome = await attempt();
  expect(outcome).toMatchObject({ state: "processed", level: "info", sarifId: uploads[0]?.id });
  const { sarif: sent, ...fields } = uploads[0]!.body;
  expect(fields).toEqual({
    commit_sha: commit,
    ref: "refs/heads/main",
    checkout_uri: `file://${root.replace(" ", "%20")}/`,
    started_at: "2026-11-21T11:22:33Z",
    tool_name: "Portcullis",
  });
  expect(gunzipSync(Buffer.from(sent, "base64")).toString()).toBe(sarif.text);
  expect(pauses).toEqual([5_000]);
});

test("a pull request's head that is checked out is uploaded for as that", async () => {
  const { uploads } = scanning();
  const from = pullSurroundings("pull_request", { api: github.url });
  const event = { ...from.event, head: commit };
  expect(await attempt({ from: { ...from, event } })).toMatchObject({ state: "processed" });
  expect(uploads[0]?.body).toMatchObject({ commit_sha: commit, ref: "refs/pull/7/head" });
});

test.each(["pull_request", "pull_request_target"] as const)(
  "%s: a commit without the change is not uploaded for",
  async (name) => {
    scanning();
    const repository = new TestRepository(join(temporaryFolder(), "elsewhere"));
    const head = repository.commit({ a: "b" });
    repository.git("switch", "--quiet", "--orphan", "main2");
    const other = repository.commit({ a: "c" });
    const { event, ...from } = pullSurroundings(name, { api: github.url, commit: other });
    const given = { root: repository.folder, from: { ...from, event: { ...event, head } } };
    expect(await attempt(given)).toMatchObject({
      state: "not-uploaded",
      line: expect.stringContaining("neither the pull request's merge nor its head"),
    });
    expect(github.requests).toEqual([]);
  },
);

test("a pull request's checkout without a commit is not uploaded for", async () => {
  scanning();
  const { folder } = new TestRepository(join(temporaryFolder(), "unborn"));
  const from = pullSurroundings("pull_request", { api: github.url });
  const outcome = await attempt({ root: folder, from });
  expect(outcome).toMatchObject({ state: "not-uploaded", level: "warning" });
  expect(outcome?.line).toContain("no commit at HEAD");
  expect(github.requests).toEqual([]);
});

test("GitHub Enterprise Server has the same under another address", async () => {
  await github.stop();
  github = await LocalGitHub.start({ token, prefix: "/api/v3" });
  const { uploads } = scanning();
  expect(await attempt()).toMatchObject({ state: "processed" });
  expect(uploads).toHaveLength(1);
});

test("an annotated tag is followed to its commit", async () => {
  const { uploads } = scanning({ refs: new Set(["refs/tags/v1"]) });
  const repository = new TestRepository(join(temporaryFolder(), "tagged"));
  const tagged = repository.commit({ a: "b" });
  repository.git("tag", "-a", "-m", "one", "v1");
  const object = repository.git("rev-parse", "refs/tags/v1");
  expect(object).not.toBe(tagged);
  const from = { commit: object, ref: "refs/tags/v1" };
  const outcome = await attempt({ from, root: repository.folder });
  // The commit is another than the one that this GitHub has.
  expect(outcome?.line).toContain("commit not found");
  expect(uploads).toEqual([]);
  expect(github.requestsFor(post)[0]?.body).toMatchObject({ commit_sha: tagged });
});

test("never uploads nothing and says nothing", async () => {
  expect(await attempt({ mode: "never" })).toBeUndefined();
  expect(github.requests).toEqual([]);
});

test("GitHub is asked after 5, 15, 35, 75 and 155 seconds, and then it is a notice", async () => {
  scanning({ pendingAnswers: 5 });
  const outcome = await attempt({ mode: "always" });
  expect(outcome).toMatchObject({ state: "pending", level: "notice" });
  expect(isUploadFailure(outcome!)).toBe(false);
  let at = 0;
  expect(pauses.map((ms) => (at += ms / 1_000))).toEqual([5, 15, 35, 75, 155]);
});

test("a processing that takes a while is waited for", async () => {
  scanning({ pendingAnswers: 3 });
  expect(await attempt()).toMatchObject({ state: "processed" });
  expect(pauses).toHaveLength(4);
});

test("without waiting, GitHub is not asked", async () => {
  scanning();
  expect(await attempt({ waitsForProcessing: false })).toMatchObject({
    state: "accepted",
    level: "info",
    sarifId: expect.any(String),
  });
  expect(github.requestsFor(get)).toEqual([]);
  expect(pauses).toEqual([]);
});

test("a failed processing is shown with GitHub's errors, a few of them", async () => {
  scanning();
  const errors = Array.from({ length: 9 }, (_, index) => `reason ${index}`);
  github.answer(get, () => ({ body: { processing_status: "failed", errors } }));
  const outcome = await attempt();
  expect(outcome).toMatchObject({ state: "failed", level: "warning" });
  expect(outcome?.line).toContain("reason 0; reason 1");
  expect(outcome?.line).not.toContain("reason 5");
  expect(isUploadFailure(outcome!)).toBe(true);
});

test("a failed processing may come without errors", async () => {
  scanning();
  github.answer(get, () => ({ body: { processing_status: "failed", errors: null } }));
  expect((await attempt())?.line).toContain("no reason given");
});

test("a question in vain does not end the wait, and the last one leaves it unknown", async () => {
  scanning();
  github.fault(get, { kind: "status", status: 404 }, 2);
  expect(await attempt()).toMatchObject({ state: "processed" });
  expect(pauses).toHaveLength(2);
  github.fault(get, { kind: "status", status: 500 });
  const outcome = await attempt();
  expect(outcome).toMatchObject({ state: "unknown", level: "warning" });
  expect(isUploadFailure(outcome!)).toBe(true);
});

test("a token that may not ask does not wait for the answer", async () => {
  scanning();
  github.fault(get, { kind: "status", status: 403 });
  expect(await attempt()).toMatchObject({ state: "unknown", sarifId: expect.any(String) });
  expect(pauses).toHaveLength(1);
});

test.each([{}, { processing_status: "complete " }, [], "complete"])(
  "the status %j is none",
  async (body) => {
    scanning();
    const raw: Fault = { kind: "raw", status: 200, body: JSON.stringify(body) };
    github.fault(get, raw);
    expect(await attempt()).toMatchObject({ state: "unknown" });
  },
);

test.each([{}, { id: "" }, { id: 7 }, { id: "../../x" }, { id: "a\u001b[2Jb" }])(
  "an answer with %j is an upload that nobody can ask about",
  async (body) => {
    scanning();
    github.fault(post, { kind: "raw", status: 202, body: JSON.stringify(body) });
    const outcome = await attempt();
    expect(outcome).toMatchObject({ state: "unknown", level: "warning" });
    expect(outcome).not.toHaveProperty("sarifId");
    expect(github.requestsFor(get)).toEqual([]);
  },
);

function saying(status: number, message: string): Fault {
  return { kind: "raw", status, body: JSON.stringify({ message }) };
}

const integration = "Resource not accessible by integration";
/** A pull request whose head is checked out. */
const pullOf = (payload: unknown) => (): Partial<Surroundings> => {
  const { event, ref } = pullSurroundings();
  return { event: { ...event, head: commit }, ref, payload };
};
const fork = pullOf(pullPayload("eve/shop"));
const gone = pullOf(pullPayload(null));
const dependabot = { actor: "dependabot[bot]" };
const dependabotPull = () => ({ ...pullOf(pullPayload())(), ...dependabot });
const server = { server: "https://github.acme.example" };

type From = Partial<Surroundings> | (() => Partial<Surroundings>);

test.each<[string, number, string, From, string, string]>([
  ["a weak token", 403, integration, {}, "security-events: write", "permissions"],
  [
    "a weak personal token",
    403,
    "Resource not accessible by personal access token",
    {},
    "security-events: write",
    "permissions",
  ],
  ["a fork", 403, integration, fork, "fork", "upload-sarif"],
  ["a fork that is gone", 403, integration, gone, "fork", "upload-sarif"],
  ["Dependabot on push", 403, integration, dependabot, "Dependabot", "upload-sarif"],
  [
    "a pull request of Dependabot's",
    403,
    integration,
    dependabotPull,
    "the token lacks `security-events: write`",
    "permissions",
  ],
  [
    "a private repository",
    403,
    "Advanced Security must be enabled for this repository to use code scanning.",
    {},
    "code scanning is off",
    "GitHub Code Security",
  ],
  [
    "a private repository, as GitHub says it today",
    403,
    "Code Security must be enabled for this repository to use code scanning.",
    {},
    "code scanning is off",
    "upload: never",
  ],
  [
    "code scanning that is off",
    403,
    "Code scanning is not enabled for this repository. Please enable code scanning in the repository settings.",
    {},
    "code scanning is off",
    "settings",
  ],
  [
    "an archived repository",
    403,
    "Repository was archived so is read-only.",
    {},
    "archived",
    "upload: never",
  ],
  ["GitHub without it", 404, "Not Found", {}, "404", "`token`"],
  ["a server without it", 404, "Not Found", server, "server", "Code Security"],
])("%s is told in one line, with what to do", async (_, status, said, from, why, how) => {
  github.fault(post, saying(status, said));
  const outcome = await attempt({ from: typeof from === "function" ? from() : from });
  expect(outcome).toMatchObject({ state: "not-uploaded", level: "notice" });
  for (const part of [why, how]) expect(outcome?.line).toContain(part);
  expect(outcome?.line).not.toContain("\n");
  expect(outcome?.line.length).toBeLessThanOrEqual(190);
  // There may be none.
  expect(outcome?.line).not.toContain("finding");
  expect(isUploadFailure(outcome!)).toBe(true);
});

test("for pull_request_target a fork is no excuse: the token is the base's", async () => {
  github.fault(post, saying(403, integration));
  const { event: of } = pullSurroundings("pull_request_target");
  const outcome = await attempt({
    from: { event: { ...of, head: commit }, payload: pullPayload("eve/shop") },
  });
  expect(outcome?.line).toContain("the token lacks `security-events: write`");
  expect(github.requestsFor(post)[0]?.body).toMatchObject({ ref: "refs/pull/7/head" });
});

test.each<[string, Fault, string]>([
  ["a wrong token", { kind: "status", status: 401 }, "401"],
  ["a refusal without a known reason", saying(403, "Because."), "Because."],
  ["an unknown commit", saying(400, "commit not found"), "commit not found"],
  [
    "an unknown ref",
    saying(400, "ref 'refs/heads/main' not found in this repository"),
    "does not know the commit or the ref",
  ],
  ["a log that it does not take", saying(400, "Invalid SARIF"), "open an issue"],
  ["another upload", saying(409, "Conflict"), "run the job again"],
  ["a field that it does not take", saying(422, "Invalid request."), "Invalid request."],
  ["too many bytes", saying(413, "Payload too large"), "413"],
  ["too many requests", { kind: "status", status: 429 }, "no more requests"],
  ["too many at once", { kind: "secondary-limit", retryAfter: 0 }, "secondary rate limit"],
  ["a long time to wait", { kind: "secondary-limit", retryAfter: 3_600 }, "no more requests"],
  ["a spent hour", { kind: "primary-limit", resetAfter: 3_000 }, "no more requests"],
  ["a fault", { kind: "status", status: 500 }, "500"],
  ["a pause", { kind: "status", status: 503 }, "503"],
  ["half an answer", { kind: "cut" }, "cannot be reached"],
  [
    "a way elsewhere",
    { kind: "redirect", status: 307, location: "https://evil.test/" },
    "to evil.test; look for a proxy in between, and at GITHUB_API_URL (http://127.0.0.1",
  ],
])("%s is a warning", async (_, fault, named) => {
  github.fault(post, fault);
  const outcome = await attempt();
  expect(outcome).toMatchObject({ state: "not-uploaded", level: "warning" });
  expect(outcome?.line).toContain(named);
  expect(outcome?.line).not.toContain(token);
});

test.each<[Fault, string]>([
  [{ kind: "invalid-json" }, "not JSON"],
  [{ kind: "raw", status: 202, body: "<html>proxy" }, "(202) is not JSON"],
  [{ kind: "raw", status: 200, body: JSON.stringify("x".repeat(3_000)) }, "longer than any"],
])("after %j nobody knows whether GitHub took it", async (fault, why) => {
  github.fault(post, fault);
  const limits = { backoffMs: 1, answerBytes: 2_000 };
  const outcome = await attempt({ limits });
  expect(outcome).toMatchObject({ state: "unknown", level: "warning" });
  for (const part of ["Nobody knows", "refs/heads/main", why, "Security tab"]) {
    expect(outcome?.line).toContain(part);
  }
  expect(isUploadFailure(outcome!)).toBe(true);
});

test.each<[Fault, UploadOutcome["state"]]>([
  [{ kind: "silence" }, "not-uploaded"],
  [{ kind: "trickle", status: 202 }, "unknown"],
])("%j is not waited for without end", async (fault, state) => {
  github.fault(post, fault);
  const limits = { backoffMs: 1, exchangeMs: 100, attempts: 2, answerBytes: 20_000 };
  expect(await attempt({ limits })).toMatchObject({ state, level: "warning" });
});

test("a server that is not there is named", async () => {
  const from = { api: "http://127.0.0.1:9" };
  expect((await attempt({ from }))?.line).toContain("127.0.0.1:9");
});

test("an address that is none is named", async () => {
  const outcome = await attempt({ from: { api: "nowhere" } });
  expect(outcome).toMatchObject({ state: "not-uploaded", level: "warning" });
  expect(outcome?.line).toContain("GITHUB_API_URL");
});

test.each<[string, Fault]>([
  ["a fault", { kind: "status", status: 502 }],
  ["a pause", { kind: "status", status: 503 }],
  ["a broken connection", { kind: "cut" }],
  ["a fresh token that is not known everywhere", { kind: "status", status: 401 }],
  ["a fresh permission that is not known everywhere", { kind: "status", status: 403 }],
  ["a fresh commit that is not known everywhere", { kind: "status", status: 404 }],
  ["too many at once", { kind: "secondary-limit", retryAfter: 0 }],
])("%s that passes is got over", async (_, fault) => {
  const { uploads } = scanning();
  github.fault(post, fault, 1);
  expect(await attempt()).toMatchObject({ state: "processed" });
  expect(uploads).toHaveLength(1);
});

test.each<[string, Given, string]>([
  ["offline", { offline: true }, "offline is true"],
  ["no token", { token: undefined }, "no token"],
  ["no check came to a result", { sarif: { ...sarif, runs: 0 } }, "no check came to a result"],
  ["the ref is none", { from: { ref: "" } }, "GITHUB_REF"],
  [
    "another commit is checked out",
    { from: { commit: "a".repeat(40) } },
    "and the run is about aaaaaaaaaa",
  ],
])("%s: nothing is sent, and the line says why", async (_, given, named) => {
  const outcome = await attempt(given);
  expect(outcome).toMatchObject({ state: "not-uploaded", level: "notice" });
  expect(outcome?.line).toContain(named);
  expect(github.requests).toEqual([]);
});

test("a log that GitHub would refuse is a bug of ours, and is not sent", async () => {
  const outcome = await attempt({ sarif: { ...sarif, problems: ["log: 21 runs", "more"] } });
  expect(outcome).toMatchObject({ state: "not-uploaded", level: "warning" });
  for (const part of ["log: 21 runs", "bug of ours"]) expect(outcome?.line).toContain(part);
  expect(github.requests).toEqual([]);
});

test("a log above GitHub's limit is not sent", async () => {
  const text = JSON.stringify({ noise: randomBytes(10_100_000).toString("base64") });
  const outcome = await attempt({ sarif: { ...sarif, text } });
  expect(outcome).toMatchObject({ state: "not-uploaded", level: "warning" });
  expect(outcome?.line).toContain("10000000");
  expect(github.requests).toEqual([]);
}, 30_000);

test("a checkout that git cannot read is none, and a clock that is off is only a time", async () => {
  const { uploads } = scanning();
  const folder = temporaryFolder();
  writeFileSync(join(folder, ".git"), "nonsense");
  const outcome = await attempt({ root: folder, startedAt: new Date(0) });
  expect(outcome).toMatchObject({ state: "processed" });
  expect(uploads[0]?.body).toMatchObject({
    commit_sha: commit,
    started_at: "1970-01-01T00:00:00Z",
  });
});
