/** A repository in a registry; what `Image` carries of it. */
export interface Place {
  /** Host and port, `docker.io` for Docker Hub. */
  readonly registry: string;
  readonly repository: string;
}

/** What the trusted policy and the command line say about the network; nothing else may widen it. */
export interface NetworkPolicy {
  /** Whether this repository may be asked about at all; what it refuses is never contacted. */
  readonly admits: (place: Place) => boolean;
  /** `host[:port]` that policy or `--image` name: these may have loopback, private or link-local addresses. */
  readonly namedHosts: readonly string[];
  /** `host[:port]` that are spoken to over plain http; loopback hosts always are. */
  readonly insecureHosts: readonly string[];
  /** `host[:port]` that may be sent credentials as the token service of a registry on another host. */
  readonly tokenHosts: readonly string[];
  /** For a registry, `host[:port][/path]` to be asked before it. */
  readonly mirrors: ReadonlyMap<string, readonly string[]>;
  /** Certificate authorities trusted besides the system's, as PEM. */
  readonly authorities: readonly string[];
}

/** Admits every place, and names nothing: only public hosts over https. */
export const publicNetwork: NetworkPolicy = {
  admits: () => true,
  namedHosts: [],
  insecureHosts: [],
  tokenHosts: [],
  mirrors: new Map(),
  authorities: [],
};
