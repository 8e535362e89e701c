import type { Field } from "../field.ts";
import type { Pod } from "../pod.ts";
import type { Resource } from "../resource.ts";
import { isMapping } from "../yaml/mapping.ts";
import { containerAt } from "./containers.ts";

/** The kinds of Argo Events whose one pod takes its image from the controller and the rest from `spec.template`. */
export const argoEventsKinds: readonly string[] = ["Sensor", "EventSource"];

/** The pod of a sensor or an event source, where the object says anything about it. */
export function argoEventsPods(resource: Resource): Pod[] {
  const template = resource.root.at("spec", "template");
  if (!isMapping(template.value)) return [];
  const container: Field = template.at("container");
  return [
    {
      resource,
      native: false,
      metadata: template.at("metadata"),
      specs: [template],
      containers: isMapping(container.value) ? [containerAt(container, "regular")] : [],
    },
  ];
}
