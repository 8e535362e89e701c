import type { Agent, IncomingHttpHeaders, IncomingMessage } from "node:http";
import { http, https } from "../network/node-http.ts";
import type { ProxyChoice } from "../network/proxy.ts";
import { TunnelAgent } from "../network/tunnel.ts";
import { GitHubApiError } from "./api-error.ts";

/** One request as it goes over the wire. */
export interface Exchange {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  /** More bytes than this in a successful answer are an error. */
  readonly limit: number;
}

/** What came back, whatever its status. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** Connections that are kept between exchanges. */
export interface Line {
  /** Sends a request once. Rejects with a GitHubApiError of ours or with what the system threw. */
  send(exchange: Exchange, signal: AbortSignal): Promise<RawAnswer>;
  close(): void;
}

/** GitHub explains an error in a few lines; whatever else comes with it is not read. */
const errorBodyBytes = 64 << 10;

/** A line over node's own http and https, through the proxy where the surroundings name one. */
export function openLine(proxyFor: ProxyChoice): Line {
  const options = { keepAlive: true };
  const plain = new http.Agent(options);
  const secure = new https.Agent(options);
  const tunnels = new Map<string, TunnelAgent>();
  const agentFor = (url: URL): Agent => {
    // Only the unencrypted API of a private server would need a forwarding proxy; none is used for it.
    if (url.protocol !== "https:") return plain;
    const proxy = proxyFor(url);
    if (proxy === undefined) return secure;
    const tunnel = tunnels.get(proxy.url.origin) ?? new TunnelAgent(proxy, options);
    tunnels.set(proxy.url.origin, tunnel);
    return tunnel;
  };
  return {
    send: (exchange, signal) => send(exchange, agentFor(exchange.url), signal),
    close() {
      for (const agent of [plain, secure, ...tunnels.values()]) agent.destroy();
    },
  };
}

function send(exchange: Exchange, agent: Agent, signal: AbortSignal): Promise<RawAnswer> {
  const { method, url, body, limit } = exchange;
  const headers = {
    ...exchange.headers,
    ...(body === undefined ? {} : { "content-length": String(Buffer.byteLength(body)) }),
  };
  const open = url.protocol === "https:" ? https.request : http.request;
  return new Promise((resolve, reject) => {
    const sent = open(url, { method, headers, agent, signal });
    sent.on("error", reject);
    sent.on("response", (response) => {
      readBody(response, limit).then(
        (bytes) =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: bytes }),
        reject,
      );
    });
    sent.end(body);
  });
}

async function readBody(response: IncomingMessage, limit: number): Promise<Buffer> {
  const isSuccess = (response.statusCode ?? 0) < 300;
  const chunks: Buffer[] = [];
  let size = 0;
  // Leaving the loop early destroys the response and with it the connection.
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (isSuccess && size > limit) {
      throw new GitHubApiError("too-large", `GitHub sent more than the ${limit} bytes allowed`);
    }
    chunks.push(chunk);
    if (!isSuccess && size > errorBodyBytes) break;
  }
  return Buffer.concat(chunks);
}
