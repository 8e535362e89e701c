import { createHash } from "node:crypto";
import { stat } from "node:fs/promises";
import { downloadToFile } from "../network/download.ts";
import { exchange } from "../network/exchange.ts";
import type { Surroundings } from "../network/proxy.ts";

/** The cache of GitHub Actions, as far as single files need it. Every method may reject. */
export interface CacheService {
  /** Writes what is cached under the key into the file; whether there was anything. */
  fetch(key: string, file: string): Promise<boolean>;
  /** Caches a file, unless there is one under the key. */
  store(key: string, file: string): Promise<void>;
}

/** GitHub keeps no more than 10 GB for a repository by default; no file of ours comes near. */
const mostBytes = 2 ** 30;
const answerBytes = 64 << 10;
const callMs = 30_000;
const transferMs = 5 * 60_000;
/** Entries are told apart by key and version; ours are bare files and none of the archives that others write. */
const entryVersion = createHash("sha256").update("portcullis: one file as it is").digest("hex");

/**
 * The cache service (version 2) of the runner that our surroundings tell of; nothing where there is none,
 * as on GitHub Enterprise Server. It is spoken to directly, and not by @actions/cache, because that
 * unpacks what it gets by `tar -P`: whoever wrote an entry then writes any file of the runner.
 */
export function cacheServiceOf(surroundings: Surroundings): CacheService | undefined {
  const base = surroundings["ACTIONS_RESULTS_URL"] ?? "";
  const token = surroundings["ACTIONS_RUNTIME_TOKEN"] ?? "";
  const isVersion2 = (surroundings["ACTIONS_CACHE_SERVICE_V2"] ?? "") !== "";
  if (!isVersion2 || token === "" || !URL.canParse(base)) return undefined;
  const service: Service = { base: new URL(base), token, surroundings };
  const mode = (surroundings["ACTIONS_CACHE_MODE"] ?? "").trim().toLowerCase();
  return {
    fetch: async (key, file) =>
      mode !== "none" && mode !== "write-only" && fetchEntry(service, key, file),
    async store(key, file) {
      if (mode !== "none" && mode !== "read") await storeEntry(service, key, file);
    },
  };
}

interface Service {
  readonly base: URL;
  readonly token: string;
  readonly surroundings: Surroundings;
}

async function fetchEntry(service: Service, key: string, file: string): Promise<boolean> {
  const answer = await call(service, "GetCacheEntryDownloadURL", { key, version: entryVersion });
  // Keys match by their beginnings, and only the whole one is ours.
  if (answer["ok"] !== true || answer["matched_key"] !== key) return false;
  await downloadToFile(addressIn(answer, "signed_download_url"), file, {
    limitBytes: mostBytes,
    timeoutMs: transferMs,
    surroundings: service.surroundings,
    namedHosts: [service.base.host],
  });
  return true;
}

async function storeEntry(service: Service, key: string, file: string): Promise<void> {
  const { size: bytes } = await stat(file);
  if (bytes > mostBytes) return;
  const entry = { key, version: entryVersion };
  const created = await call(service, "CreateCacheEntry", entry);
  // There is one already, another job makes it now, or this run may not.
  if (created["ok"] !== true) return;
  const { status } = await exchange(addressIn(created, "signed_upload_url"), {
    method: "PUT",
    headers: { "content-type": "application/octet-stream", "x-ms-blob-type": "BlockBlob" },
    body: { file, bytes },
    limitBytes: answerBytes,
    timeoutMs: transferMs,
    surroundings: service.surroundings,
    namedHosts: [service.base.host],
  });
  if (status !== 201) throw new Error(`the cache's store answered ${status}`);
  await call(service, "FinalizeCacheEntryUpload", { ...entry, size_bytes: String(bytes) });
}

type Answer = Readonly<Record<string, unknown>>;

async function call(
  { base, token, surroundings }: Service,
  method: string,
  body: object,
): Promise<Answer> {
  const path = `/twirp/github.actions.results.api.v1.CacheService/${method}`;
  const { status, body: bytes } = await exchange(new URL(path, base), {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
    body: Buffer.from(JSON.stringify(body)),
    limitBytes: answerBytes,
    timeoutMs: callMs,
    surroundings,
    namedHosts: [base.host],
  });
  if (status !== 200) throw new Error(`the cache service answered ${status} to ${method}`);
  const answer: unknown = JSON.parse(bytes.toString("utf8"));
  return typeof answer === "object" && answer !== null ? { ...answer } : {};
}

function addressIn(answer: Answer, name: string): URL {
  const address = answer[name];
  if (typeof address === "string" && URL.canParse(address)) return new URL(address);
  throw new Error(`the cache service answered without ${name}`);
}
