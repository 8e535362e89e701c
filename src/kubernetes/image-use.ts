import type { RelatedLocation } from "../model/finding.ts";
import type { Field } from "./field.ts";
import type { Resource } from "./resource.ts";

/** A place that makes the cluster run an image, and the reference it would run, exactly as written. */
export interface ImageUse {
  /** As the container runtime would receive it, after kustomize and `--image NAME=REF`. */
  readonly reference: string;
  /** The field that says so; none for `--image REF`. */
  readonly field: Field | undefined;
  readonly resource: Resource | undefined;
  readonly container: string | undefined;
  readonly pullPolicy: Field | undefined;
  /** What else had a say, e.g. the base's line that a kustomization replaces. */
  readonly related: readonly RelatedLocation[];
}

/** An image besides those found in the manifests, or in the place of a name in them. */
export interface ImageArgument {
  /** The name that the manifests use; none for an image of its own. */
  readonly name: string | undefined;
  readonly reference: string;
}
