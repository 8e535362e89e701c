import type { Resource } from "../../kubernetes/resource.ts";
import type { Finding } from "../../model/finding.ts";
import type { Rule } from "../../model/rule.ts";
import { findingOf } from "../violation.ts";
import type { ConstraintOffence } from "./rule.ts";

/** The finding about an entry of a constraint. */
export function findingAboutConstraint(
  rule: Rule,
  offence: ConstraintOffence,
  resource: Resource,
): Finding {
  const { field, message, severity, remediation } = offence;
  return findingOf({
    rule,
    field,
    resource,
    message,
    ...(severity === undefined ? {} : { severity }),
    ...(remediation === undefined ? {} : { remediation }),
  });
}
