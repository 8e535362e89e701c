import { readFileSync } from "node:fs";
import { afterAll, expect, test } from "@jest/globals";
import { readInputs } from "../../src/github/inputs.ts";
import { requestOf } from "../../src/github/request.ts";
import type { Surroundings } from "../../src/github/surroundings.ts";
import { ignoreFilesOf } from "../../src/policy/ignore-files.ts";
import type { Request } from "../../src/request.ts";
import { type Files, pullRequest } from "./pull-request.ts";
import { cleanUp, temporaryFolder } from "./runner.ts";

afterAll(cleanUp);

const list = ".trivyignore";
const yaml = ".trivyignore.yaml";
const entries = "vulnerabilities:\n  - id: CVE-2020-0001\n";

/** What is asked for when the head's change to the base's files is judged. */
async function requestFor(base: Files, head: Files): Promise<Request> {
  const files = { "README.md": "", ...base };
  const change = pullRequest(files, { "deploy/x.yaml": "a: 1\n", ...head }, { depth: 2 });
  const surroundings: Surroundings = {
    workspace: change.workspace,
    temporary: temporaryFolder(),
    server: change.environment["GITHUB_SERVER_URL"] ?? "",
    repository: "acme/shop",
    event: {
      name: "pull_request",
      base: { branch: "main", commit: change.base },
      head: change.head,
      authorWritesWorkflow: true,
    },
    payload: change.payload,
    commit: change.merge,
    ref: "refs/pull/1/merge",
    api: "https://api.github.invalid",
    graphql: undefined,
    actor: "octocat",
    runId: undefined,
    workflowPath: undefined,
  };
  const inputs = { ...readInputs(), checks: ["manifests"] as const, offline: true };
  return requestOf(inputs, surroundings, temporaryFolder());
}

/** The files that count, by the name that reports show, with their content. */
function contents({ policy, root }: Request): Record<string, string> {
  return Object.fromEntries(
    ignoreFilesOf(policy).map(({ path, shown = path }) => [
      shown,
      readFileSync(path.startsWith("/") ? path : `${root}/${path}`, "utf8"),
    ]),
  );
}

const noticesOf = (request: Request): string => (request.notices ?? []).join("\n");

test("without ignore files there are none, and nothing is told", async () => {
  const request = await requestFor({}, {});
  expect(contents(request)).toEqual({});
  expect(noticesOf(request)).not.toContain("trivyignore");
});

test("those of the base count, and an untouched one is no news", async () => {
  const request = await requestFor({ [list]: "CVE-2020-0001\n", [yaml]: entries }, {});
  expect(contents(request)).toEqual({ [list]: "CVE-2020-0001\n", [yaml]: entries });
  expect(noticesOf(request)).not.toContain("trivyignore");
});

test("one that only the head has does not count, and is told", async () => {
  const request = await requestFor({ [yaml]: entries }, { [list]: "CVE-2020-0002\n" });
  expect(contents(request)).toEqual({ [yaml]: entries });
  expect(noticesOf(request)).toContain(
    "This change brings .trivyignore, which takes effect once it is merged.",
  );
});

test.each<readonly [string, Files[string]]>([
  ["edited", "CVE-2020-0001\nCVE-2020-0002\n"],
  ["deleted", null],
  ["made a link", { to: "other" }],
])("one that the head has %s counts as the base has it, and that is told", async (_, content) => {
  const base = { [list]: "CVE-2020-0001\n", other: "CVE-2020-0002\n" };
  const request = await requestFor(base, { [list]: content });
  expect(contents(request)).toEqual({ [list]: "CVE-2020-0001\n" });
  expect(noticesOf(request)).toContain("This change edits .trivyignore; the version of the");
});

test("a link of the base's is no ignore file", async () => {
  const request = await requestFor({ [list]: { to: "other" }, other: "CVE-2020-0001\n" }, {});
  expect(contents(request)).toEqual({});
});

const policy = ".github/portcullis.yml";
const naming = (value: string): string =>
  `version: 1\nvulnerabilities: { ignore-files: ${value} }\n`;

test("a policy that names its own files leaves the standard ones out", async () => {
  const base = { [policy]: naming("[own.yaml]"), "own.yaml": entries, [list]: "CVE-2020-0001\n" };
  const request = await requestFor(base, { "own.yaml": "vulnerabilities: []\n", [list]: "" });
  expect(contents(request)).toEqual({ "own.yaml": entries });
  expect(noticesOf(request)).toContain("This change edits own.yaml");
  expect(noticesOf(request)).not.toContain("trivyignore");
});

test("an empty list means none", async () => {
  const request = await requestFor({ [policy]: naming("[]"), [list]: "CVE-2020-0001\n" }, {});
  expect(contents(request)).toEqual({});
});

test("a head that names its own files in the policy does not get them", async () => {
  const request = await requestFor(
    { [policy]: "version: 1\nvulnerabilities: {}\n" },
    { [policy]: naming("[own.yaml]"), "own.yaml": entries },
  );
  expect(contents(request)).toEqual({});
});

test("a file that the base's policy names has to be there", async () => {
  const asked = requestFor({ [policy]: naming("[own.yaml]") }, { "own.yaml": entries });
  await expect(asked).rejects.toThrow(/vulnerabilities.ignore-files: .* has no file "own.yaml"/);
});
