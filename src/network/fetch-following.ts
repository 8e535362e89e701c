import type { IncomingHttpHeaders, IncomingMessage, RequestOptions } from "node:http";
import { version } from "../version.ts";
import type { Connections } from "./connections.ts";
import { NetworkError } from "./error.ts";
import { http, https } from "./node-http.ts";
import type { Sink } from "./sink.ts";

/** One attempt at a download. */
export interface Fetching<T> {
  readonly url: URL;
  readonly connections: Connections;
  /** Where to put the bytes of an answer 200. */
  readonly open: () => Sink<T>;
  readonly limitBytes: number;
  readonly accept?: string;
  readonly signal: AbortSignal;
}

/** The last answer, and from where it came. */
export interface Arrival<T> {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly from: URL;
  /** After 200, and after nothing else. */
  readonly received?: { readonly value: T };
}

const mostHops = 5;
/** A server that says nothing for so long is given up, and asked anew. */
const silenceMs = 30_000;
const redirections: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/**
 * Sends a GET, follows redirects, and hands what an answer 200 brings to the sink. Rejects with a
 * NetworkError where a redirect leads where it must not or the answer is too large, else with the
 * system's error.
 */
export async function fetchFollowing<T>(fetching: Fetching<T>): Promise<Arrival<T>> {
  let from = fetching.url;
  for (let hop = 0; ; hop++) {
    const response = await ask(from, fetching);
    const { statusCode: status = 0, headers } = response;
    if (status === 200)
      return { status, headers, from, received: await receive(response, fetching) };
    // What an error says is only untrusted text, and nobody reads it.
    response.destroy();
    if (!redirections.has(status)) return { status, headers, from };
    if (hop === mostHops) {
      throw new NetworkError("bad-response", `it redirects more than ${mostHops} times`);
    }
    from = targetOf(headers, from);
  }
}

async function ask<T>(
  url: URL,
  { connections, accept = "*/*", signal }: Fetching<T>,
): Promise<IncomingMessage> {
  signal.throwIfAborted();
  const route = await connections.routeTo(url);
  const headers = {
    ...(route.headers as Record<string, string> | undefined),
    host: url.host,
    accept,
    "accept-encoding": "identity",
    "user-agent": `portcullis/${version}`,
  };
  return exchange({ ...route, method: "GET", headers, signal }, signal);
}

function exchange(options: RequestOptions, signal: AbortSignal): Promise<IncomingMessage> {
  const open = options.protocol === "https:" ? https.request : http.request;
  return new Promise((resolve, reject) => {
    const sent = open(options);
    // Node tells a request that still waits for its socket of an abort only afterwards.
    signal.addEventListener("abort", () => reject(signal.reason as Error), { once: true });
    sent.setTimeout(silenceMs, () =>
      sent.destroy(Object.assign(new Error("silence"), { code: "ETIMEDOUT" })),
    );
    sent.on("error", reject);
    sent.on("response", resolve);
    sent.end();
  });
}

async function receive<T>(response: IncomingMessage, fetching: Fetching<T>): Promise<{ value: T }> {
  const { url, limitBytes, open } = fetching;
  try {
    requireAcceptable(response, url, limitBytes);
  } catch (thrown) {
    response.destroy();
    throw thrown;
  }
  const sink = open();
  let size = 0;
  try {
    // Leaving the loop early destroys the response and with it the connection.
    for await (const chunk of response as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > limitBytes) throw tooLarge(limitBytes);
      await sink.write(chunk);
    }
    return { value: await sink.finish() };
  } catch (thrown) {
    await sink.discard();
    throw thrown;
  }
}

function requireAcceptable({ headers }: IncomingMessage, { pathname }: URL, limit: number): void {
  if (Number(headers["content-length"] ?? 0) > limit) throw tooLarge(limit);
  const encoding = headers["content-encoding"] ?? "identity";
  // Some servers call a file that is stored in gzip an encoded one; it is wanted as it is stored.
  if (encoding === "identity" || (encoding === "gzip" && /\.t?gz$/.test(pathname))) return;
  throw new NetworkError(
    "bad-response",
    "the server sent a compressed answer that nobody asked for",
  );
}

function tooLarge(limit: number): NetworkError {
  return new NetworkError("too-large", `the server sent more than the ${limit} bytes allowed`);
}

function targetOf({ location }: IncomingHttpHeaders, from: URL): URL {
  if (location === undefined || !URL.canParse(location, from.href)) {
    throw new NetworkError("bad-response", `${from.host} redirects without saying where`);
  }
  const target = new URL(location, from);
  if (from.protocol === "https:" && target.protocol !== "https:") {
    throw new NetworkError("not-allowed", `${from.host} redirects away from https`);
  }
  target.hash = "";
  return target;
}
