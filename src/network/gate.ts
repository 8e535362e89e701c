import { lookup as systemLookup, type LookupAddress } from "node:dns";
import { isIP, type LookupFunction } from "node:net";
import { kindOfAddress, type AddressKind } from "./address.ts";
import { NetworkError } from "./error.ts";
import { bareHost, isLoopbackHost } from "./host.ts";

/** All addresses of a host name, as the system resolves it. */
export type HostLookup = (hostname: string) => Promise<readonly LookupAddress[]>;

/** Decides for every connection, redirects included, whether it may be made. */
export interface Gate {
  /** Throws `not-allowed` when the URL itself may not be contacted, before any name is resolved. */
  vet(url: URL): void;
  /** Resolves for a connection to this URL; the addresses it hands out have been judged. */
  lookupFor(url: URL): LookupFunction;
  /** Judges what the name resolves to here, for connections that somebody else resolves. */
  vetResolved(url: URL): Promise<void>;
}

/** What may be contacted besides public hosts over https. */
export interface Permissions {
  /** `host[:port]` that may have loopback, private or link-local addresses. */
  readonly named: readonly string[];
  /** `host[:port]` that are spoken to over plain http; loopback hosts always may be. */
  readonly insecure: readonly string[];
  /** Who could have named a host, for the message that nobody did: `neither the policy nor …`. */
  readonly namers: string;
}

/** A gate that opens for public hosts and what is permitted besides; `resolveHost` replaces the system's resolver. */
export function gateFor(permissions: Permissions, resolveHost: HostLookup = resolveBySystem): Gate {
  const named = originsOf([...permissions.named, ...permissions.insecure]);
  const insecure = originsOf(permissions.insecure);
  const vetAddress = (url: URL, address: string): void => {
    const obstacle = obstacleAt(kindOfAddress(address), {
      isNamed: named.has(url.origin),
      mustBeLoopback: url.protocol === "http:" && !insecure.has(url.origin),
      namers: permissions.namers,
    });
    if (obstacle !== undefined) throw notAllowed(url, obstacle);
  };
  const resolve = async (url: URL): Promise<readonly LookupAddress[]> => {
    const addresses = await resolveHost(bareHost(url));
    // One forbidden address among good ones is how a name is rebound: none is used.
    for (const { address } of addresses) vetAddress(url, address);
    return addresses;
  };
  return {
    vet(url) {
      const obstacle = obstacleIn(url, isLoopbackHost(url) || insecure.has(url.origin));
      if (obstacle !== undefined) throw notAllowed(url, obstacle);
      // A literal address is connected to without a lookup.
      if (isIP(bareHost(url)) !== 0) vetAddress(url, bareHost(url));
    },
    lookupFor: (url) => lookupThrough(() => resolve(url)),
    async vetResolved(url) {
      const addresses = await resolveHost(bareHost(url)).catch(() => []);
      for (const { address } of addresses) vetAddress(url, address);
    },
  };
}

/** The origins, over either scheme, of what is written as `host[:port]`. */
export function originsOf(hosts: readonly string[]): ReadonlySet<string> {
  return new Set(
    hosts.flatMap((host) =>
      ["http", "https"]
        .map((scheme) => `${scheme}://${host}`)
        .filter((text) => URL.canParse(text))
        .map((text) => new URL(text).origin),
    ),
  );
}

function obstacleIn(url: URL, mayBePlain: boolean): string | undefined {
  if (url.protocol !== "https:" && url.protocol !== "http:") return "its scheme is not https";
  if (url.username !== "" || url.password !== "") return "its URL carries credentials";
  if (url.protocol === "http:" && !mayBePlain) return "plain http is not allowed for it";
  return undefined;
}

function obstacleAt(
  kind: AddressKind,
  {
    isNamed,
    mustBeLoopback,
    namers,
  }: { isNamed: boolean; mustBeLoopback: boolean; namers: string },
): string | undefined {
  if (kind === "metadata") return "it is a metadata service";
  if (mustBeLoopback && kind !== "loopback") return "plain http is allowed on loopback only";
  if (kind === "public" || isNamed) return undefined;
  const where = kind === "loopback" ? "a loopback" : "a private or reserved";
  return `it has ${where} address, and ${namers} names the host`;
}

function notAllowed(url: URL, why: string): NetworkError {
  return new NetworkError(
    "not-allowed",
    `${url.host || "a URL without host"} is not contacted: ${why}`,
  );
}

function lookupThrough(resolve: () => Promise<readonly LookupAddress[]>): LookupFunction {
  return (hostname, options, callback) => {
    resolve().then(
      (addresses) => {
        const [first] = addresses;
        if (first === undefined) {
          const none: NodeJS.ErrnoException = new Error(`${hostname} has no address`);
          none.code = "ENOTFOUND";
          return callback(none, "");
        }
        if (options.all === true) return callback(null, [...addresses]);
        return callback(null, first.address, first.family);
      },
      (error: unknown) => callback(asErrno(error), ""),
    );
  };
}

function asErrno(thrown: unknown): NodeJS.ErrnoException {
  return thrown instanceof Error ? thrown : Object.assign(new Error("lookup failed"), thrown);
}

function resolveBySystem(hostname: string): Promise<readonly LookupAddress[]> {
  return new Promise((resolve, reject) => {
    systemLookup(hostname, { all: true }, (error, addresses) => {
      if (error === null) resolve(addresses);
      else reject(error);
    });
  });
}
