import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeAll, beforeEach, expect, test } from "@jest/globals";
import { freshTrustedRoot } from "../../src/sigstore/fresh-trust-root.ts";
import { newInstance } from "../checks/signatures/material/instance.ts";
import {
  newRepository,
  serveRepository,
  type UpdateRepository,
} from "../checks/signatures/material/update-repository.ts";

let trustedRoot: string;
let folder: string;
let cacheFolder: string;
let rootFile: string;
const servers: { stop: () => void }[] = [];

beforeAll(async () => {
  trustedRoot = JSON.stringify((await newInstance()).trustedRoot);
});

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "portcullis-tuf-"));
  cacheFolder = join(folder, "cache");
  rootFile = join(folder, "root.json");
});

afterEach(() => {
  for (const server of servers.splice(0)) server.stop();
  rmSync(folder, { recursive: true });
});

async function serve(repository: UpdateRepository, pinned = repository.root) {
  writeFileSync(rootFile, pinned);
  const server = await serveRepository(repository);
  servers.push(server);
  const mirror = { url: server.url, rootFile };
  return { ...server, fetch: () => freshTrustedRoot({ cacheFolder, offline: false, mirror }) };
}

test("the trust root is fetched and verified from the pinned root", async () => {
  const { fetch, url } = await serve(newRepository(trustedRoot));
  const { name, material } = await fetch();
  expect(name).toBe(url);
  expect(material.tlogs[0]?.baseURL).toBe("https://rekor.example");
});

test("what is cached is not fetched again", async () => {
  const { fetch, asked } = await serve(newRepository(trustedRoot));
  await fetch();
  asked.length = 0;
  await fetch();
  expect(asked.filter((url) => url.startsWith("/targets/"))).toEqual([]);
});

test("a root in the cache that is not the pinned one starts no chain", async () => {
  const good = newRepository(trustedRoot);
  const evil = newRepository(trustedRoot);
  const { fetch, url } = await serve(evil, good.root);
  const cached = join(cacheFolder, encodeURIComponent(new URL(url).host));
  mkdirSync(cached, { recursive: true });
  writeFileSync(join(cached, "root.json"), evil.root);
  await expect(fetch()).rejects.toThrow(/could not be fetched from http/);
  expect(readdirSync(cached)).toContain("root.json");
});

const broken: [string, (files: Map<string, string>) => void][] = [
  [
    "a changed target",
    (files) =>
      replace(files, /^\/targets/, (text) =>
        text.replace("acme", "evil").replace("rekor.", "rekot."),
      ),
  ],
  [
    "changed metadata",
    (files) =>
      replace(files, /targets\.json$/, (text) => text.replace(/"length":\d+/, '"length":1')),
  ],
  ["no time-stamp", (files) => files.delete("/timestamp.json")],
];
test.each(broken)("%s is refused", async (_, damage) => {
  const repository = newRepository(trustedRoot);
  const files = new Map(repository.files);
  damage(files);
  const { fetch } = await serve({ ...repository, files });
  await expect(fetch()).rejects.toThrow(/name a file by trusted-root, or run offline/);
});

test("metadata that has expired is refused", async () => {
  const { fetch } = await serve(newRepository(trustedRoot, "2020-01-01T00:00:00Z"));
  await expect(fetch()).rejects.toThrow(/could not be fetched/);
});

test("a bad trust root is refused although it is signed", async () => {
  const { fetch } = await serve(newRepository("{}"));
  await expect(fetch()).rejects.toThrow(/is not a trusted_root\.json/);
});

test("offline nothing is contacted and nothing written", async () => {
  const { url, asked } = await serve(newRepository(trustedRoot));
  const mirror = { url, rootFile };
  const { name } = await freshTrustedRoot({ cacheFolder, offline: true, mirror });
  expect(name).toMatch(/^the public Sigstore instance, snapshot \d+$/);
  expect(asked).toEqual([]);
  expect(readdirSync(folder)).toEqual(["root.json"]);
});

function replace(files: Map<string, string>, path: RegExp, change: (text: string) => string): void {
  for (const [name, text] of files) if (path.test(name)) files.set(name, change(text));
}
