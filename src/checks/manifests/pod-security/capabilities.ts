import { containerField, type Pod } from "../../../kubernetes/pod.ts";
import type { Offence } from "./rule.ts";
import { containerSettings, listed, offenceAt } from "./settings.ts";
import { textAt, textItems } from "./values.ts";

/** An offence for each added capability that is not among the allowed ones, spelt exactly so. */
export function forbiddenAdditions(pod: Pod, allowed: ReadonlySet<string>): Offence[] {
  return containerSettings(pod, "capabilities", "add").flatMap(({ field, container }) =>
    textItems(field)
      .filter((item) => !allowed.has(textAt(item)))
      .map((item) => offenceAt({ field: item, container }, `adds ${described(textAt(item))}`)),
  );
}

/** An offence for each container that does not drop `ALL`; there is nothing to inherit from the pod. */
export function missingDropAll(pod: Pod): Offence[] {
  return pod.containers.flatMap((container) => {
    const drop = containerField(container, "securityContext", "capabilities", "drop");
    const dropped = textItems(drop).map(textAt);
    if (dropped.includes("ALL")) return [];
    const instead = dropped.length === 0 ? "" : `; it drops ${listed(dropped)}`;
    return [offenceAt({ field: drop, container }, `does not drop the capability "ALL"${instead}`)];
  });
}

/** Names a capability, and says so when only its spelling keeps it from being known. */
function described(name: string): string {
  if (name === "") return "a capability without a name";
  const known = name.toUpperCase().replace(/^CAP_/, "");
  const hint = known === name || known === "" ? "" : ` (Kubernetes knows ${JSON.stringify(known)})`;
  return `the capability ${JSON.stringify(name)}${hint}`;
}
