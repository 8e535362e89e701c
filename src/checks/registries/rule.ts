import type { Field } from "../../kubernetes/field.ts";
import type { ImageUse } from "../../kubernetes/image-use.ts";
import type { Image } from "../../model/image-reference.ts";
import type { Rule } from "../../model/rule.ts";
import type { Severity } from "../../model/severity.ts";
import type { Offence } from "../image-finding.ts";
import type { Allowlist } from "./allowlist.ts";
import type { Constraint } from "./gatekeeper/constraint.ts";
import type { Refusal } from "./gatekeeper/review.ts";

/** What the rules judge by, besides the image itself. */
export interface Basis {
  readonly allowlist: Allowlist | undefined;
  readonly requireDigest: boolean;
  /** The constraints that would refuse the use in the cluster. */
  readonly refusalsOf: (use: ImageUse) => readonly Refusal[];
}

/** A rule about images that can be pulled. */
export interface ImageRule extends Rule {
  readonly judge: (image: Image, use: ImageUse, basis: Basis) => readonly Offence[];
}

/** Something that a rule has against an entry of a Gatekeeper constraint. */
export interface ConstraintOffence {
  readonly field: Field;
  readonly message: string;
  readonly severity?: Severity | undefined;
  readonly remediation?: string | undefined;
}

/** A rule about the repository's Gatekeeper constraints themselves. */
export interface ConstraintRule extends Rule {
  readonly judge: (constraint: Constraint) => readonly ConstraintOffence[];
}
