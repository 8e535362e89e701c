import { afterAll, afterEach, beforeEach, expect, test } from "@jest/globals";
import { TestRepository } from "../git/repository.ts";
import { jobToken, said, stepOf, type Checkout, type JobStep } from "./job.ts";
import { LocalCodeScanning } from "./local-github-code-scanning.ts";
import { LocalComments } from "./local-github-comments.ts";
import { LocalGitHub } from "./local-github.ts";
import { harmless, privilegedPod } from "./manifests.ts";
import { pullRequest, type Files } from "./pull-request.ts";
import { cleanUp, reportOf } from "./runner.ts";

afterAll(cleanUp);

let github: LocalGitHub;
beforeEach(async () => {
  github = await LocalGitHub.start({ token: jobToken });
});
afterEach(() => github.stop());

const before: Files = { "deploy/web.yaml": harmless };

interface Pull {
  readonly checkout: Checkout;
  readonly step: JobStep;
  readonly base: string;
  readonly head: string;
}

/** Pull request 7, out of a repository, with hostile words where its author may write. */
function pull(manifest: string, from = "acme/shop"): Pull {
  const change = pullRequest(before, { "deploy/web.yaml": manifest, note: "x" });
  const { workspace, base, head, merge, payload, environment } = change;
  const { pull_request } = payload as { readonly pull_request: { readonly head: object } };
  return {
    checkout: { workspace, commit: merge },
    base,
    head,
    step: {
      event: "pull_request",
      payload: {
        number: 7,
        pull_request: {
          ...pull_request,
          number: 7,
          title: "::error::title",
          body: "##[error]body",
          head: { ...pull_request.head, ref: "x;::error::y", repo: { full_name: from } },
        },
      },
      environment: { ...environment, GITHUB_REF: "refs/pull/7/merge" },
    },
  };
}

function scanning(...commits: readonly string[]): LocalCodeScanning {
  const refs = new Set(["refs/heads/main", "refs/pull/7/merge", "refs/pull/7/head"]);
  return new LocalCodeScanning(github, { commits: new Set(commits), refs });
}

test("a pull request's results go to its merge, and its one comment is edited in place", async () => {
  const { checkout, step } = pull(privilegedPod);
  const { uploads } = scanning(checkout.commit);
  const { comments } = new LocalComments(github);
  comments.push({ id: 1, login: "mallory", type: "User", body: "<!-- portcullis:portcullis -->" });
  const inputs = { comment: "true" };
  const first = await stepOf(github, checkout, { ...step, inputs });
  expect(first).toMatchObject({
    status: 1,
    outputs: { verdict: "fail", "sarif-id": uploads[0]?.id },
  });
  expect(uploads.map(({ body }) => [body.ref, body.commit_sha])).toEqual([
    ["refs/pull/7/merge", checkout.commit],
  ]);
  expect(comments).toHaveLength(2);
  const wrote = comments[1]?.body;
  expect(wrote).toContain("pod-security/privileged");
  const narrower = { comment: "true", "pod-security": "restricted", "fail-on": "low" };
  await stepOf(github, checkout, { ...step, inputs: narrower });
  expect(comments).toHaveLength(2);
  expect(comments[1]?.body).not.toBe(wrote);
  expect(comments[0]?.body).toBe("<!-- portcullis:portcullis -->");
  expect(github.requestsFor("issues/create-comment")).toHaveLength(1);
  expect(github.requestsFor("issues/update-comment")).toHaveLength(1);
});

test.each([
  [harmless, 0, "pass"],
  [privilegedPod, 1, "fail"],
])("a fork's token changes no verdict, and one line says so", async (manifest, status, verdict) => {
  github.fault("code-scanning/upload-sarif", { kind: "status", status: 403 });
  const { checkout, step } = pull(manifest, "mallory/shop");
  const result = await stepOf(github, checkout, step);
  expect(result).toMatchObject({ status, outputs: { verdict } });
  const lines = [...said(result, "notice"), ...said(result, "warning")].filter((line) =>
    /code scanning/i.test(line),
  );
  expect(lines).toEqual([expect.stringContaining("a pull request from a fork only read")]);
  expect(result.summary).toContain("from a fork only read");
  expect(result.outputs).not.toHaveProperty("sarif-id");
});

test("where the upload must succeed, a fork's token leaves no verdict", async () => {
  github.fault("code-scanning/upload-sarif", { kind: "status", status: 403 });
  const { checkout, step } = pull(harmless, "mallory/shop");
  const result = await stepOf(github, checkout, { ...step, inputs: { upload: "always" } });
  expect(result).toMatchObject({ status: 1, outputs: { verdict: "error" } });
  expect(said(result, "error").at(-1)).toMatch(/^NO VERDICT: .*upload is always/);
});

const target = (base: string): JobStep => ({
  event: "pull_request_target",
  environment: { GITHUB_REF: "refs/heads/main", GITHUB_SHA: base },
});

test("pull_request_target with the base checked out judges nothing and has no verdict", async () => {
  const { checkout, step, base, head } = pull(privilegedPod, "mallory/shop");
  const { uploads } = scanning(base, head, checkout.commit);
  const { GITHUB_SERVER_URL = "" } = step.environment ?? {};
  const origin = new TestRepository(`${GITHUB_SERVER_URL.slice("file://".length)}/acme/shop`);
  origin.git("checkout", "--quiet", "--detach", base);
  const asTarget = {
    ...step,
    ...target(base),
    environment: { ...step.environment, ...target(base).environment },
  };
  const at = { workspace: origin.folder, commit: base };
  const atBase = await stepOf(github, at, asTarget);
  expect(atBase).toMatchObject({ status: 1, outputs: { verdict: "error" } });
  expect(uploads).toEqual([]);
  const unseen = "no file of the change would be judged";
  expect(said(atBase, "error").join()).toContain(unseen);
  expect(atBase.summary).toContain(unseen);
  // With the head checked out they go to the pull request, never to the base branch.
  origin.git("checkout", "--quiet", "--detach", head);
  const atHead = await stepOf(github, at, asTarget);
  expect(atHead).toMatchObject({ status: 1, outputs: { verdict: "fail" } });
  expect(uploads.map(({ body }) => [body.ref, body.commit_sha])).toEqual([
    ["refs/pull/7/head", head],
  ]);
  expect(reportOf(atHead).notices.join()).not.toContain(unseen);
});

test.each(["pull_request", "pull_request_target"])(
  "%s with a later commit of the base branch checked out has no verdict, and nothing is uploaded",
  async (event) => {
    const { step, base, checkout } = pull(privilegedPod);
    const { GITHUB_SERVER_URL = "" } = step.environment ?? {};
    const origin = new TestRepository(`${GITHUB_SERVER_URL.slice("file://".length)}/acme/shop`);
    origin.git("checkout", "--quiet", "--detach", base);
    const moved = origin.commit({ note: "main moved on" });
    const { uploads } = scanning(base, moved, checkout.commit);
    const sha = event === "pull_request" ? checkout.commit : moved;
    const environment = { ...step.environment, GITHUB_SHA: sha };
    const at = { workspace: origin.folder, commit: moved };
    const result = await stepOf(github, at, { ...step, event, environment });
    expect(result).toMatchObject({ status: 1, outputs: { verdict: "error" } });
    expect(uploads).toEqual([]);
    expect(said(result, "error").join()).toContain("so no file of the change would be judged");
    expect(result.summary).toContain(moved.slice(0, 10));
  },
);

test("nothing that a pull request's author may write is a command", async () => {
  const { checkout, step } = pull(privilegedPod);
  scanning(checkout.commit);
  new LocalComments(github);
  const result = await stepOf(github, checkout, { ...step, inputs: { comment: "true" } });
  const messages = result.commands.map(({ message }) => message);
  for (const forged of ["title", "body", "y"]) expect(messages).not.toContain(forged);
  expect(result.log).not.toContain("##[");
});
