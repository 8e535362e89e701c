import type { CheckName } from "./check.ts";
import type { Location } from "./location.ts";
import type { Severity } from "./severity.ts";
import type { Vulnerability } from "./vulnerability.ts";

/** The Kubernetes object, and the field in it, that a finding is about. */
export interface ResourceReference {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace?: string;
  readonly name?: string;
  readonly container?: string;
  /** From the object's root, e.g. `spec.containers[0].securityContext.privileged`. */
  readonly fieldPath?: string;
}

/** Present on findings in the nine kinds that Pod Security admission itself judges. */
export interface PodSecurityReference {
  readonly level: "baseline" | "restricted";
  /** The check's identifier in the Kubernetes source, e.g. `capabilities_baseline`. */
  readonly check: string;
  /** The version of the standard that was applied, e.g. `v1.31` or `latest`. */
  readonly version: string;
}

export interface RelatedLocation {
  readonly location: Location;
  readonly message: string;
}

/** A check's own word on whether a finding fails the run, where its severity does not decide that. */
export interface GateWord {
  readonly fails: boolean;
  /** A clause: `it is known to be exploited (fail-on-kev)`. */
  readonly reason: string;
}

/** What a check says, before waivers and the policy's severities are applied. */
export interface Finding {
  readonly check: CheckName;
  readonly rule: string;
  readonly severity: Severity;
  /** One or two sentences of plain text; may quote the judged file, so every output escapes it. */
  readonly message: string;
  readonly remediation: string;
  readonly location: Location;
  readonly related?: readonly RelatedLocation[];
  readonly resource?: ResourceReference;
  readonly podSecurity?: PodSecurityReference;
  readonly image?: string;
  /** Of findings whose rule is a vulnerability. */
  readonly vulnerability?: Vulnerability;
  readonly gate?: GateWord;
  /** Accepted by another file of the trusted ref than the policy: an ignore file or a VEX document. */
  readonly accepted?: AppliedWaiver;
  /** The commit or tag object that it is about, by its full name; the location is then only where to act. */
  readonly commit?: string;
  /** What identifies the finding across line moves, tag changes and renames of unrelated things. */
  readonly identity: readonly string[];
  /** The offending value, of which the evidence hash is made. */
  readonly offender: unknown;
}

export interface AppliedWaiver {
  readonly reason: string;
  readonly owner?: string;
  /** The last day on which it counts, YYYY-MM-DD. */
  readonly expires?: string;
}

/** A finding as the report shows it: with a fingerprint, and after waivers. */
export interface ReportedFinding extends Omit<Finding, "identity" | "offender" | "accepted"> {
  /** 64 hex digits; equal for the same finding in another version of the file. */
  readonly fingerprint: string;
  /** 64 hex digits: the hash of the offending value. */
  readonly evidence: string;
  readonly status: "open" | "waived" | "baseline";
  readonly waiver?: AppliedWaiver;
}
