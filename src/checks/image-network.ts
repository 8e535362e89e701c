import { looksLikeHost, parseImageReference, type Image } from "../model/image-reference.ts";
import type { Policy } from "../policy/policy.ts";
import type { NetworkPolicy, Place } from "../registry/network-policy.ts";
import { allowlistOf } from "./registries/allowlist.ts";

/** What decides about the network besides the section `registries` of the policy. */
export interface ImageNetworkWishes {
  readonly policy: Policy;
  /** Globs and prefixes of the policy; a host written out in one may have a private address. */
  readonly patterns: readonly string[];
  /** Repositories that the policy names as places to look into, whatever `registries.allow` says. */
  readonly places: readonly Image[];
  /** The references given by `--image`. */
  readonly named: readonly string[];
  /** Certificate authorities from the file that the policy names, as PEM. */
  readonly authorities: readonly string[];
}

/** Whether the policy's allowlist lets an image be contacted; without a list every one may be. */
export function admission({ registries: { allow } }: Policy): (image: Image) => boolean {
  return allow === undefined ? () => true : allowlistOf(allow).admits;
}

/**
 * Who may be contacted: what `registries.allow` admits, and the places that the policy names. The
 * hosts that policy and caller write out may have private addresses.
 */
export function imageNetwork(wishes: ImageNetworkWishes): NetworkPolicy {
  const { policy, patterns, places, named, authorities } = wishes;
  const { allow = [], insecure, tokenHosts, mirrors } = policy.registries;
  const placeNames = new Set(places.map(({ name }) => name));
  const admits = admission(policy);
  return {
    admits: ({ registry, repository }) =>
      placeNames.has(`${registry}/${repository}`) || admits(imageAt({ registry, repository })),
    namedHosts: [
      ...[...patterns, ...allow].flatMap(hostIn),
      ...places.map(({ registry }) => registry),
      ...named.flatMap(registryOf),
    ],
    insecureHosts: insecure,
    tokenHosts,
    mirrors,
    authorities,
  };
}

function imageAt({ registry, repository }: Place): Image {
  const name = `${registry}/${repository}`;
  const bare = { tag: undefined, digest: undefined, hasDefaultTag: true };
  return { kind: "image", registry, repository, name, ...bare };
}

/** The host in front of a glob or a prefix; a wildcard in it names nobody in particular. */
function hostIn(pattern: string): string[] {
  const [host = ""] = pattern.split("/", 1);
  return looksLikeHost(host) && !host.includes("*") ? [host] : [];
}

function registryOf(reference: string): string[] {
  const image = parseImageReference(reference);
  return image.kind === "image" ? [image.registry] : [];
}
