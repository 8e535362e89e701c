import type { Field } from "../../../kubernetes/field.ts";
import type { Resource } from "../../../kubernetes/resource.ts";
import { labelsAt, labelSelectorAt } from "../../registries/gatekeeper/selector.ts";

/** An object that the webhook gets to see: the one in the file, or one that controllers make of it. */
interface Reviewed {
  readonly group: string;
  readonly resource: string;
  readonly metadata: Field;
}

export type Selection =
  | { readonly selects: false }
  /** `assuming`: what the files do not say and was taken to hold, as clauses. */
  | { readonly selects: true; readonly assuming: readonly string[] };

type Making = readonly [group: string, resource: string, ...metadata: string[]];

const own: readonly string[] = ["metadata"];
const template: readonly string[] = ["spec", "template", "metadata"];

function workload(group: string, resource: string, ...between: Making[]): readonly Making[] {
  return [[group, resource, ...own], ...between, ["", "pods", ...template]];
}

/** The objects that come into being from one of these kinds, and where their labels stand in it. */
const makings: ReadonlyMap<string, readonly Making[]> = new Map([
  ["/Pod", [["", "pods", ...own]]],
  ["apps/Deployment", workload("apps", "deployments", ["apps", "replicasets", ...template])],
  ["apps/ReplicaSet", workload("apps", "replicasets")],
  ["apps/StatefulSet", workload("apps", "statefulsets")],
  ["apps/DaemonSet", workload("apps", "daemonsets")],
  ["batch/Job", workload("batch", "jobs")],
  [
    "batch/CronJob",
    [
      ["batch", "cronjobs", ...own],
      ["batch", "jobs", "spec", "jobTemplate", "metadata"],
      ["", "pods", "spec", "jobTemplate", ...template],
    ],
  ],
]);

/**
 * Whether a policy's `match` selects what comes of an object: the object itself or any that controllers
 * make of it, which the webhook reviews as well. Without items everything is selected. A version is not
 * compared, since the API server serves each object in all of its own.
 */
export function selects(match: readonly Field[], object: Resource | undefined): Selection {
  if (match.length === 0) return { selects: true, assuming: [] };
  const made = object === undefined ? undefined : makings.get(`${object.group}/${object.kind}`);
  if (object === undefined || made === undefined) {
    const what = object === undefined ? "the image" : `the ${object.kind}`;
    return { selects: true, assuming: [`${what} ends up in an object that its match selects`] };
  }
  const reviewed = made.map(([group, resource, ...metadata]) => ({
    group,
    resource,
    metadata: object.root.at(...metadata),
  }));
  const isSelected = match.some((item) => reviewed.some((one) => selectsOne(item, one)));
  return isSelected ? { selects: true, assuming: [] } : { selects: false };
}

function selectsOne(item: Field, { group, resource, metadata }: Reviewed): boolean {
  const wanted = item.at("resource").value;
  if (typeof wanted === "string" && wanted !== "" && wanted !== resource) return false;
  const wantedGroup = item.at("group").value;
  if (typeof wantedGroup === "string" && wantedGroup !== "" && wantedGroup !== group) return false;
  const selector = item.at("selector");
  if (!selector.exists) return true;
  return labelSelectorAt(selector)?.matches(labelsAt(metadata)) ?? true;
}
