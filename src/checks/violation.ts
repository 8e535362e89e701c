import { formatPath, type Field, type Key } from "../kubernetes/field.ts";
import { referenceTo, type Resource } from "../kubernetes/resource.ts";
import { isMapping, type Value } from "../kubernetes/yaml/mapping.ts";
import type { Finding, PodSecurityReference, RelatedLocation } from "../model/finding.ts";
import type { Rule } from "../model/rule.ts";
import type { Severity } from "../model/severity.ts";

export interface Violation {
  readonly rule: Rule;
  /** The offending field, or the one that is missing. */
  readonly field: Field;
  readonly resource: Resource | undefined;
  /** A sentence or two without trailing white space; ends with a full stop. */
  readonly message: string;
  readonly container?: string | undefined;
  /** Where it differs from the rule's. */
  readonly severity?: Severity;
  readonly remediation?: string;
  readonly podSecurity?: PodSecurityReference;
  readonly image?: string;
  readonly related?: readonly RelatedLocation[];
  /** What tells this finding from others at the same field; an image without its tag, say. */
  readonly subject?: string;
}

/** The one way from something a rule has seen in an object to a finding. */
export function findingOf(violation: Violation): Finding {
  const { rule, field, resource, container, podSecurity, image, related } = violation;
  const path = resource === undefined ? field.path : field.pathFrom(resource.root);
  return {
    check: rule.check,
    rule: rule.id,
    severity: violation.severity ?? rule.severity,
    message: violation.message,
    remediation: violation.remediation ?? rule.remediation,
    location: field.location,
    ...(related === undefined || related.length === 0 ? {} : { related }),
    ...(resource === undefined
      ? {}
      : {
          resource: {
            ...referenceTo(resource),
            ...(container === undefined ? {} : { container }),
            fieldPath: formatPath(path),
          },
        }),
    ...(podSecurity === undefined ? {} : { podSecurity }),
    ...(image === undefined ? {} : { image }),
    identity: [
      field.document.file.path,
      resource === undefined
        ? ""
        : [resource.group, resource.kind, resource.namespace ?? "", resource.name ?? ""].join("/"),
      stablePath(field, path.length),
      violation.subject ?? "",
    ],
    offender: field.value ?? null,
  };
}

/**
 * The last `length` keys of a field's path with the items of lists named by what they are instead of
 * by their position, so that a container put in front of another changes nothing for the other.
 */
function stablePath(field: Field, length: number): string {
  const names: string[] = [];
  let current: Field | undefined = field;
  for (let left = length; left > 0 && current !== undefined; left--) {
    names.push(
      typeof current.key === "number"
        ? nameOfItem(current.value, current.key)
        : String(current.key),
    );
    current = current.parent;
  }
  return names.reverse().join("/");
}

const namingKeys = ["name", "containerPort", "mountPath", "host", "key"] as const;

function nameOfItem(item: Value | undefined, index: Key): string {
  if (isMapping(item)) {
    for (const key of namingKeys) {
      const name = item[key];
      if (typeof name === "string" || typeof name === "number") return `[${key}=${name}]`;
    }
  } else if (item !== undefined && item !== null && !Array.isArray(item)) {
    return `[=${String(item)}]`;
  }
  return `[${index}]`;
}
