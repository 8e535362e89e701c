import type { Field } from "../kubernetes/field.ts";
import type { ImageUse } from "../kubernetes/image-use.ts";
import { referenceTo } from "../kubernetes/resource.ts";
import type { Finding, RelatedLocation } from "../model/finding.ts";
import { startOf } from "../model/location.ts";
import type { Rule } from "../model/rule.ts";
import type { Severity } from "../model/severity.ts";
import { policyPath as defaultPolicyPath } from "../policy/load.ts";
import { findingOf } from "./violation.ts";

/** Something that a rule has against one use of an image. */
export interface Offence {
  /** A sentence or two with full stops. */
  readonly message: string;
  /** Where it differs from the rule's. */
  readonly severity?: Severity | undefined;
  readonly remediation?: string | undefined;
  /** The offending field where it is not the image's own. */
  readonly field?: Field | undefined;
  readonly related?: readonly RelatedLocation[] | undefined;
  /** Tells the offence from others of the rule at the same place, beside the image's name. */
  readonly subject?: string | undefined;
  /** The offending value: what an acceptance of the finding accepts, and no more than that. */
  readonly offender: string;
}

/** An offence with everything that its finding is made of. */
export interface ImageViolation {
  readonly rule: Rule;
  readonly offence: Offence;
  readonly use: ImageUse;
  /** The image's normalised name, without tag and digest; none where the reference is malformed. */
  readonly imageName: string | undefined;
}

/**
 * The finding about a use of an image. Its identity holds the image's name and neither tag nor
 * digest; its evidence is the offence's own value.
 */
export function findingAboutUse(
  violation: ImageViolation,
  policyPath: string | undefined,
): Finding {
  const { rule, offence, use } = violation;
  const field = offence.field ?? use.field;
  const finding =
    field === undefined
      ? findingWithoutField(violation, policyPath ?? defaultPolicyPath)
      : findingAt(field, violation);
  return { ...finding, check: rule.check, offender: offence.offender };
}

function findingAt(field: Field, violation: ImageViolation): Finding {
  const { rule, offence, use } = violation;
  const { message, severity, remediation } = offence;
  // A field of another file, a kustomization's say, has no path in the object.
  const within = use.resource?.root.document === field.document ? use.resource : undefined;
  const finding = findingOf({
    rule,
    field,
    resource: within,
    container: use.container,
    message,
    image: use.reference,
    related: [...use.related, ...(offence.related ?? [])],
    subject: subjectOf(violation, within === undefined ? placeOf(use) : []),
    ...optional({ severity, remediation }),
  });
  if (within !== undefined || use.resource === undefined) return finding;
  const { container } = use;
  const resource = { ...referenceTo(use.resource), ...optional({ container }) };
  return { ...finding, resource };
}

function findingWithoutField(violation: ImageViolation, path: string): Finding {
  const { rule, offence, use } = violation;
  const related = [...use.related, ...(offence.related ?? [])];
  return {
    check: rule.check,
    rule: rule.id,
    severity: offence.severity ?? rule.severity,
    message: offence.message,
    remediation: offence.remediation ?? rule.remediation,
    location: startOf(path),
    ...(related.length === 0 ? {} : { related }),
    image: use.reference,
    identity: ["", "", "--image", subjectOf(violation, [])],
    offender: offence.offender,
  };
}

function subjectOf({ offence, imageName }: ImageViolation, place: readonly string[]): string {
  return [...place, offence.subject, imageName].filter((part) => part !== undefined).join(" ");
}

/** Tells apart the containers whose image one line of a kustomization sets. */
function placeOf({ resource, container }: ImageUse): string[] {
  if (resource === undefined) return [];
  const { kind, namespace = "", name = "" } = resource;
  return [`${kind}/${namespace}/${name}/${container ?? ""}`];
}

/** Leaves out what is undefined, where a type asks for absence. */
function optional<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
