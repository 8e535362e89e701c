import type { Image } from "../../model/image-reference.ts";
import type { NetworkPolicy } from "../../registry/network-policy.ts";
import type { Subject } from "../check.ts";
import { imageNetwork } from "../image-network.ts";
import { policyFileReader } from "../../policy/policy-file-reader.ts";

/**
 * Who may be contacted for images and what is attested to them; `places` are the repositories that the
 * policy names besides. Throws a UsageError for a file of authorities that cannot be read.
 */
export function scanNetwork(
  { policy, images, root }: Pick<Subject, "policy" | "images" | "root">,
  places: readonly Image[] = [],
): NetworkPolicy {
  const { ca } = policy.registries;
  return imageNetwork({
    policy,
    patterns: [],
    places,
    named: images.map(({ reference }) => reference),
    authorities: ca === undefined ? [] : [policyFileReader(root)(ca)],
  });
}
