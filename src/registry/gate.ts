import { gateFor, originsOf, type Gate as NetworkGate, type HostLookup } from "../network/gate.ts";
import { isLoopbackHost } from "../network/host.ts";
import { RegistryError } from "./error.ts";
import type { NetworkPolicy } from "./network-policy.ts";

/** Decides for every connection, redirects and token services included, whether it may be made. */
export interface Gate extends NetworkGate {
  /** Where a registry's API is spoken to: https, except loopback and the policy's insecure hosts. */
  baseOf(host: string): URL;
}

/** The gate of a policy; `resolveHost` replaces the system's resolver in tests. */
export function gateOf(policy: NetworkPolicy, resolveHost?: HostLookup): Gate {
  const mirrors = [...policy.mirrors.values()]
    .flat()
    .map((mirror) => mirror.split("/", 1)[0] ?? "");
  const { namedHosts, insecureHosts, tokenHosts } = policy;
  const insecure = originsOf(insecureHosts);
  const gate = gateFor(
    {
      named: [...namedHosts, ...tokenHosts, ...mirrors],
      insecure: insecureHosts,
      namers: "neither the policy nor --image",
    },
    resolveHost,
  );
  return {
    ...gate,
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
  };
}
