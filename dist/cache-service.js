import { l as downloadToFile, t as exchange } from "./network.js";
import { createHash } from "node:crypto";
import { stat } from "node:fs/promises";
// src/github/cache-service.ts
/** GitHub keeps no more than 10 GB for a repository by default; no file of ours comes near. */
const mostBytes = 2 ** 30;
const answerBytes = 65536;
const callMs = 3e4;
const transferMs = 3e5;
/** Entries are told apart by key and version; ours are bare files and none of the archives that others write. */
const entryVersion = createHash("sha256").update("portcullis: one file as it is").digest("hex");
/**
* The cache service (version 2) of the runner that our surroundings tell of; nothing where there is none,
* as on GitHub Enterprise Server. It is spoken to directly, and not by @actions/cache, because that
* unpacks what it gets by `tar -P`: whoever wrote an entry then writes any file of the runner.
*/
function cacheServiceOf(surroundings) {
	const base = surroundings["ACTIONS_RESULTS_URL"] ?? "";
	const token = surroundings["ACTIONS_RUNTIME_TOKEN"] ?? "";
	if (!((surroundings["ACTIONS_CACHE_SERVICE_V2"] ?? "") !== "") || token === "" || !URL.canParse(base)) return void 0;
	const service = {
		base: new URL(base),
		token,
		surroundings
	};
	const mode = (surroundings["ACTIONS_CACHE_MODE"] ?? "").trim().toLowerCase();
	return {
		fetch: async (key, file) => mode !== "none" && mode !== "write-only" && fetchEntry(service, key, file),
		async store(key, file) {
			if (mode !== "none" && mode !== "read") await storeEntry(service, key, file);
		}
	};
}
async function fetchEntry(service, key, file) {
	const answer = await call(service, "GetCacheEntryDownloadURL", {
		key,
		version: entryVersion
	});
	if (answer["ok"] !== true || answer["matched_key"] !== key) return false;
	await downloadToFile(addressIn(answer, "signed_download_url"), file, {
		limitBytes: mostBytes,
		timeoutMs: transferMs,
		surroundings: service.surroundings,
		namedHosts: [service.base.host]
	});
	return true;
}
async function storeEntry(service, key, file) {
	const { size: bytes } = await stat(file);
	if (bytes > mostBytes) return;
	const entry = {
		key,
		version: entryVersion
	};
	const created = await call(service, "CreateCacheEntry", entry);
	if (created["ok"] !== true) return;
	const { status } = await exchange(addressIn(created, "signed_upload_url"), {
		method: "PUT",
		headers: {
			"content-type": "application/octet-stream",
			"x-ms-blob-type": "BlockBlob"
		},
		body: {
			file,
			bytes
		},
		limitBytes: answerBytes,
		timeoutMs: transferMs,
		surroundings: service.surroundings,
		namedHosts: [service.base.host]
	});
	if (status !== 201) throw new Error(`the cache's store answered ${status}`);
	await call(service, "FinalizeCacheEntryUpload", {
		...entry,
		size_bytes: String(bytes)
	});
}
async function call({ base, token, surroundings }, method, body) {
	const path = `/twirp/github.actions.results.api.v1.CacheService/${method}`;
	const { status, body: bytes } = await exchange(new URL(path, base), {
		method: "POST",
		headers: {
			"content-type": "application/json",
			authorization: `Bearer ${token}`
		},
		body: Buffer.from(JSON.stringify(body)),
		limitBytes: answerBytes,
		timeoutMs: callMs,
		surroundings,
		namedHosts: [base.host]
	});
	if (status !== 200) throw new Error(`the cache service answered ${status} to ${method}`);
	const answer = JSON.parse(bytes.toString("utf8"));
	return typeof answer === "object" && answer !== null ? { ...answer } : {};
}
function addressIn(answer, name) {
	const address = answer[name];
	if (typeof address === "string" && URL.canParse(address)) return new URL(address);
	throw new Error(`the cache service answered without ${name}`);
}
export { cacheServiceOf };
