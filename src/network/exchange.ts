import { createReadStream } from "node:fs";
import type { IncomingMessage, RequestOptions } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { within } from "../deadline.ts";
import { version } from "../version.ts";
import { authoritiesWith } from "./authorities.ts";
import { openConnections } from "./connections.ts";
import { failureOf } from "./download-error.ts";
import { NetworkError } from "./error.ts";
import { gateFor } from "./gate.ts";
import { http, https } from "./node-http.ts";
import { proxiesFrom, type Surroundings } from "./proxy.ts";

/** One request with a body. */
export interface Sending {
  readonly method: "POST" | "PUT";
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | { readonly file: string; readonly bytes: number };
  /** More bytes than this in the answer are `too-large`. */
  readonly limitBytes: number;
  readonly timeoutMs: number;
  readonly surroundings?: Surroundings;
  /** `host[:port]` that may have loopback, private or link-local addresses. */
  readonly namedHosts?: readonly string[];
}

/** What came back. */
export interface SentAnswer {
  readonly status: number;
  readonly body: Buffer;
}

/** Sends a request once, and follows no redirect. Rejects with a NetworkError without the URL's query. */
export async function exchange(url: URL, sending: Sending): Promise<SentAnswer> {
  const { surroundings = process.env, namedHosts = [] } = sending;
  const connections = openConnections({
    gate: gateFor({ named: namedHosts, insecure: [], namers: "nothing" }),
    proxyFor: proxiesFrom(surroundings),
    authorities: authoritiesWith([], surroundings),
  });
  try {
    return await within(sending.timeoutMs, undefined, async (signal) => {
      try {
        return await send(url, sending, { ...(await connections.routeTo(url)), signal });
      } catch (thrown) {
        throw failureOf(thrown, url, { isStopped: signal.aborted });
      }
    });
  } finally {
    connections.close();
  }
}

async function send(
  url: URL,
  { method, headers, body, limitBytes }: Sending,
  route: RequestOptions,
): Promise<SentAnswer> {
  const open = route.protocol === "https:" ? https.request : http.request;
  const request = open({
    ...route,
    method,
    headers: {
      ...(route.headers as Record<string, string> | undefined),
      ...headers,
      host: url.host,
      "user-agent": `portcullis/${version}`,
      "content-length": String(Buffer.isBuffer(body) ? body.length : body.bytes),
    },
  });
  const answered = new Promise<IncomingMessage>((resolve, reject) => {
    request.on("response", resolve).on("error", reject);
  });
  const content = Buffer.isBuffer(body) ? Readable.from([body]) : createReadStream(body.file);
  const [response] = await Promise.all([answered, pipeline(content, request)]);
  return read(response, limitBytes);
}

async function read(response: IncomingMessage, limit: number): Promise<SentAnswer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limit) {
      throw new NetworkError("too-large", `the server sent more than the ${limit} bytes allowed`);
    }
    chunks.push(chunk);
  }
  return { status: response.statusCode ?? 0, body: Buffer.concat(chunks) };
}
