import type { Challenge } from "./challenge.ts";
import { RegistryError } from "./error.ts";
import { isLoopbackHost } from "../network/host.ts";

/** Where tokens for a registry are had, and what to ask for. */
export interface TokenService {
  readonly realm: URL;
  readonly service: string | undefined;
  /** What the challenge asks for; registries with a scheme of their own are asked for it. */
  readonly scope: string | undefined;
}

/** Registries whose token service lives on another host of the same operator. */
const knownServices: ReadonlyMap<string, string> = new Map([
  ["registry-1.docker.io", "auth.docker.io"],
  ["registry.gitlab.com", "gitlab.com"],
  ["docker.elastic.co", "docker-auth.elastic.co"],
  ["registry.digitalocean.com", "api.digitalocean.com"],
]);

/**
 * The token service that a registry names, if it may be used: over https on the registry's own host,
 * on the host that the table knows for it, or on one of the policy's `token-hosts`. Nothing is sent
 * to any other, not even a request without credentials.
 */
export function tokenServiceOf(
  challenge: Challenge,
  registry: URL,
  tokenHosts: readonly string[],
): TokenService {
  const text = challenge.parameters.get("realm") ?? "";
  if (!URL.canParse(text)) {
    throw new RegistryError("bad-response", `${registry.host} names no token service`);
  }
  const realm = new URL(text);
  realm.hash = "";
  const mayBePlain = realm.origin === registry.origin || isLoopbackHost(realm);
  if (realm.protocol !== "https:" && !(realm.protocol === "http:" && mayBePlain)) {
    throw new RegistryError("not-allowed", `${registry.host} names a token service without https`);
  }
  if (!mayServe(realm, registry, tokenHosts)) {
    const remedy = `name ${realm.host} in token-hosts if it may see your credentials`;
    throw new RegistryError(
      "not-allowed",
      `${registry.host} wants a token from ${realm.host}, another host; ${remedy}`,
    );
  }
  const { parameters } = challenge;
  return { realm, service: parameters.get("service"), scope: parameters.get("scope") };
}

function mayServe(realm: URL, registry: URL, tokenHosts: readonly string[]): boolean {
  if (realm.origin === registry.origin) return true;
  if (realm.protocol === "https:" && knownServices.get(registry.host) === realm.host) return true;
  return tokenHosts.some((host) => {
    const text = `${realm.protocol}//${host}`;
    return URL.canParse(text) && new URL(text).origin === realm.origin;
  });
}

/** The scope for reading one repository: never more than pulling, whatever the challenge asks for. */
export function scopeFor(service: TokenService, repository: string): string {
  const { scope } = service;
  const isOwnScheme = scope !== undefined && !/\b(?:repository|registry):/.test(scope);
  return isOwnScheme && scope !== "" ? scope : `repository:${repository}:pull`;
}
