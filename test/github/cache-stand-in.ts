import type { IncomingMessage } from "node:http";
import { serve, type LoopbackServer } from "../network/loopback-server.ts";

/** The cache service of GitHub Actions, version 2, with its store, as far as the protocol is known. */
export interface CacheStandIn {
  readonly server: LoopbackServer;
  readonly variables: Readonly<Record<string, string>>;
  /** Whole entries by version and key. */
  readonly entries: Map<string, Buffer>;
  /** Changes the answer to a method. */
  readonly answers: Map<string, { readonly status?: number; readonly json?: object }>;
}

interface Call {
  readonly key: string;
  readonly version: string;
  readonly size_bytes?: string;
}

const token = "runtime-token";
const service = "/twirp/github.actions.results.api.v1.CacheService/";

export async function startCache(): Promise<CacheStandIn> {
  const entries: CacheStandIn["entries"] = new Map();
  const answers: CacheStandIn["answers"] = new Map();
  const uploads = new Map<string, Buffer>();
  const answerTo = (method: string, call: Call): object => {
    const place = `${call.version}/${call.key}`;
    const signed = `${server.url}/blob/${encodeURIComponent(place)}?sig=secret`;
    switch (method) {
      case "CreateCacheEntry":
        return entries.has(place) ? { ok: false } : { ok: true, signed_upload_url: signed };
      case "FinalizeCacheEntryUpload": {
        const upload = uploads.get(place);
        if (upload === undefined || String(upload.length) !== call.size_bytes) return { ok: false };
        entries.set(place, upload);
        return { ok: true, entry_id: "1" };
      }
      default: {
        // The service matches keys by their beginnings.
        const found = [...entries.keys()].find((name) => name.startsWith(place));
        if (found === undefined) return { ok: false };
        const matched_key = found.slice(call.version.length + 1);
        return {
          ok: true,
          matched_key,
          signed_download_url: `${server.url}/blob/${encodeURIComponent(found)}?sig=secret`,
        };
      }
    }
  };
  const server: LoopbackServer = await serve((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    void bodyOf(request).then((body) => {
      if (pathname.startsWith("/blob/")) {
        const place = decodeURIComponent(pathname.slice("/blob/".length));
        if (request.method === "GET") return response.end(entries.get(place));
        const isBlob = request.headers["x-ms-blob-type"] === "BlockBlob";
        uploads.set(place, body);
        return response.writeHead(isBlob ? 201 : 400).end();
      }
      const method = pathname.slice(service.length);
      const isAllowed =
        pathname.startsWith(service) && request.headers.authorization === `Bearer ${token}`;
      const { status = isAllowed ? 200 : 401, json } = answers.get(method) ?? {};
      if (status !== 200) return response.writeHead(status).end('{"code":"internal"}');
      const answer = json ?? answerTo(method, JSON.parse(body.toString()) as Call);
      return response.end(JSON.stringify(answer));
    });
  });
  const variables = {
    ACTIONS_CACHE_SERVICE_V2: "True",
    ACTIONS_RESULTS_URL: `${server.url}/`,
    ACTIONS_RUNTIME_TOKEN: token,
  };
  return { server, variables, entries, answers };
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}
