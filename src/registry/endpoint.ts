import type { Gate } from "./gate.ts";
import type { NetworkPolicy, Place } from "./network-policy.ts";

/** One place where a repository can be asked for: the registry itself or a mirror of it. */
export interface Endpoint {
  /** The host that is spoken to, as results name it. */
  readonly host: string;
  /** The name under which credentials for it are kept. */
  readonly registry: string;
  readonly base: URL;
  readonly repository: string;
}

/** Docker Hub's API lives on another host than its name says. */
const apiHosts: ReadonlyMap<string, string> = new Map([["docker.io", "registry-1.docker.io"]]);

/** The endpoints of a repository in the order to ask: the policy's mirrors, and the registry last. */
export function endpointsOf(
  { registry, repository }: Place,
  policy: NetworkPolicy,
  gate: Gate,
): readonly Endpoint[] {
  const mirrors = policy.mirrors.get(registry) ?? [];
  return [...mirrors.map((mirror) => mirrorEndpoint(mirror)), ownEndpoint()];

  function ownEndpoint(): Endpoint {
    const base = gate.baseOf(apiHosts.get(registry) ?? registry);
    return { host: base.host, registry, base, repository };
  }

  function mirrorEndpoint(mirror: string): Endpoint {
    const [name = "", ...path] = mirror.split("/").filter((part) => part !== "");
    const base = gate.baseOf(apiHosts.get(name) ?? name);
    return { host: base.host, registry: name, base, repository: [...path, repository].join("/") };
  }
}
