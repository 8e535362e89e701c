import { looksLikeHost, parseImageReference, type Image } from "../../model/image-reference.ts";
import type { Policy } from "../../policy/policy.ts";
import type { NetworkPolicy, Place } from "../../registry/network-policy.ts";
import { allowlistOf } from "../registries/allowlist.ts";
import type { Need } from "./need.ts";

/** What decides about the network: the policy, what is asked of the images, and the caller's own images. */
export interface NetworkWishes {
  readonly policy: Policy;
  readonly needs: readonly Need[];
  /** The globs of all entries and ClusterImagePolicies. */
  readonly globs: readonly string[];
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
 * Who may be contacted: what `registries.allow` admits, and repositories that the policy names as the
 * place of signatures. The hosts that policy and caller write out may have private addresses.
 */
export function networkFor(wishes: NetworkWishes): NetworkPolicy {
  const { policy, needs, globs, named, authorities } = wishes;
  const { allow = [], insecure, tokenHosts, mirrors } = policy.registries;
  const kept = repositoriesIn(needs);
  const keptNames = new Set(kept.map(nameOf));
  const admits = admission(policy);
  return {
    admits: ({ registry, repository }) =>
      keptNames.has(`${registry}/${repository}`) || admits(imageAt({ registry, repository })),
    namedHosts: [
      ...[...globs, ...allow].flatMap(hostIn),
      ...kept.map(({ registry }) => registry),
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

function repositoriesIn(needs: readonly Need[]): readonly Image[] {
  return needs
    .flatMap(({ ways }) => ways)
    .flatMap((way) => (way.kind === "requirements" ? (way.kept.repository ?? []) : []))
    .map((repository) => parseImageReference(repository))
    .filter((image) => image.kind === "image");
}

function nameOf({ name }: Image): string {
  return name;
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
