import type { RequestOptions } from "node:http";
import { version } from "../version.ts";
import { readBody } from "./body.ts";
import { bareHost } from "../network/host.ts";
import { http, https } from "../network/node-http.ts";
import { portOf, type Proxy, type ProxyChoice } from "../network/proxy.ts";
import { TunnelAgent } from "../network/tunnel.ts";
import type { Gate } from "./gate.ts";
import type { Answer, Request } from "./request.ts";

/** Sends requests, one exchange each: no redirect is followed, nothing is tried again. */
export interface Transport {
  /** Rejects with a RegistryError or with the system's own error. */
  send(request: Request, signal: AbortSignal): Promise<Answer>;
  /** Ends every connection, in use or kept. */
  close(): void;
}

interface Connections {
  readonly gate: Gate;
  readonly proxyFor: ProxyChoice;
  /** PEM; undefined leaves Node's default. */
  readonly authorities: string[] | undefined;
}

/** A transport on node's own http and https, with connections kept between requests until `close`. */
export function transportThrough({ gate, proxyFor, authorities }: Connections): Transport {
  const options = {
    keepAlive: true,
    rejectUnauthorized: true,
    ...(authorities === undefined ? {} : { ca: authorities }),
  };
  const plain = new http.Agent({ keepAlive: true });
  const secure = new https.Agent(options);
  const tunnels = new Map<string, TunnelAgent>();
  const tunnelOf = (proxy: Proxy): TunnelAgent => {
    const known = tunnels.get(proxy.url.origin) ?? new TunnelAgent(proxy, options);
    tunnels.set(proxy.url.origin, known);
    return known;
  };
  const routeOf = (request: Request): RequestOptions => {
    const proxy = proxyFor(request.url);
    const isSecure = request.url.protocol === "https:";
    if (proxy === undefined) {
      const lookup = gate.lookupFor(request.url);
      return { ...directRoute(request.url), lookup, agent: isSecure ? secure : plain };
    }
    if (isSecure) return { ...directRoute(request.url), agent: tunnelOf(proxy) };
    return { ...forwardedRoute(request.url, proxy), agent: plain };
  };
  return {
    async send(request, signal) {
      gate.vet(request.url);
      // A proxy resolves the name by itself; what can be known here is judged here.
      if (proxyFor(request.url) !== undefined) await gate.vetResolved(request.url);
      return exchange(request, routeOf(request), signal);
    },
    close() {
      for (const agent of [plain, secure, ...tunnels.values()]) agent.destroy();
    },
  };
}

function directRoute(url: URL): RequestOptions {
  return {
    protocol: url.protocol,
    host: bareHost(url),
    port: portOf(url),
    path: url.pathname + url.search,
  };
}

function forwardedRoute(url: URL, { url: proxy, authorization }: Proxy): RequestOptions {
  return {
    protocol: proxy.protocol,
    host: bareHost(proxy),
    port: portOf(proxy),
    path: url.href,
    headers: authorization === undefined ? {} : { "proxy-authorization": authorization },
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
