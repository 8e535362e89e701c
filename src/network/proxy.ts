import { BlockList, isIP } from "node:net";
import { NetworkError } from "./error.ts";
import { bareHost, isLoopbackHost } from "./host.ts";

/** The variables of our surroundings that the client reads. */
export type Surroundings = Readonly<Record<string, string | undefined>>;

/** A proxy, and the header that it wants to see. */
export interface Proxy {
  readonly url: URL;
  readonly authorization: string | undefined;
}

export type ProxyChoice = (url: URL) => Proxy | undefined;

/**
 * Chooses by HTTPS_PROXY, HTTP_PROXY and NO_PROXY (either case), by the rules of Go's httpproxy, so
 * that the gate takes the way that container tools take. Loopback is never sent through a proxy.
 */
export function proxiesFrom(surroundings: Surroundings): ProxyChoice {
  const secure = proxyIn(surroundings, "https_proxy");
  const plain = proxyIn(surroundings, "http_proxy");
  const isExempt = exemptionsIn(valueOf(surroundings, "no_proxy") ?? "");
  return (url) => {
    if (isLoopbackHost(url) || isExempt(url)) return undefined;
    return url.protocol === "https:" ? secure : plain;
  };
}

function valueOf(surroundings: Surroundings, name: string): string | undefined {
  const value = surroundings[name.toUpperCase()] ?? surroundings[name];
  return value === "" ? undefined : value;
}

function proxyIn(surroundings: Surroundings, name: string): Proxy | undefined {
  const value = valueOf(surroundings, name);
  if (value === undefined) return undefined;
  const text = value.includes("://") ? value : `http://${value}`;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !["http:", "https:"].includes(url.protocol) || url.hostname === "") {
    // The value may hold a password, so it is not shown.
    const wanted = "a URL like http://proxy.example.com:3128";
    throw new NetworkError("unsupported", `${name.toUpperCase()} must be ${wanted}`);
  }
  const authorization = basicOf(url);
  url.username = "";
  url.password = "";
  return { url, authorization };
}

function basicOf({ username, password }: URL): string | undefined {
  if (username === "" && password === "") return undefined;
  const pair = `${unescaped(username)}:${unescaped(password)}`;
  return `Basic ${Buffer.from(pair).toString("base64")}`;
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The entries of NO_PROXY: `*`, domains with their subdomains, addresses and CIDR ranges, each with a port or without. */
function exemptionsIn(list: string): (url: URL) => boolean {
  const entries = list
    .split(",")
    .map((entry) => entry.trim().toLowerCase())
    .filter((entry) => entry !== "");
  return (url) => entries.some((entry) => isExemptBy(entry, url));
}

function isExemptBy(entry: string, url: URL): boolean {
  if (entry === "*") return true;
  const host = bareHost(url);
  if (entry.includes("/")) return isInRange(host, entry);
  const [, name = "", port] = /^(\[.*\]|[^:]*)(?::(\d+))?$/s.exec(entry) ?? [undefined, entry];
  if (port !== undefined && port !== portOf(url)) return false;
  const bare = name.replace(/^\[(.*)\]$/s, "$1");
  if (isIP(bare) !== 0 || isIP(host) !== 0) return bare === host;
  if (bare.startsWith(".") || bare.startsWith("*.")) return host.endsWith(bare.replace(/^\*/, ""));
  return host === bare || host.endsWith(`.${bare}`);
}

function isInRange(host: string, range: string): boolean {
  const [network = "", prefix = ""] = range.split("/");
  const version = isIP(network);
  const isPrefix = /^\d+$/.test(prefix) && Number(prefix) <= (version === 4 ? 32 : 128);
  if (version === 0 || isIP(host) !== version || !isPrefix) return false;
  const family = version === 4 ? "ipv4" : "ipv6";
  const list = new BlockList();
  list.addSubnet(network, Number(prefix), family);
  return list.check(host, family);
}

/** The port that a URL leads to, with the default of its scheme. */
export function portOf(url: URL): string {
  if (url.port !== "") return url.port;
  return url.protocol === "https:" ? "443" : "80";
}
