import type { Container, Pod } from "../../../kubernetes/pod.ts";
import type { Field } from "../../../kubernetes/field.ts";
import type { Rule } from "../../../model/rule.ts";

/** One offence against a Pod Security check: the field that offends or is missing, and why. */
export interface Offence {
  readonly field: Field;
  readonly container?: Container;
  /** A sentence with its full stop, e.g. `The container adds the capability SYS_ADMIN.` */
  readonly message: string;
}

/** The text of a check from a minor version of Kubernetes on, until the next entry. */
export interface VersionedJudge {
  /** The N of v1.N. */
  readonly since: number;
  readonly judge: (pod: Pod) => readonly Offence[];
}

/** A check of k8s.io/pod-security-admission as a rule of ours. */
export interface PodSecurityRule extends Rule {
  readonly podSecurity: {
    /** Its identifier upstream, e.g. `capabilities_baseline`. */
    readonly check: string;
    readonly level: "baseline" | "restricted";
    /** Identifiers of the baseline checks that it stands in for at level restricted. */
    readonly overrides: readonly string[];
    /** Ascending; before the first the check does not exist. */
    readonly versions: readonly VersionedJudge[];
  };
}

/** The newest minor version that upstream's checks know; later ones are judged as this one. */
export const newestMinor = 37;
