import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { UsageError } from "../../src/errors.ts";
import { atBase, type Repository } from "../../src/github/base-files.ts";
import { baseBranch, beforePush, type TrustPoint } from "../../src/github/trust-point.ts";
import { TestRepository } from "../git/repository.ts";
import { cleanUp, temporaryFolder } from "./runner.ts";

afterAll(cleanUp);

const gone = "a".repeat(40);

let repository: Repository;
let first: string;
beforeAll(() => {
  const server = temporaryFolder();
  const origin = new TestRepository(join(server, "acme", "shop"));
  origin.git("config", "uploadpack.allowAnySHA1InWant", "true");
  first = origin.commit({ policy: "one" });
  origin.commit({ policy: "two" });
  const last = origin.commit({ policy: "three" });
  const copy = new TestRepository(temporaryFolder());
  copy.git("fetch", "--quiet", "--depth=2", `file://${origin.folder}`, last);
  repository = {
    root: copy.folder,
    server: `file://${server}`,
    name: "acme/shop",
    token: undefined,
    offline: false,
  };
});

const before = (commit: string): TrustPoint => beforePush({ branch: "main", commit });
const base = (commit: string): TrustPoint => baseBranch({ branch: "main", commit });

async function mistakesOf(from: Partial<Repository>, point: TrustPoint): Promise<string> {
  try {
    await atBase({ ...repository, ...from }, point, (read) => read("policy"));
  } catch (error) {
    if (error instanceof UsageError) return error.mistakes.join("\n");
    throw error;
  }
  throw new Error("it could be read");
}

test("what a shallow checkout has not is fetched", async () => {
  const text = await atBase(repository, before(first), (read) => read("policy"));
  expect(text?.toString()).toBe("one");
});

test("offline no token would help, but a deeper checkout would", async () => {
  const said = await mistakesOf({ offline: true }, before(first));
  expect(said).toContain(`state of main before the push at ${first.slice(0, 7)} cannot be read`);
  expect(said).toContain("`offline` is true: check out with `fetch-depth: 0`");
  expect(said).not.toMatch(/token|permissions|fetch-depth: 2/);
});

test("what the server has no more, no deeper checkout has", async () => {
  const pushed = await mistakesOf({}, before(gone));
  expect(pushed).toContain("The server does not have this commit any more");
  expect(pushed).toContain("`trust-ref`");
  const pulled = await mistakesOf({}, base(gone));
  expect(pulled).toContain("start a new run");
  for (const said of [pushed, pulled]) expect(said).not.toMatch(/fetch-depth|permissions/);
});

test("a server that does not answer may be mended by a permission, the network or a deeper checkout", async () => {
  const said = await mistakesOf({ server: "file:///no/such/place" }, base(first));
  for (const part of ["reach the server", "`permissions: contents: read`", "`fetch-depth: 0`"]) {
    expect(said).toContain(part);
  }
  expect(said).not.toContain("any more");
});
