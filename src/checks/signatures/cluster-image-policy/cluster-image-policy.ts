import type { Field } from "../../../kubernetes/field.ts";
import type { Location } from "../../../model/location.ts";
import type { ImageGlob } from "../../../policy/image-glob.ts";
import type { Way } from "../need.ts";

/** A ClusterImagePolicy of sigstore/policy-controller, valid and ready to be applied. */
export interface ClusterImagePolicy {
  /** `ClusterImagePolicy/signed`, for messages. */
  readonly title: string;
  readonly globs: readonly ImageGlob[];
  readonly mode: "enforce" | "warn";
  /** The items of its `match`; none where it applies to every object. */
  readonly match: readonly Field[];
  /** One for each authority; any of them is enough. */
  readonly ways: readonly Way[];
  readonly notes: readonly string[];
  readonly location: Location;
}
