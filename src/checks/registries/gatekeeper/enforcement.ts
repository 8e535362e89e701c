import type { Field } from "../../../kubernetes/field.ts";

/** Whether a violation stops the pod, and if it does not, why: a clause for the message. */
export type Enforcement =
  { readonly kind: "denies" } | { readonly kind: "lenient"; readonly reason: string };

const webhookPoints: ReadonlySet<unknown> = new Set([
  "*",
  "validation.gatekeeper.sh",
  "vap.k8s.io",
]);

/**
 * Reads `enforcementAction` of a constraint's spec as Gatekeeper does: `deny` is the default, and
 * `scoped` denies where an action of that name is bound to an admission point. A value that
 * Gatekeeper does not know counts as deny: the constraint was not meant to let everything pass.
 */
export function enforcementAt(spec: Field): Enforcement {
  const action = spec.at("enforcementAction").value;
  if (action === "dryrun" || action === "warn") {
    return { kind: "lenient", reason: `its enforcementAction is ${action}` };
  }
  if (action !== "scoped" || scopedDenies(spec.at("scopedEnforcementActions"))) {
    return { kind: "denies" };
  }
  return { kind: "lenient", reason: "none of its scopedEnforcementActions denies at admission" };
}

function scopedDenies(actions: Field): boolean {
  return actions.items().some(
    (scoped) =>
      scoped.at("action").value === "deny" &&
      scoped
        .at("enforcementPoints")
        .items()
        .some((point) => webhookPoints.has(point.at("name").value)),
  );
}
