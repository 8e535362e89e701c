import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { actionsStorage } from "../../src/github/actions-keep.ts";
import type { Keep } from "../../src/storage.ts";
import { serve, stopServersAfterEach } from "../network/loopback-server.ts";
import { startCache } from "./cache-stand-in.ts";

stopServersAfterEach();

let folder: string;
let source: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "portcullis-actions-"));
  source = join(folder, "source");
  writeFileSync(source, "the bytes of an archive");
});
afterEach(() => rmSync(folder, { recursive: true }));

function keepBy(surroundings: Readonly<Record<string, string>>, offline = false): Keep {
  return actionsStorage({ folder, offline, surroundings }).keep;
}

async function taken(keep: Keep, name: string): Promise<string | undefined> {
  const path = await keep.take(name);
  return path === undefined ? undefined : readFileSync(path, "utf8");
}

describe("in the cache of GitHub Actions", () => {
  test("a file is kept for the next run as it is", async () => {
    const { variables, entries, server } = await startCache();
    expect(await keepBy(variables).take("trivy-1.tar.gz")).toBeUndefined();
    await keepBy(variables).put("trivy-1.tar.gz", source);
    expect([...entries.values()].map(String)).toEqual(["the bytes of an archive"]);
    expect(await taken(keepBy(variables), "trivy-1.tar.gz")).toBe("the bytes of an archive");
    const stores = server.requests.filter(({ url = "" }) => url.startsWith("/blob/"));
    // The store is another server: it gets the signed address and no token.
    expect(stores.map(({ headers }) => headers.authorization)).toEqual([undefined, undefined]);
  });

  test("nothing is asked where nothing may be contacted", async () => {
    const { variables, server } = await startCache();
    await keepBy(variables, true).put("a", source);
    expect(await keepBy(variables, true).take("a")).toBeUndefined();
    expect(server.requests).toHaveLength(0);
  });

  test("a file that is there is not sent again", async () => {
    const { variables, server } = await startCache();
    await keepBy(variables).put("a", source);
    await keepBy(variables).put("a", source);
    expect(server.asked.filter((line) => line.startsWith("PUT"))).toHaveLength(1);
  });

  test("an entry whose name only begins alike is none", async () => {
    const { variables } = await startCache();
    await keepBy(variables).put("trivy-10", source);
    expect(await keepBy(variables).take("trivy-1")).toBeUndefined();
  });

  test.each([
    ["none", false, false],
    ["read", true, false],
    ["write-only", false, true],
    ["write", true, true],
  ])("the mode %s is respected", async (mode, mayRead, mayWrite) => {
    const { variables, server } = await startCache();
    await keepBy(variables).put("a", source);
    const limited = keepBy({ ...variables, ACTIONS_CACHE_MODE: mode });
    expect((await limited.take("a")) !== undefined).toBe(mayRead);
    await limited.put("b", source);
    expect(server.asked.some((line) => line.startsWith("PUT") && line.includes("-b"))).toBe(
      mayWrite,
    );
  });
});

describe("trouble with the cache is silence", () => {
  test.each([
    ["GetCacheEntryDownloadURL", { status: 403 }],
    ["GetCacheEntryDownloadURL", { status: 500 }],
    ["GetCacheEntryDownloadURL", { json: [] }],
    ["GetCacheEntryDownloadURL", { json: { ok: true, matched_key: "portcullis-a" } }],
    [
      "GetCacheEntryDownloadURL",
      {
        json: { ok: true, matched_key: "portcullis-a", signed_download_url: "file:///etc/passwd" },
      },
    ],
    [
      "GetCacheEntryDownloadURL",
      {
        json: { ok: true, matched_key: "portcullis-a", signed_download_url: "http://127.0.0.1:1/" },
      },
    ],
    ["CreateCacheEntry", { status: 403 }],
    ["CreateCacheEntry", { json: { ok: true, signed_upload_url: "http://169.254.169.254/" } }],
    ["FinalizeCacheEntryUpload", { status: 500 }],
  ])("%s answers %j", async (method, answer) => {
    const { variables, answers, entries } = await startCache();
    if (method.startsWith("Get")) await keepBy(variables).put("a", source);
    answers.set(method, answer);
    await keepBy(variables).put("a", source);
    expect(await keepBy(variables).take("a")).toBeUndefined();
    expect(entries.size).toBe(method.startsWith("Get") ? 1 : 0);
  });

  test("where nobody answers, or it is none", async () => {
    const { variables } = await startCache();
    const nobody = { ...variables, ACTIONS_RESULTS_URL: "http://127.0.0.1:1/" };
    const odd = await serve((_, response) => response.end("<html>"));
    for (const each of [nobody, { ...variables, ACTIONS_RESULTS_URL: odd.url }]) {
      await keepBy(each).put("a", source);
      expect(await keepBy(each).take("a")).toBeUndefined();
    }
  });

  test.each(["ACTIONS_CACHE_SERVICE_V2", "ACTIONS_RESULTS_URL", "ACTIONS_RUNTIME_TOKEN"])(
    "where the runner sets no %s, nothing is contacted",
    async (name) => {
      const { variables, server } = await startCache();
      const keep = keepBy({ ...variables, [name]: "" });
      await keep.put("a", source);
      expect(await keep.take("a")).toBeUndefined();
      expect(server.asked).toEqual([]);
    },
  );

  test("where the file is gone", async () => {
    const { variables, entries } = await startCache();
    await keepBy(variables).put("a", join(folder, "missing"));
    expect(entries.size).toBe(0);
  });
});

describe("in the tool cache of a runner that lives on", () => {
  test("a file is kept, and the cache service is not asked for it", async () => {
    const { variables, server } = await startCache();
    const tools = join(folder, "tools");
    mkdirSync(tools);
    const lasting = { ...variables, RUNNER_TOOL_CACHE: tools, RUNNER_ENVIRONMENT: "self-hosted" };
    await keepBy(lasting).put("a", source);
    const before = server.asked.length;
    expect(await keepBy(lasting).take("a")).toBe(join(tools, "portcullis", "a"));
    expect(server.asked).toHaveLength(before);
    // What another runner kept is still found.
    rmSync(join(tools, "portcullis", "a"));
    expect(await taken(keepBy(lasting), "a")).toBe("the bytes of an archive");
  });

  test("nothing is written where the runner is thrown away, or the folder cannot be made", async () => {
    const tools = join(folder, "tools");
    mkdirSync(tools);
    const hosted = { RUNNER_TOOL_CACHE: tools, RUNNER_ENVIRONMENT: "github-hosted" };
    await keepBy(hosted).put("a", source);
    expect(existsSync(join(tools, "portcullis"))).toBe(false);
    const file = { RUNNER_TOOL_CACHE: source, RUNNER_ENVIRONMENT: "self-hosted" };
    await keepBy(file).put("a", source);
    expect(await keepBy(file).take("a")).toBeUndefined();
  });
});

test("no result is kept, for there is nothing to compare it with", () => {
  expect(actionsStorage({ folder, offline: false, surroundings: {} }).results).toBeUndefined();
});
