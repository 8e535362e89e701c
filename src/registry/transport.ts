import type { RequestOptions } from "node:http";
import { openConnections, type Ways } from "../network/connections.ts";
import { http, https } from "../network/node-http.ts";
import { version } from "../version.ts";
import { readBody } from "./body.ts";
import type { Answer, Request } from "./request.ts";

/** Sends requests, one exchange each: no redirect is followed, nothing is tried again. */
export interface Transport {
  /** Rejects with a NetworkError or with the system's own error. */
  send(request: Request, signal: AbortSignal): Promise<Answer>;
  /** Ends every connection, in use or kept. */
  close(): void;
}

/** A transport on node's own http and https, with connections kept between requests until `close`. */
export function transportThrough(ways: Ways): Transport {
  const connections = openConnections(ways);
  return {
    send: async (request, signal) =>
      exchange(request, await connections.routeTo(request.url), signal),
    close: () => connections.close(),
  };
}

function exchange(request: Request, route: RequestOptions, signal: AbortSignal): Promise<Answer> {
  const { method, url, body = "" } = request;
  const headers = {
    ...(route.headers as Record<string, string> | undefined),
    ...request.headers,
    host: url.host,
    "user-agent": `portcullis/${version}`,
    ...(method === "POST" ? { "content-length": String(Buffer.byteLength(body)) } : {}),
  };
  const open = route.protocol === "https:" ? https.request : http.request;
  return new Promise((resolve, reject) => {
    const sent = open({ ...route, method, headers, signal });
    sent.on("error", reject);
    sent.on("response", (response) => {
      readBody(response, request).then(
        (bytes) =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: bytes }),
        reject,
      );
    });
    sent.end(body);
  });
}
