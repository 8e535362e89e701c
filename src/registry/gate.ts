import { lookup as systemLookup, type LookupAddress } from "node:dns";
import { isIP, type LookupFunction } from "node:net";
import { kindOfAddress, type AddressKind } from "../network/address.ts";
import { bareHost, isLoopbackHost } from "../network/host.ts";
import { RegistryError } from "./error.ts";
import type { NetworkPolicy } from "./network-policy.ts";

/** All addresses of a host name, as the system resolves it. */
export type HostLookup = (hostname: string) => Promise<readonly LookupAddress[]>;

/** Decides for every connection, redirects and token services included, whether it may be made. */
export interface Gate {
  /** Where a registry's API is spoken to: https, except loopback and the policy's insecure hosts. */
  baseOf(host: string): URL;
  /** Throws `not-allowed` when the URL itself may not be contacted, before any name is resolved. */
  vet(url: URL): void;
  /** Resolves for a connection to this URL; the addresses it hands out have been judged. */
  lookupFor(url: URL): LookupFunction;
  /** Judges what the name resolves to here, for connections that somebody else resolves. */
  vetResolved(url: URL): Promise<void>;
}

/** The gate of a policy; `resolveHost` replaces the system's resolver in tests. */
export function gateOf(policy: NetworkPolicy, resolveHost: HostLookup = resolveBySystem): Gate {
  const mirrors = [...policy.mirrors.values()]
    .flat()
    .map((mirror) => mirror.split("/", 1)[0] ?? "");
  const { namedHosts, insecureHosts, tokenHosts } = policy;
  const named = originsOf([...namedHosts, ...insecureHosts, ...tokenHosts, ...mirrors]);
  const insecure = originsOf(insecureHosts);
  const vetAddress = (url: URL, address: string): void => {
    const obstacle = obstacleAt(kindOfAddress(address), {
      isNamed: named.has(url.origin),
      mustBeLoopback: url.protocol === "http:" && !insecure.has(url.origin),
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
    baseOf(host) {
      // The grammar of references lets through ports and addresses that no URL has.
      if (!URL.canParse(`http://${host}`)) {
        throw new RegistryError("unsupported", `${host} is not a host that can be contacted`);
      }
      const plain = new URL(`http://${host}`);
      return isLoopbackHost(plain) || insecure.has(plain.origin)
        ? plain
        : new URL(`https://${host}`);
    },
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

function originsOf(hosts: readonly string[]): ReadonlySet<string> {
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
  { isNamed, mustBeLoopback }: { isNamed: boolean; mustBeLoopback: boolean },
): string | undefined {
  if (kind === "metadata") return "it is a metadata service";
  if (mustBeLoopback && kind !== "loopback") return "plain http is allowed on loopback only";
  if (kind === "public" || isNamed) return undefined;
  const where = kind === "loopback" ? "a loopback" : "a private or reserved";
  return `it has ${where} address, and neither the policy nor --image names the host`;
}

function notAllowed(url: URL, why: string): RegistryError {
  return new RegistryError(
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
