import type { ConstraintRule, ImageRule } from "../rule.ts";
import { ambiguousConstraint } from "./ambiguous-constraint.ts";
import { constraintViolated } from "./constraint-violated.ts";
import { mutableTag } from "./mutable-tag.ts";
import { noDigest } from "./no-digest.ts";
import { notAllowed } from "./not-allowed.ts";
import { pullPolicy } from "./pull-policy.ts";
import { tagAndDigest } from "./tag-and-digest.ts";

export { malformedReference } from "./malformed-reference.ts";

/** The rules about every image that can be pulled. */
export const imageRules: readonly ImageRule[] = [
  notAllowed,
  constraintViolated,
  noDigest,
  mutableTag,
  tagAndDigest,
  pullPolicy,
];

/** The rules about the constraints themselves. */
export const constraintRules: readonly ConstraintRule[] = [ambiguousConstraint];
