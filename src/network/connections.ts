import type { RequestOptions } from "node:http";
import type { Gate } from "./gate.ts";
import { bareHost } from "./host.ts";
import { http, https } from "./node-http.ts";
import { portOf, type Proxy, type ProxyChoice } from "./proxy.ts";
import { TunnelAgent } from "./tunnel.ts";

/** What connections depend on. */
export interface Ways {
  readonly gate: Gate;
  readonly proxyFor: ProxyChoice;
  /** PEM; undefined leaves Node's default. */
  readonly authorities: string[] | undefined;
}

/** Connections that are kept between requests until they are closed. */
export interface Connections {
  /** How node's client gets to a URL that may be contacted: past the gate, through the proxy. */
  routeTo(url: URL): Promise<RequestOptions>;
  /** Ends every connection, in use or kept. */
  close(): void;
}

/** Connections by node's own http and https; `routeTo` rejects with the gate's error. */
export function openConnections({ gate, proxyFor, authorities }: Ways): Connections {
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
  return {
    async routeTo(url) {
      gate.vet(url);
      const proxy = proxyFor(url);
      const isSecure = url.protocol === "https:";
      if (proxy === undefined) {
        const lookup = gate.lookupFor(url);
        return { ...directRoute(url), lookup, agent: isSecure ? secure : plain };
      }
      // A proxy resolves the name by itself; what can be known here is judged here.
      await gate.vetResolved(url);
      if (isSecure) return { ...directRoute(url), agent: tunnelOf(proxy) };
      return { ...forwardedRoute(url, proxy), agent: plain };
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
