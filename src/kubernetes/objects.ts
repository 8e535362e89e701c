import type { Document } from "./document.ts";
import { fieldsAt } from "./field-path.ts";
import { Field } from "./field.ts";
import { resourceAt, type Resource } from "./resource.ts";
import { isMapping } from "./yaml/mapping.ts";

/** Kinds that carry whole objects which their controller, or the command that processes them, creates. */
const carriers: ReadonlyMap<string, readonly string[]> = new Map([
  [
    "argoproj.io/Sensor",
    [
      "spec.triggers[].template.k8s.source.resource",
      "spec.triggers[].template.argoWorkflow.source.resource",
    ],
  ],
  ["triggers.tekton.dev/TriggerTemplate", ["spec.resourcetemplates[]"]],
  ["template.openshift.io/Template", ["objects[]"]],
  ["/Template", ["objects[]"]],
  ["work.open-cluster-management.io/ManifestWork", ["spec.workload.manifests[]"]],
]);

/**
 * The objects of a document: the one it is, the items in place of a `List` of any kind, and the objects
 * that it carries for somebody else to create. kubectl takes whatever has `items` for a list and applies
 * them, so another kind stands beside its items.
 */
export function objectsIn(document: Document): Resource[] {
  const found: Resource[] = [];
  const first = resourceAt(Field.root(document));
  const open = first === undefined ? [] : [first];
  for (let resource = open.pop(); resource !== undefined; resource = open.pop()) {
    const items = itemsOf(resource);
    if (items === undefined || !resource.kind.endsWith("List")) found.push(resource);
    for (const inner of [...(items ?? []), ...carriedBy(resource)].reverse()) open.push(inner);
  }
  return found;
}

function carriedBy(resource: Resource): Resource[] {
  const paths = carriers.get(`${resource.group}/${resource.kind}`) ?? [];
  return paths
    .flatMap((path) => fieldsAt(resource.root, path))
    .map(resourceAt)
    .filter((carried): carried is Resource => carried !== undefined);
}

/** Whether kubectl would apply the items of the document in its place, whatever its kind. */
export function hasItems({ value }: Document): boolean {
  return isMapping(value) && Array.isArray(value["items"]);
}

function itemsOf(resource: Resource): Resource[] | undefined {
  const items = resource.root.at("items");
  if (!Array.isArray(items.value)) return undefined;
  return items
    .items()
    .map((item) => resourceAt(item) ?? untypedItem(item, resource))
    .filter((item): item is Resource => item !== undefined);
}

/**
 * The items of a DeploymentList do not have to repeat that they are Deployments: kubectl fills in the
 * list's type, without `List`, where an item names no kind in text.
 */
function untypedItem(item: Field, list: Resource): Resource | undefined {
  const kind = list.kind.replace(/List$/, "");
  if (kind === "" || !isMapping(item.value) || isText(item.at("kind"))) return undefined;
  const [namespace, name] = ["namespace", "name"].map((key) => {
    const { value } = item.at("metadata", key);
    return typeof value === "string" && value !== "" ? value : undefined;
  });
  return { root: item, apiVersion: list.apiVersion, group: list.group, kind, namespace, name };
}

function isText({ value }: Field): boolean {
  return typeof value === "string" && value !== "";
}
