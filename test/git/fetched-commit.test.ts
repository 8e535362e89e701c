import { existsSync, readdirSync } from "node:fs";
import { createServer, type IncomingMessage } from "node:http";
import { tmpdir } from "node:os";
import { basename, dirname } from "node:path";
import { afterAll, expect, test } from "@jest/globals";
import type { GitError } from "../../src/git/error.ts";
import { type RemoteCommit, withFetchedCommit } from "../../src/git/fetched-commit.ts";
import { readFileAt } from "../../src/git/read-file-at.ts";
import { gitServer, listening } from "./git-server.ts";
import { TestRepository } from "./repository.ts";

const origin = new TestRepository();
const first = origin.commit({ "policy.yml": "first" });
origin.commit({ "policy.yml": "second" });
afterAll(() => origin.remove());

const remote: RemoteCommit = {
  server: `file://${dirname(origin.folder)}`,
  repository: basename(origin.folder),
  commit: first,
  token: undefined,
};

const readPolicy = (repository: string): Promise<Buffer | undefined> =>
  readFileAt({ repository, commit: first, path: "policy.yml" });

async function errorOf(promise: Promise<unknown>): Promise<GitError> {
  try {
    await promise;
  } catch (error) {
    return error as GitError;
  }
  throw new Error("it did not throw");
}

const scratchFolders = (): string[] =>
  readdirSync(tmpdir()).filter((name) => name.startsWith("portcullis-git-"));

test("fetches exactly the commit, lends it and removes it", async () => {
  let lent = "";
  const policy = await withFetchedCommit(remote, (repository) => {
    lent = repository;
    return readPolicy(repository);
  });
  expect(policy?.toString()).toBe("first");
  expect(existsSync(lent)).toBe(false);
});

test("removes it when its user throws, and hands on what was thrown", async () => {
  const before = scratchFolders();
  const mine = new Error("mine");
  expect(await errorOf(withFetchedCommit(remote, () => Promise.reject(mine)))).toBe(mine);
  expect(scratchFolders()).toEqual(before);
});

test("a commit that the server does not have is `fetch-failed`", async () => {
  const missing = { ...remote, commit: "1".repeat(40) };
  const error = await errorOf(withFetchedCommit(missing, readPolicy));
  expect(error).toMatchObject({ name: "GitError", code: "fetch-failed" });
  expect(error.message).toContain("1".repeat(40));
});

test.each([
  "ext::sh -c id",
  "ssh://git@example.com",
  "not an address",
  "https://u:p@example.com",
  "git://x",
])("does not fetch from %j", async (server) => {
  const error = await errorOf(withFetchedCommit({ ...remote, server }, readPolicy));
  expect(error.code).toBe("fetch-failed");
  expect(error.message).toContain("not the address of a server");
});

test("a commit that is an option is refused before git sees it", async () => {
  const error = await errorOf(
    withFetchedCommit({ ...remote, commit: "--upload-pack=id" }, readPolicy),
  );
  expect(error.code).toBe("bad-revision");
});

test("fetches over HTTP from a server that wants the token", async () => {
  const server = gitServer(dirname(origin.folder), "t0k3n");
  const address = await listening(server);
  const here = { ...remote, server: address, repository: `${remote.repository}/.git` };
  const policy = await withFetchedCommit({ ...here, token: "t0k3n" }, readPolicy);
  const refused = await errorOf(withFetchedCommit({ ...here, token: "wrong" }, readPolicy));
  server.close();
  expect(policy?.toString()).toBe("first");
  expect(refused.code).toBe("fetch-failed");
});

test("the token goes into the request's header and nowhere else", async () => {
  const requests: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    requests.push(request);
    response.writeHead(403).end("no");
  });
  const address = await listening(server);
  const error = await errorOf(
    withFetchedCommit({ ...remote, server: address, token: "t0k3n" }, readPolicy),
  );
  server.close();
  const basic = Buffer.from("x-access-token:t0k3n").toString("base64");
  expect(requests[0]?.headers.authorization).toBe(`basic ${basic}`);
  expect(requests[0]?.url).not.toContain("t0k3n");
  expect(`${error.message}${String(error.cause)}`).not.toMatch(/t0k3n|eC1hY2Nl/);
});

test("a redirect is not followed, so the token stays with its server", async () => {
  let elsewhere = 0;
  const other = createServer((_, response) => {
    elsewhere++;
    response.end();
  });
  const otherAddress = await listening(other);
  const server = createServer((request, response) => {
    response.writeHead(302, { location: `${otherAddress}${request.url ?? ""}` }).end();
  });
  const address = await listening(server);
  const error = await errorOf(
    withFetchedCommit({ ...remote, server: address, token: "t0k3n" }, readPolicy),
  );
  server.close();
  other.close();
  expect(error.code).toBe("fetch-failed");
  expect(elsewhere).toBe(0);
});
