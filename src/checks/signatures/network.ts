import { parseImageReference, type Image } from "../../model/image-reference.ts";
import type { NetworkPolicy } from "../../registry/network-policy.ts";
import { imageNetwork, type ImageNetworkWishes } from "../image-network.ts";
import type { Need } from "./need.ts";

/** What decides about the network: the policy, what is asked of the images, and the caller's own images. */
export interface NetworkWishes extends Pick<
  ImageNetworkWishes,
  "policy" | "named" | "authorities"
> {
  readonly needs: readonly Need[];
  /** The globs of all entries and ClusterImagePolicies. */
  readonly globs: readonly string[];
}

/** Who may be contacted: images that may be, and repositories that the policy names as the place of signatures. */
export function networkFor({ needs, globs, ...wishes }: NetworkWishes): NetworkPolicy {
  return imageNetwork({ ...wishes, patterns: globs, places: repositoriesIn(needs) });
}

function repositoriesIn(needs: readonly Need[]): readonly Image[] {
  return needs
    .flatMap(({ ways }) => ways)
    .flatMap((way) => (way.kind === "requirements" ? (way.kept.repository ?? []) : []))
    .map((repository) => parseImageReference(repository))
    .filter((image) => image.kind === "image");
}
